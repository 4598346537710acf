"""What is asked of a network from outside: how good its answers are, and how its total error lies."""
