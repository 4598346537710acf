"""Notebook 09: from NumPy to TensorFlow."""
