"""Cases, and what belongs to them, in the words and shapes that the page kit prints."""
