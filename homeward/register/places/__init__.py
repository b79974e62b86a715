"""Districts, schools, and how many children live where."""
