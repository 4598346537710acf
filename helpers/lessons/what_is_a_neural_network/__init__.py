"""Notebook 01: nine methods, learning styles, rewards, splits, constructions (book ch. 1)."""
