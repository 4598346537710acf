"""Notebook 03: forward propagation."""
