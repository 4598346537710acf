# 1 Import what you need
import numpy as np

from helpers import Network, accuracy, load_mnist, train

# 2 Settings and data; empty places are not needed
eta, batch, epochs = 0.0001, 100, 2
mnist = load_mnist()

# 3 The network
shapes = [(784, 500), (500, 500), (500, 500), (500, 10)]
normal = np.random.default_rng(1).standard_normal
weights = [normal(shape, np.float32) for shape in shapes]
biases = [normal(shape[1], np.float32) for shape in shapes]
functions = ["ReLU", "ReLU", "ReLU", "softmax"]
network = Network(weights, biases, functions)

# 4 What training and judging need
plan = {"method": "mini-batch", "batch_size": batch, "shuffle": False}
plan |= {"cost": "cross-entropy", "epochs": epochs}
training = train(network, *mnist.training, eta, **plan)

# 5 Run it
totals, start = [0.0] * epochs, (weights, biases)
for step in training:
    network = step.network
    totals[step.epoch - 1] += step.error
right = accuracy(network, *mnist.test)
