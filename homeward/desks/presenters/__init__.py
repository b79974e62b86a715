"""What is read, in the words and shapes that the page kit prints."""
