"""Decisions of the National Referral Mechanism about children."""
