# 1 Import what you need
import keras

from helpers import load_mnist

# 2 Settings and data; empty places are not needed
eta, batch, epochs = 0.0001, 100, 2
mnist = load_mnist()


# 3 The network
def normal(shape, dtype):
    return keras.random.normal(shape)


random = {"kernel_initializer": normal, "bias_initializer": normal}
layers = [keras.layers.Dense(500, "relu", **random) for _ in range(3)]
layers += [keras.layers.Dense(10, **random)]
model = keras.Sequential([keras.Input([784]), *layers])

# 4 What training and judging need
cost = keras.losses.CategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.SGD(eta)
model.compile(optimizer, cost, metrics=["accuracy"])

# 5 Run it
arrays, batches = model.get_weights(), len(mnist.training.inputs) / batch
start = arrays[0::2], arrays[1::2]
past = model.fit(*mnist.training, batch, epochs, 0, shuffle=False)
totals = [batches * mean for mean in past.history["loss"]]
right = model.evaluate(*mnist.test, verbose=0)[1]
