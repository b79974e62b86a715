"""The installation's keys, and sealing with them."""
