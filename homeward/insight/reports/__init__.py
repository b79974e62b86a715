"""The board paper."""
