"""The network of the course in five stages; it needs NumPy and nothing of the rooms around it.

Read it in this order: `parameters`, `activations`, `costs`; `network` (create, Stage 1 forward, Stage 2 total_error);
`backpropagation` (Stage 3 gradients); `gradient_check` (Stage 4); `rules` and `descent` (Stage 5 update); `training`,
the loop of them all, with `dropout`. Below them: `checks`, the sentences for wrong input, `tables`, and `threads`.
"""

from helpers.network.activations import ACTIVATIONS
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.descent import update
from helpers.network.gradient_check import check_gradients
from helpers.network.network import Network, create, forward, total_error
from helpers.network.rules import update_rules
from helpers.network.training import train

__all__ = [
    "ACTIVATIONS",
    "COSTS",
    "Network",
    "check_gradients",
    "create",
    "forward",
    "gradients",
    "total_error",
    "train",
    "update",
    "update_rules",
]
