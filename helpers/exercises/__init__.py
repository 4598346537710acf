"""How exercises and predictions are asked and judged; their rows are in the lessons."""
