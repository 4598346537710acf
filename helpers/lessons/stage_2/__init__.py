"""Notebook 04: the total error."""
