"""The challenges of notebook 14."""

EXERCISES = {}
PREDICTIONS = {}
