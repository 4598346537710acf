"""Notebook 06: the gradient check."""
