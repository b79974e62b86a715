"""The paper as blocks, as a drawing, as a page and as a document."""
