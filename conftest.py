"""nbval compares texts to the letter, and stills by what they show: see tests/stills.py."""

import os
import sys
import tempfile
import uuid

import nbval.kernel
from nbval.plugin import IPyNbCell

strictly = IPyNbCell.compare_outputs


class KernelManager(nbval.kernel.KernelManager):
    """A kernel whose sockets are files of its own.

    With TCP, kernels that start at once in two processes may be given the same port, and one of them then says nothing.
    """

    def __init__(self, **options):
        if sys.platform == "linux":
            options |= {"transport": "ipc", "ip": os.path.join(tempfile.gettempdir(), uuid.uuid4().hex)}
        super().__init__(**options)


def compare_outputs(cell, made, saved, skip_compare=None):
    """Compare as nbval does, after a still that shows the same as the saved one has been taken for it."""
    from tests import stills

    made, sentences = stills.alike(made, saved, noisy=stills.NOISE in cell.cell.metadata.get("tags", ()))
    equal = strictly(cell, made, saved, skip_compare)
    cell.comparison_traceback += sentences
    return equal


IPyNbCell.compare_outputs = compare_outputs
nbval.kernel.KernelManager = KernelManager
