"""Services for children and families: found, referred to, and what became of it."""
