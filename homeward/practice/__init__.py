"""The work with a child."""
