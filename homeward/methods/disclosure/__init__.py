"""Small numbers hidden so that no child can be known by them, then attacked to see that they stay hidden."""
