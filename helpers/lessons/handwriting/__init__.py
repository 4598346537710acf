"""Notebook 10: handwritten digits."""
