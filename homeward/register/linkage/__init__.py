"""Is this the same child? Profiles, what speaks for and against joining two of them, and what people said of it."""
