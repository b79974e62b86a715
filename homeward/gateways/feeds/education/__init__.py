"""Suspensions, exclusions and attendance concerns from an education service."""
