"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.datasets.characters import Characters
from helpers.lessons.man_vs_chicken.drawings.characters import MAPS
from helpers.network.network import Network
from helpers.pens.arguments import FILM, as_it_is, each, listed, made, many, maybe, numbers, one_of, table, whole


def sixty_four(name, values):
    """Return the 64 numbers of a man or chicken, in one row or in eight."""
    array = numbers()(name, values)
    if array.size != 64:
        raise ValueError(f"{name} has shape {array.shape}, but must hold 64 numbers, such as load_characters().man")
    return array


ROWS = {
    "films": table(maybe(FILM), "films"),
    "diary": many(Network, "networks"),
    "lit": listed(whole(0, 63), "places from 0 to 63, such as [0, 1]", empty=True),
    "way": numbers(None, 64),
    **each(sixty_four, "character.picture worked_example.picture"),
    "size": whole(1),
    "characters": made(Characters, "what load_characters() returns"),
    "family.number": whole(1, 50),
    "judged.shown": one_of("map", MAPS),
    "results": table(numbers(None, low=0, high=1), "lists of shares"),
    "strips.chosen": maybe(whole()),
    "strips.count": maybe(whole(1)),
    "chickens": whole(0, 1000),
    "confused.most": whole(),
    "node": as_it_is,
    **each(numbers(None), "errors ours"),
    **each(numbers(None, 2), "built_training.outputs built_training.targets"),
    "built_training.updates": whole(),
}
