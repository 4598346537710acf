"""The convolutional network of notebook 11 on all of MNIST reaches what the notebook says."""

from helpers.lessons.transfer_learning.convnet import create_convnet, right_share, train_kernels


def test_learned_kernels_read_more_than_98_of_100_test_images(digits):
    for step in train_kernels(create_convnet(), *digits.training, epochs=4):
        network = step.network
    reached = right_share(network, digits.test)
    assert reached >= 0.984, f"{reached:.2%} of the test images are right"
