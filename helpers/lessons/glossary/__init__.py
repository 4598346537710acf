"""Notebook 13: all terms, attention in small, and where to go next."""
