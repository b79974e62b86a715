"""Tasks, and what waits to be accepted."""
