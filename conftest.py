"""nbval compares texts to the letter, and stills by what they show: see tests/stills.py."""

import nbval.kernel
from nbval.plugin import IPyNbCell

from tools.save_notebooks import own_sockets  # not save_notebooks: elsewhere pytest has not read where that is

strictly = IPyNbCell.compare_outputs


class KernelManager(nbval.kernel.KernelManager):
    """A kernel with sockets of its own."""

    def __init__(self, **options):
        super().__init__(**options, **own_sockets())


def compare_outputs(cell, made, saved, skip_compare=None):
    """Compare as nbval does, after a still that shows the same as the saved one has been taken for it."""
    from tests import stills

    made, sentences = stills.alike(made, saved, noisy=stills.NOISE in cell.cell.metadata.get("tags", ()))
    equal = strictly(cell, made, saved, skip_compare)
    cell.comparison_traceback += sentences
    return equal


IPyNbCell.compare_outputs = compare_outputs
nbval.kernel.KernelManager = KernelManager
