"""More pictures from few: each is mirrored, cut, enlarged, made brighter or darker by chance (book ch. 36).

The names are those of the book's options: flip_left_right, random_crop, random_scale and random_brightness.
"""

from typing import NamedTuple

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from helpers.network import checks

MOST = 100  # percent


class Augmentation(NamedTuple):
    """What may happen to a picture: mirrored or not, and up to so many percent cut off, enlarged, brighter or darker.

    >>> bool(Augmentation()), bool(Augmentation(crop=10))
    (False, True)
    """

    flip: bool = False
    crop: float = 0
    scale: float = 0
    brightness: float = 0

    def __bool__(self):
        return bool(self.flip or self.crop or self.scale or self.brightness)


def checked(augmentation):
    """Return an Augmentation whose percentages are numbers from 0 to 100."""
    for name in ("crop", "scale", "brightness"):
        value = checks.real_number(name, getattr(augmentation, name), f"a percentage from 0 to {MOST}", at_least=0)
        if value > MOST:
            raise ValueError(f"{name} is {value:g}, but must be a percentage from 0 to {MOST}")
    return augmentation


def augmented(image, augmentation, lot):
    """Return the middle square of a picture, changed by chance; `lot` is a random generator of NumPy.

    Of a square with side s there remains a square with side s / ((1 + crop) · (1 + u · scale)), at a place chosen by
    chance, enlarged to the old size; brightness is a factor from 1 - brightness to 1 + brightness; u goes from 0 to 1.

    >>> image = Image.new("RGB", (60, 40), "gray")
    >>> augmented(image, Augmentation(crop=20), np.random.default_rng(0)).size
    (40, 40)
    """
    side = min(image.size)
    image = ImageOps.fit(image, (side, side))
    mirrored, enlarged, left, top, brighter = lot.random(5).tolist()
    if augmentation.flip and mirrored < 0.5:
        image = ImageOps.mirror(image)
    window = side / ((1 + augmentation.crop / 100) * (1 + enlarged * augmentation.scale / 100))
    if window < side:
        x, y = left * (side - window), top * (side - window)
        image = image.resize((side, side), Image.Resampling.BICUBIC, box=(x, y, x + window, y + window))
    if augmentation.brightness:
        image = ImageEnhance.Brightness(image).enhance(1 + (2 * brighter - 1) * augmentation.brightness / 100)
    return image


def more(images, augmentation, copies, seed=0):
    """Return so many changed copies of each picture, picture after picture.

    >>> len(more([Image.new("RGB", (8, 8))] * 3, Augmentation(flip=True), copies=2))
    6
    """
    augmentation, lot = checked(augmentation), np.random.default_rng(seed)
    return [augmented(image, augmentation, lot) for image in images for _ in range(copies)]
