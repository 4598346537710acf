"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.glossary.attention import SENTENCES
from helpers.pens.arguments import as_it_is, number, one_of, text

ROWS = {
    "query": text,
    "sentence": one_of("sentence", SENTENCES),
    "sharpness": number(0, 10),
    "attention.word": as_it_is,
}
