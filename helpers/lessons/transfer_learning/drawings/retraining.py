"""Pictures of a last layer on real pictures: two kinds of clothes, an own folder, doubtful answers, scores (ch. 36)."""

import base64
import io
import textwrap
from functools import lru_cache

from helpers.lessons.transfer_learning import photographs as files
from helpers.lessons.transfer_learning.clothes import HELD, KINDS, NAMES, clothes_folder, load_clothes, rows_of, trial
from helpers.lessons.transfer_learning.retraining import classify
from helpers.pens.numerals import capital, counted, shortened
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, PALE, VERMILLION
from helpers.pens.parts import boxed, share_bar
from helpers.pens.picture import card, group, tag, words
from helpers.pens.pixels import encoded as shades_encoded

THUMB = 72  # pixels of a small picture
MOST_ROWS, MOST_THUMBS = 4, 7


# ---- Small pictures


def encoded(image, side=THUMB):
    """Return a picture's middle square as text that a page can show; a little finer than it is shown."""
    file = io.BytesIO()
    files.square(image, side * 3 // 2).save(file, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def framed(href, x, y, side=THUMB, **frame):
    """Return an encoded picture as marks, with a thin frame; the place of one where there is none."""
    box = {"x": x, "y": y, "width": side, "height": side}
    if href is None:
        no = [words(x + side / 2, y + side / 2 + dy, word, anchor="middle", size=13)
              for dy, word in ((-4, "no"), (14, "picture"))]  # fmt: skip
        return tag("rect", **box, fill=PALE, stroke=GREY) + "".join(no)
    return tag("image", **box, href=href) + tag("rect", **box, **{"fill": "none", "stroke": GREY, **frame})


@lru_cache(maxsize=256)
def seen(path, changed):
    """Return a file's picture, encoded, or None; `changed` is when the file was changed."""
    try:
        return encoded(files.read_picture(path))
    except (OSError, ValueError):
        return None


def small(path):
    """Return a file's picture, small and encoded, or None where there is none."""
    try:
        return seen(path, path.stat().st_mtime_ns)
    except OSError:
        return None


# ---- Pullover or shirt

MOST_LEARNED, MOST_WRONG = 14, 11  # of each class, and of each kind of features


def clothes(pictures, lot=0):
    """Return what three last layers are shown and which held-out pictures they get wrong, after so many of each class.

    Only their inputs differ: raw pixels, EfficientNet-Lite0's features, and those of the same network untrained.

    >>> clothes(10).text[:68]
    '10 pullovers and 10 shirts to learn from; wrong of 60 held-out ones:'
    """
    results = [trial(kind, pictures, lot) for kind in KINDS]
    learned, _ = rows_of(pictures, lot)
    marks = [words(20, 26, f"learned from: {pictures} of each", bold=True)]
    for row, name in enumerate(NAMES):
        y = 36 + 46 * row
        own = learned[row * pictures : (row + 1) * pictures]
        marks.append(words(20, y + 25, name, size=14))
        marks += [thumbnail(place, 110 + 42 * column, y) for column, place in enumerate(own[:MOST_LEARNED])]
    for row, result in enumerate(results):
        y, wrong = 156 + 92 * row, result.held[~result.is_right]
        marks += [words(20, y, KINDS[result.kind], bold=True),
                  words(20, y + 26, f"{len(wrong)} of {len(result.held)} wrong", size=14, fill=ORANGE_INK),
                  words(20, y + 46, f"{100 * result.right / len(result.held):.0f} % right", size=14),
                  share_bar(20, y + 54, 150, 12, result.right / len(result.held))]  # fmt: skip
        marks += [thumbnail(place, 210 + 42 * column, y - 2, stroke=VERMILLION, stroke_width=2)
                  for column, place in enumerate(wrong[:MOST_WRONG])]  # fmt: skip
        marks += [words(216, y + 58, f"and {len(wrong) - MOST_WRONG} more", size=14)] * (len(wrong) > MOST_WRONG)
    told = ", ".join(f"{KINDS[result.kind]} {len(result.held) - result.right}" for result in results)
    text = f"{pictures} pullovers and {pictures} shirts to learn from; wrong of {2 * HELD} held-out ones: {told}."
    return card(714, 424, marks, text)


@lru_cache(maxsize=512)
def garment(place):
    """Return one of the course's clothes, encoded."""
    return shades_encoded(255 - load_clothes().pictures[place])


def thumbnail(place, x, y, **frame):
    """Return one of the course's clothes as marks."""
    return framed(garment(int(place)), x, y, 38, **frame)


# ---- A folder of one's own


def folder(folder=""):
    """Return the first pictures of each class in a folder; without a name, the course's pullovers and shirts.

    What is typed may be anything: a sentence says what is missing. A click on a name below leads to that folder.

    >>> folder("no such place").text
    'There is no folder no such place. Type its path as your file manager shows it.'
    """
    typed = folder.strip()
    try:
        place = files.checked_folder(typed) if typed else clothes_folder()
        classes = files.glance(place)
    except (OSError, ValueError, RuntimeError) as problem:  # RuntimeError: ~name of an unknown user
        return picker(sentence(files.reason(problem)))
    ways = {"↑ one up": place.parent, **{f"▸ {name}": place / name for name in classes}} if typed else {}
    if len(classes) < 2:
        return picker(sentence(
            f"this folder has {counted(len(classes), 'folder')} inside; put one folder for each class into "
            "it, such as snakes and lizards, with the pictures in them"), ways)  # fmt: skip
    marks = [words(20, 28, shortened(place.name, 60) if typed else "the course's example", bold=True)]
    rows = max(1, MOST_ROWS // len(classes))
    for number, (name, found) in enumerate(list(classes.items())[:MOST_ROWS]):
        y = 46 + number * rows * (THUMB + 14)
        few = len(found) < files.RECOMMENDED
        marks += [words(20, y + 30, shortened(name, 18), bold=True),
                  words(20, y + 52, counted(len(found), "file"), size=14)]  # fmt: skip
        marks += [words(20, y + 70, f"fewer than {files.RECOMMENDED}", size=13, fill=ORANGE_INK)] * few
        for place, path in enumerate(found[: rows * MOST_THUMBS]):
            row, column = divmod(place, MOST_THUMBS)
            marks.append(framed(small(path), 180 + column * (THUMB + 2), y + row * (THUMB + 2)))
    more = len(classes) - MOST_ROWS
    if more > 0:
        marks.append(words(20, 404, f"and {more} more class{'es' * (more > 1)}", size=14))
    told = "; ".join(f"{name} {counted(len(found), 'file')}" for name, found in classes.items())
    return picker(card(714, 416, marks, f"{len(classes)} classes: {told}."), ways)


def picker(picture, ways=None):
    """Return the picture with a row of names below: a click, or Enter, leads to that folder."""
    marks, x = [words(20, 440, "go to", size=14, fill=GREY)], 66
    for name, place in {"home folder": "~", **(ways or {})}.items():
        shown = shortened(name, 18)
        width = 8 * len(shown) + 18
        if x + width > 700:
            break
        chip = boxed(x, 424, width, 24, shown, size=14, rx=4, fill=LIT, stroke=GREY)
        marks.append(group(chip, sets=f"folder={place}", label=f"go to {name}"))
        x += width + 8
    return card(714, 460, [picture.marks, *marks], picture.text)


def sentence(text, height=416):
    """Return a card that says what is missing."""
    text = f"{capital(text)}."
    marks = [words(20, 40 + 24 * row, line) for row, line in enumerate(textwrap.wrap(text, 74)[:6])]
    return card(714, height, marks, text)


# ---- What came out


def doubtful(retrained, certain=False, count=6):
    """Return the held-out pictures whose highest score is lowest: a small picture, its class, the answer, the score.

    With `certain` those whose score is highest.
    """
    answers = sorted(retrained.answers, key=lambda answer: answer.score, reverse=certain)[:count]
    if not answers:
        return sentence("no pictures were held out, so there is no honest answer to show", 212)
    marks = []
    for place, answer in enumerate(answers):
        x, y = 20 + 230 * (place % 3), 20 + 100 * (place // 3)
        right = answer.label == answer.said
        image = small(retrained.collection.folder.joinpath(*answer.place))
        color, dash = (BLUE, None) if right else (VERMILLION, "6 4")
        marks.append(framed(image, x, y, stroke=color, stroke_width=3, stroke_dasharray=dash))
        lines = [("✓ right", BLACK) if right else ("✗ wrong", ORANGE_INK), (f"is {shortened(answer.label, 14)}", BLACK),
                 (f"said {shortened(answer.said, 12)}", BLACK), (f"score {answer.score:.2f}", BLACK)]  # fmt: skip
        marks += [words(x + THUMB + 8, y + 15 + 19 * row, line, size=14, fill=fill, bold=not row)
                  for row, (line, fill) in enumerate(lines)]  # fmt: skip
    told = "; ".join(f"{answer.label} taken for {answer.said} with {answer.score:.2f}" for answer in answers)
    what = "most certain" if certain else "most doubtful"
    return card(714, 212, marks, f"The {what} of {len(retrained.answers)} held-out pictures: {told}.")


def scores(layer, picture=""):
    """Return a picture that was uploaded and a layer's scores for it; they add up to 1."""
    image = files.from_upload(picture)
    found = image and classify(image, layer)
    rows = found.scores.items() if found else [(name, 0) for name in layer.classes]
    marks = [framed(image and encoded(image, 180), 20, 24, 180)]
    for row, (name, score) in enumerate(list(rows)[:5]):
        y = 40 + 38 * row
        marks += [words(220, y + 15, shortened(name, 18), bold=found and not row),
                  share_bar(380, y, 230, 20, score, LIT),
                  words(690, y + 15, f"{score:.4f}" if found else "?", anchor="end")]  # fmt: skip
    text = (f"{' '.join(', '.join(found.lines()).split())}. All scores add up to 1." if found else
            "Upload a picture of your own: a photograph or a drawing. The layer will say which it is: "
            f"{', '.join(layer.classes)}.")  # fmt: skip
    return card(714, 230, marks, text)
