"""Notebook 12: the machines before, and a line of time."""
