"""Dated, sourced observations of a child, over the catalogue of indicators and of what protects."""
