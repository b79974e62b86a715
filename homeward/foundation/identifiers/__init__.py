"""Numbers and codes that say who, where or which: each read into one form, or refused in words that help."""
