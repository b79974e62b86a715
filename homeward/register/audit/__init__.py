"""Who looked, who wrote, who was refused, and why."""
