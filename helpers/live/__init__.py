"""Live pictures: `explore(draw.something, w=slider(-1, 1))` puts controls around a picture."""

from helpers.live.controls import button, choice, pad, search, slider, sliders, steps, ticks, toggle, upload
from helpers.live.exploring import explore

__all__ = ["button", "choice", "explore", "pad", "search", "slider", "sliders", "steps", "ticks", "toggle", "upload"]
