"""Files that partner agencies send, one folder a source."""
