"""The partners in the hub, their teams and their workers."""
