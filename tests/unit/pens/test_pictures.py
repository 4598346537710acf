"""What every picture promises: well-formed SVG, a text twin, legible words inside, and the arrays' own numbers."""

import inspect
import itertools
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import draw, forward
from helpers.pens.numerals import plain
from helpers.pens.palette import GREEN, VERMILLION
from helpers.pens.picture import Picture, tag, words
from tests.cases import BOOK, RUN, RUN_START, XOR, XOR_TARGETS
from tests.drawn import contrast, lines_of, numbers, without_images
from tests.samples import NO_NUMBERS, SAMPLES, pictures_of


def test_every_public_picture_function_has_samples_here():
    public = {name for name in draw.__all__ if inspect.isfunction(getattr(draw, name))}
    no_pictures = {"journey_length", "backward_length"}
    assert public - no_pictures == set(SAMPLES), "add samples for a new picture function, remove those of an old one"


@pytest.mark.parametrize(
    "make",
    [
        *(lambda case=case: draw.secant(*case, "w1", 1) for case in NO_NUMBERS),
        *(lambda case=case: draw.turned_slice(*case, 30) for case in NO_NUMBERS),
        *(
            lambda case=case, zoom=zoom: draw.weight_curves(*case, zoom)
            for case in NO_NUMBERS
            for zoom in (False, True)
        ),
        lambda: draw.three_sums(*NO_NUMBERS[0]),
    ],
)
def test_a_network_that_is_no_longer_numbers_is_refused_with_a_sentence(make):
    with pytest.raises(ValueError, match="must (hold ordinary numbers|be a number)"):
        make()


def test_contrast_is_computed_as_defined():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


# ---- What every picture promises


def is_well_formed(picture):
    """The picture and its still are well-formed, and the still tells the twin."""
    ET.fromstring(picture.svg)
    told = " ".join(" ".join(ET.fromstring(picture.still).itertext()).split())
    if " ".join(picture.text.split()) not in told:
        yield "the still does not tell the twin"


def ends_as_a_sentence(picture):
    if not picture.text == repr(picture) == picture.text.strip():
        yield f"the twin has blanks around it, or is not the picture's repr: {picture.text!r}"
    if len(picture.text) < 10 or picture.text[-1] not in ".!?":
        yield f"the twin is no sentence: {picture.text!r}"


BROKEN = re.compile(r"\b(nan|inf|None|Ellipsis|array|np\.\w+)\b|object at 0x", re.IGNORECASE)
PLACE = re.compile(r'(?:\b(?:c?[xyr]|[xy][12]|width|height)="|[ML ])(-?\d+(?:\.\d+)?)')


def has_no_broken_coordinate_or_word(picture):
    svg = re.sub(r"<text[^>]*monospace.*?</text>", "", without_images(picture.svg))  # Python code may say None
    yield from (f"broken: {found[0]}" for found in BROKEN.finditer(svg.replace('"none"', "") + picture.text))
    yield from (
        f"browsers draw huge coordinates badly: {value}" for value in PLACE.findall(svg) if abs(float(value)) > 20_000
    )


def has_a_number_for_every_coordinate(picture):
    number = r"-?\d+(?:\.\d+)?"
    for found in re.finditer(r' (?:c?[xyr]|[xy][12]|width|height)="([^"]*)"', picture.svg):
        if not re.fullmatch(number, found[1]):
            yield f"no number: {found[0]}"
    yield from re.findall(r"\S*(?:nan|inf|None)\S*", " ".join(re.findall(r' d="([^"]*)"', picture.svg)))


def keeps_its_words_inside(picture):
    for line in lines_of(picture.svg):
        left, top, right, bottom = line.viewport
        if not (
            left - 1 <= line.left
            and line.right <= right + 1
            and top - 3 <= line.baseline - line.size
            and line.baseline <= bottom
        ):
            yield f"outside of the card: {line}"


def keeps_its_words_apart(picture):
    boxes = [
        (line.left, line.baseline - 0.72 * line.size, line.right, line.baseline, line) for line in lines_of(picture.svg)
    ]
    for (left, top, right, bottom, one), (x, y, end, below, other) in itertools.combinations(boxes, 2):
        wide = min(right - 0.07 * (right - left), end - 0.07 * (end - x)) - max(  # most letters are narrower than 0.58
            left + 0.07 * (right - left), x + 0.07 * (end - x)
        )
        if wide > 2 and min(bottom, below) - max(top, y) > 2:
            yield f"{one} and {other} share {wide:.0f} pixels"


def has_words_of_12_pixels_or_more(picture):
    yield from (f"too small: {line}, {line.size} px" for line in lines_of(picture.svg) if line.size < 12)


def has_words_that_stand_out(picture):
    yield from (
        f"too pale: {line}, {line.fill} on {line.behind}"
        for line in lines_of(picture.svg)
        if contrast(line.fill, line.behind) < 4.5
    )


def has_at_most_100_kB(picture):
    size = len(picture.svg.encode()) + 2 * len(picture.text.encode())
    if size > 100_000:
        yield f"too large: {size:,} bytes"


def names_its_clickable_parts(picture):
    for part in ET.fromstring(picture.svg).iter():
        if part.get("data-set") and not (
            part.get("aria-label")
            and part.get("role") == "button"
            and part.get("tabindex") == "0"
            and re.fullmatch(r"\w+=.+", part.get("data-set"))
            and part.get("data-on") in ("click", "hover")
        ):
            yield f"a part to click without a name or a control: {part.attrib}"


