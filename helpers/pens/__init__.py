"""What pictures are drawn with: paper and marks, axes, the diagram of a network, matrices, pixels, training curves."""
