"""Sealed originals, and the papers made here."""