PROMISES = (
    is_well_formed,
    ends_as_a_sentence,
    has_no_broken_coordinate_or_word,
    has_a_number_for_every_coordinate,
    keeps_its_words_inside,
    keeps_its_words_apart,
    has_words_of_12_pixels_or_more,
    has_words_that_stand_out,
    has_at_most_100_kB,
    names_its_clickable_parts,
)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_picture_keeps_its_promises(name):
    broken = [
        f"sample {number}: {promise.__name__}: {fault}"
        for number, picture in enumerate(pictures_of(name))
        for promise in PROMISES
        for fault in promise(picture)
    ]
    assert not broken, "\n".join(broken)


ORANGE_IS = re.compile(r"below 0|wrong|away|without")  # ... or it is here and now, or the fourth of many
OF_MANY = {"rule_race", "data_race", "even_slope"}  # four runners or more, each with its own line


def legends(picture, color):
    """Return what stands beside the lines of this colour in a picture's legends."""
    for part in ET.fromstring(picture.svg).iter():
        for line, text in itertools.pairwise(part):
            if line.get("stroke") == color and line.get("y1") and text.get("y") and line.get("y1") == line.get("y2"):
                if abs(float(line.get("y1")) + 5 - float(text.get("y"))) < 0.2:
                    yield "".join(text.itertext())


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in OF_MANY])
def test_orange_in_a_legend_is_below_0_or_wrong(name):
    for picture in pictures_of(name):
        for said in legends(picture, VERMILLION):
            assert ORANGE_IS.search(said), f"{said}: of two things compared the second is green"


@pytest.mark.parametrize("name", ["film_frame", "learned_curve", "overfitting", "polynomial"])
def test_validation_is_green_in_every_picture(name):
    assert all(any("validation" in said for said in legends(picture, GREEN)) for picture in pictures_of(name))


@pytest.mark.parametrize(
    ("promise", "marks", "text"),
    [
        (ends_as_a_sentence, "", "No point at the end"),
        (ends_as_a_sentence, "", "Short."),
        (ends_as_a_sentence, "", "A blank at the end. "),
        (has_no_broken_coordinate_or_word, words(9, 20, "w1 = nan"), "One number is missing."),
        (has_no_broken_coordinate_or_word, "", "The twin says None here."),
        (has_no_broken_coordinate_or_word, tag("circle", cx=30_000, cy=9, r=5), "A circle far away."),
        (has_a_number_for_every_coordinate, tag("circle", cx="far", cy=9, r=5), "A circle nowhere."),
        (has_a_number_for_every_coordinate, tag("path", d="M0 0Lnan 1"), "A line to nowhere."),
        (keeps_its_words_inside, words(180, 20, "too far right"), "Words beyond the card."),
        (keeps_its_words_inside, words(9, 4, "high"), "Words above the card."),
        (keeps_its_words_apart, words(9, 20, "one") + words(12, 24, "another"), "Words on words."),
        (has_words_of_12_pixels_or_more, words(9, 20, "small", size=11.5), "Words too small to read."),
        (has_words_that_stand_out, words(9, 20, "pale", fill="#999999"), "Words too pale to read."),
        (has_at_most_100_kB, tag("path", d="M0 0" * 25_001), "A path of 100,004 letters."),
        (
            names_its_clickable_parts,
            tag("g", data_set="stage=2", role="button", tabindex=0, data_on="click"),
            "No name.",
        ),
        (
            names_its_clickable_parts,
            tag("g", data_set="stage", aria_label="stage", role="button", tabindex=0, data_on="click"),
            "No value.",
        ),
    ],
)
def test_each_promise_notices_a_picture_that_breaks_it(promise, marks, text):
    assert list(promise(Picture(200, 40, marks, text)))
    assert not list(promise(Picture(200, 40, words(9, 20, "w1 = 0.05"), "One weight, w1, is 0.05.")))


# ---- Every number in a picture is read from the arrays


@pytest.mark.parametrize("number", [0, 1, 30, 59])
def test_learning_tells_the_error_and_the_right_examples_of_that_moment(number):
    network = RUN[number - 1].network if number else RUN_START
    out = forward(network, XOR).output
    right = int(((out > 0.5) == np.array(XOR_TARGETS, bool)).sum())
    error = 0.5 * ((np.array(XOR_TARGETS) - out) ** 2).sum(axis=1).mean()
    text = draw.learning(RUN_START, RUN, number, XOR, XOR_TARGETS).text
    assert f"After {number} update{'s' * (number != 1)} the mean error is {plain(error)}; {right} of 4" in text


@pytest.mark.parametrize("entry, layer", [("b1", 1), ("b2", 1), ("c1", 2), ("c2", 2)])
def test_the_matrix_product_shows_the_weights_transposed_and_the_net_input(entry, layer):
    run = forward(BOOK, [[0.15, 0.35]])
    picture = draw.matrix_product(BOOK, [[0.15, 0.35]], entry, layer)
    upper = numbers(picture)
    names = {1: ("w1", "w3", "w2", "w4"), 2: ("w5", "w7", "w6", "w8")}[layer]  # into the first node, into the second
    matrix = [f"{name} {plain(BOOK[name], 2)}" for name in names]
    assert [text for text in upper if text in matrix][:4] == matrix
    net = plain(run.net[layer][0, int(entry[1]) - 1])
    assert f"= {net}. Shapes: 2 × 2 times 2 × 1 gives 2 × 1." in picture.text and net in upper
