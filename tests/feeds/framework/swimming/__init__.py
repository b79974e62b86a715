"""A feed that exists only to test how any feed is read."""
