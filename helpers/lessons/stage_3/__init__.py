"""Notebook 05: the gradients."""
