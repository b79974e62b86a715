"""The work of a youth justice service with children."""
