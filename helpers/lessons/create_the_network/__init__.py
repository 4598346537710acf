"""Notebook 02: numbers for everything, weights, the learning rate (book ch. 3 and 4)."""
