"""Where data comes in."""
