"""Notebook 11: convolution, frozen layers and a new last one."""
