"""Is this the same child? What two records agree on, what that weighs, and which records then belong together."""
