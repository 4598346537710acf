"""The five stages of a neural network as small functions that change nothing they are given, and their pictures."""

from helpers import lazily

__getattr__, __dir__, __all__ = lazily.attach(__name__, __file__)
