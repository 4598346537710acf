"""What pictures are drawn with: paper, pens and colours, numbers in words, axes, diagrams, matrices, pixels."""
