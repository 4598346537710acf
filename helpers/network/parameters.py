"""Names of weights and nodes: one number for each weight and bias weight, found by its name (book ch. 3 and 24-25).

A name is computed from the address and the address from the name, so that a network of a million weights needs no
dictionary. The numbering is stated in `network.py`.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers.network import checks


def node_name(layer, node):
    """Return the name of a node; `layer` and `node` count from 0.

    >>> node_name(1, 0)
    'b1'
    """
    return f"{chr(ord('a') + layer)}{node + 1}"


class Address(NamedTuple):
    """Where a weight sits: `weights[layer][start, end]`, or `biases[layer][end]` with start None.

    The edge leads from node `start` of layer `layer` to node `end` of the next layer, counted from 0.
    """

    kind: str
    layer: int
    start: int | None
    end: int

    def __str__(self):
        start = "bias" if self.start is None else node_name(self.layer, self.start)
        return f"{start}→{node_name(self.layer + 1, self.end)}"

    @property
    def place(self):
        """The index inside the array of its layer."""
        return self.end if self.start is None else (self.start, self.end)


@dataclass(frozen=True, eq=False, repr=False)
class Parameters:
    """One number for each weight and bias weight of a network, readable by name: `parameters["w5"]`."""

    weights: tuple
    biases: tuple

    @property
    def sizes(self):
        """Nodes per layer, inputs first: `(2, 2, 2)`."""
        return (self.weights[0].shape[0], *(array.shape[1] for array in self.weights))

    @property
    def shape_name(self):
        """The sizes in words: `2-2-2`."""
        return "-".join(map(str, self.sizes))

    @property
    def parameter_count(self):
        """Number of weights and bias weights together."""
        return self.weight_count + self.bias_count

    @property
    def weight_count(self):
        """Number of weights without the bias weights."""
        return sum(array.size for array in self.weights)

    @property
    def bias_count(self):
        """Number of bias weights: one per hidden and output node."""
        return sum(array.size for array in self.biases)

    @property
    def dtype(self):
        """float64 or float32."""
        return self.weights[0].dtype

    @property
    def has_diverged(self):
        """Whether some weight or bias weight is no ordinary number any more, but NaN or infinity.

        >>> from helpers import create
        >>> network = create(2, 2, 2)
        >>> network.has_diverged, network.with_arrays([np.array([[np.nan]])], []).has_diverged
        (False, True)
        """
        return not all(np.isfinite(array).all() for array in (*self.weights, *self.biases))

    def names(self):
        """Yield every name: w1, w2, ... through all layers, then bw1, bw2, ..."""
        return (self.name_at(index) for index in range(self.parameter_count))

    def name_at(self, index):
        """Return the name at a position of `names()`, without walking there.

        >>> from helpers import create
        >>> create(2, 2, 2).name_at(8)
        'bw1'
        """
        return f"w{index + 1}" if index < self.weight_count else f"bw{index - self.weight_count + 1}"

    def _arrays(self, kind):
        return self.weights if kind == "w" else self.biases

    def address(self, name):
        """Return the address of a weight, computed from its number. KeyError names the weights there are.

        >>> from helpers import create
        >>> network = create(2, 2, 2)
        >>> network.address("w6"), str(network.address("w6"))
        (Address(kind='w', layer=1, start=0, end=1), 'b1→c2')
        """
        match = re.fullmatch(r"(b?w)([1-9][0-9]*)", name) if isinstance(name, str) else None
        number = int(match[2]) - 1 if match else 0
        for layer, array in enumerate(self._arrays(match[1]) if match else ()):
            if number < array.size:
                start, end = (None, number) if match[1] == "bw" else divmod(number, array.shape[1])
                return Address(match[1], layer, start, end)
            number -= array.size
        raise KeyError(
            f"there is no weight {name!r}: this {self.shape_name} network has "
            f"w1 to w{self.weight_count} and bw1 to bw{self.bias_count}"
        )

    def name(self, address):
        """Return the name of the weight at an address: the reverse of `address`.

        >>> from helpers import create
        >>> create(2, 2, 2).name(Address("w", 1, 0, 1))
        'w6'
        """
        before = sum(array.size for array in self._arrays(address.kind)[: address.layer])
        row = 0 if address.start is None else address.start * self.sizes[address.layer + 1]
        return f"{address.kind}{before + row + address.end + 1}"

    def __getitem__(self, name):
        address = self.address(name)
        return float(self._arrays(address.kind)[address.layer][address.place])

    def with_values(self, **values):
        """Return the same with other values for some weights; what it is called on stays as it was.

        >>> from helpers import create
        >>> create(2, 2, 2).with_values(w5=0.4, bw3=0.6)["w5"]
        0.4
        """
        arrays = {"w": list(self.weights), "bw": list(self.biases)}
        for name, value in values.items():
            address = self.address(name)
            changed = arrays[address.kind][address.layer].copy()
            number = checks.real_number(name, value, "a number, such as 0.4")
            changed[address.place] = checks.numeric_array(name, number, changed.dtype)
            arrays[address.kind][address.layer] = changed
        return self.with_arrays(arrays["w"], arrays["bw"])

    def with_arrays(self, weights, biases):
        """Return the same with these arrays, which are taken as they are: for code that has just made them."""
        made = object.__new__(type(self))  # copy.copy does the same in a much longer way
        vars(made).update(vars(self), weights=read_only(weights), biases=read_only(biases))
        return made


def read_only(arrays):
    """Return the arrays as a tuple, closed against changes."""
    for array in arrays:
        array.flags.writeable = False
    return tuple(arrays)
