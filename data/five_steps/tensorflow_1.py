# 1 Import what you need
import tensorflow.compat.v1 as tf  # the book: import tensorflow as tf

from helpers import load_mnist

tf.disable_eager_execution()  # back to: build first, run later

# 2 Settings, data, and empty places for them
eta, batch, epochs = 0.0001, 100, 2
mnist = load_mnist()
inputs = tf.placeholder(tf.float32, [None, 784])
targets = tf.placeholder(tf.float32, [None, 10])

# 3 The network
shapes = [(784, 500), (500, 500), (500, 500), (500, 10)]
weights = [tf.Variable(tf.random_normal(shape)) for shape in shapes]
biases = [tf.Variable(tf.random_normal(shape[1:])) for shape in shapes]
b = tf.nn.relu(tf.matmul(inputs, weights[0]) + biases[0])
c = tf.nn.relu(tf.matmul(b, weights[1]) + biases[1])
d = tf.nn.relu(tf.matmul(c, weights[2]) + biases[2])
logits = tf.matmul(d, weights[3]) + biases[3]

# 4 What training and judging need
errors = tf.nn.softmax_cross_entropy_with_logits_v2(targets, logits)
cost = tf.reduce_mean(errors)
update = tf.train.GradientDescentOptimizer(eta).minimize(cost)
same = tf.equal(tf.argmax(logits, 1), tf.argmax(targets, 1))
accuracy = tf.reduce_mean(tf.cast(same, tf.float32))

# 5 Run it
totals, (x, t) = [0.0] * epochs, mnist.training
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    start = session.run([weights, biases])
    for epoch in range(epochs):
        for first in range(0, len(x), batch):
            rows = slice(first, first + batch)
            fed = {inputs: x[rows], targets: t[rows]}
            totals[epoch] += session.run([cost, update], fed)[0].item()
    fed = {inputs: mnist.test.inputs, targets: mnist.test.targets}
    right = session.run(accuracy, fed)
