"""Worries about children that an agency tells as a file."""
