"""Strategy discussions, and the clock of a statutory notification."""
