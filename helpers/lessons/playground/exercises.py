"""The challenges of notebook 14."""

from helpers.lessons.playground.predictions import PREDICTIONS as PREDICTIONS

EXERCISES = {}
