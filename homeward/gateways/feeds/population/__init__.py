"""Counts of how many children there are."""
