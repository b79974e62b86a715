"""The board's questions asked, and its papers printed."""
