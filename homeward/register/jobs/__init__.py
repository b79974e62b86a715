"""Work that goes on after the page has closed."""
