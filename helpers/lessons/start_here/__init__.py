"""Notebook 00: the five stages at a glance."""
