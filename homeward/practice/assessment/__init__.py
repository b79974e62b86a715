"""Instruments answered with evidence, and the bands that people give."""
