"""What networks learn from: the men and chickens, MNIST, and how files of data/ are read."""
