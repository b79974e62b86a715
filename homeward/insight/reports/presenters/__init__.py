"""The paper as a drawing, as a page and as a document."""
