"""The stage map's numbers."""

from helpers import draw, gradients, total_error, update
from helpers.pens.numerals import plain
from tests.cases import BOOK


def test_the_stage_map_tells_the_error_before_and_after_the_update():
    example = [[0.15, 0.35]], [[0, 1]]
    after = update(BOOK, gradients(BOOK, *example), 0.5)
    text = draw.stage_map(draw.STAGES[-1], BOOK, *example, eta=0.5).text
    assert plain(total_error(BOOK, *example)) in text and plain(total_error(after, *example)) in text
