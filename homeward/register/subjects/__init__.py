"""One row for everything the hub can hold knowledge about."""
