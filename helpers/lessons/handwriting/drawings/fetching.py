"""The download of MNIST as a picture that grows while it runs (book ch. 35)."""

from helpers.datasets.mnist import FILES, fetching, missing, only_subset
from helpers.network.checks import whole_number
from helpers.pens.palette import BLUE, PALE
from helpers.pens.picture import card, rect, words

ONLY_HERE = "5,000 digits of MNIST have come with the course."
OFFER = f"{ONLY_HERE} The button fetches all 70,000 (11 MB)."
HELD = f"{ONLY_HERE} MNIST_DIR says subset, so nothing is fetched."
ALL_HERE = "All of MNIST is here, 70,000 digits. Run the next cell and those below it."


def mnist_download(presses):
    """Yield pictures of what is here of MNIST; after a press of the button, of its download, line by line.

    A failure becomes a sentence in the last picture, and the course goes on with its 5,000 images.

    >>> [picture.text for picture in mnist_download(0)][0].startswith(("5,000", "All"))
    True
    """
    asked = whole_number("presses", presses, at_least=0)
    if only_subset():  # as when the course is saved and tested: nothing is fetched
        yield state(FILES, HELD if asked else OFFER)
        return
    if asked:
        try:
            for line in fetching():
                yield state(missing(), line.strip())
        except OSError as problem:
            yield state(missing(), str(problem))
            return
    yield state(missing(), OFFER if missing() else ALL_HERE)


def state(absent, sentence):
    """Return four boxes, one for each file of MNIST, pale for those that are absent, and the sentence."""
    marks = []
    for place, name in enumerate(FILES):
        mark, fill = ("–", PALE) if name in absent else ("✓", BLUE)
        marks += [rect(16 + 170 * place, 14, 160, 16, rx=4, fill=fill)]
        marks += [words(16 + 170 * place, 48, f"{mark} {name.removesuffix('-ubyte')}", size=13)]
    return card(700, 62, marks, sentence)
