"""Notebook 07: updating the weights."""
