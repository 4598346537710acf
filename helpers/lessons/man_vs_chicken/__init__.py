"""Notebook 08: the worked example."""
