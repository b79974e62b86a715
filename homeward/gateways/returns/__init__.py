"""Statutory returns, written out from what the hub holds."""
