"""Notebook 13: all terms, and a network that fits a curve."""
