"""What is typed at the front door: the pages of a worry, and what whoever decides on it writes."""
