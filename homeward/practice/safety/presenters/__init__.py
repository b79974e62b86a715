"""Plans, contacts and challenges in plain words."""
