"""Reading a file that a partner sent, and saying in plain words what stands in the way."""
