"""Notebook 14: a network of one's own, on one's own data."""
