"""The five stages of a neural network as small functions that change nothing they are given, and their pictures."""

from helpers.activations import ACTIVATIONS
from helpers.book import (
    BOOK_EPSILON,
    BOOK_ETA,
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    forward_rounded,
    ledger,
    slips,
)
from helpers.costs import COSTS
from helpers.descent import update
from helpers.gradient_check import check_gradients
from helpers.gradients import gradients
from helpers.network import Network, create, forward, total_error
from helpers.training import train

__all__ = [
    "ACTIVATIONS",
    "BOOK_EPSILON",
    "BOOK_ETA",
    "BOOK_INPUTS",
    "BOOK_NETWORK",
    "BOOK_TARGETS",
    "COSTS",
    "Network",
    "check_gradients",
    "create",
    "forward",
    "forward_rounded",
    "gradients",
    "ledger",
    "slips",
    "total_error",
    "train",
    "update",
]
