"""The words of the course: one file of terms, one search, two tables (translator and glossary; book ch. 3 and 38)."""

import difflib
import re
import tomllib
import unicodedata
from functools import cache
from typing import NamedTuple

from helpers.datasets.files import DATA, csv_rows
from helpers.network import checks
from helpers.network.tables import Table
from helpers.pens.numerals import capital, counted, shortened

LIBRARIES = ("mathematics", "machine learning", "plots and tables", "web and language")  # kinds of tools
SHORT = 3  # letters; below that a part of a word would be found nearly everywhere


class Term(NamedTuple):
    """One term: the course's word for it, what it means, and the words and symbols that others use.

    `book` is the book's word ("-": it has none), `picture` the name of a mini picture, `met` the names of the
    notebooks in which the term stands bold, `topic` the group of a word of today. What there is not, is empty.
    """

    name: str
    meaning: str
    also: tuple = ()
    symbol: str = ""
    code: str = ""
    book: str = ""
    picture: str = ""
    met: tuple = ()
    topic: str = ""

    @property
    def names(self):
        """All words and signs by which the term can be found, its own name first."""
        signs = [self.symbol] if "(" in self.symbol else self.symbol.split(", ")  # a list of signs, or one formula
        return tuple(dict.fromkeys(one for one in (self.name, *self.also, *signs, self.code, self.book) if one))

    @property
    def definition(self):
        """The meaning as a sentence."""
        return capital(self.meaning) + "." * (not self.meaning.endswith((".", ".)")))

    @property
    def title(self):
        """The name with its symbol, such as “learning rate η”."""
        return self.name if self.symbol in ("", self.name) else f"{self.name} {self.symbol}"


class Found(NamedTuple):
    """What a search has found, best first; `meant` is the word that it went by where nothing has the one typed."""

    query: str
    rows: tuple
    meant: str = ""

    @property
    def sentence(self):
        """How many terms there are for what was typed, in a sentence."""
        asked = f"“{shortened(self.query)}”"
        if not self.query:
            return f"All {len(self.rows)} terms."
        if self.meant:
            return f"Nothing is called {asked}. Did you mean “{self.meant}”?"
        if not self.rows:
            return f"Nothing is called {asked}. Try another word, or a shorter one."
        return f"{counted(len(self.rows), 'term')} for {asked}."


@cache
def stored():
    """Return data/terms.toml as it is."""
    return tomllib.loads((DATA / "terms.toml").read_text(encoding="utf8"))


@cache
def terms():
    """Return all terms, in the order of the file data/terms.toml.

    >>> len(terms()) > 100, terms()[0].name
    (True, 'neural network')
    """
    written = [Term(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
               for row in stored()["term"]]  # fmt: skip
    known = {name for row in written for name in row.names}
    return tuple(written) + tuple(from_tool(row) for row in csv_rows("tools.csv")
                                  if row["kind"] in LIBRARIES and row["name"] not in known)  # fmt: skip


def from_tool(row):
    """Return a library of data/tools.csv as a term."""
    ended = f"; take {row['successor']} instead" if row["until"] else ""
    return Term(
        row["name"], f"a library: {row['purpose']}{ended}", book="-" if "not in the book" in row["purpose"] else ""
    )


def places():
    """Return file and short title of every notebook that a term may name, by its number.

    >>> places()["03"]
    ('03_stage_1_forward_propagation.ipynb', 'Stage 1')
    """
    return {number: tuple(place) for number, place in stored()["notebooks"].items()}


def term(name):
    """Return the term with a name; ValueError with a near one if there is none.

    >>> term("edge").also
    ('synapse', 'connection', 'link')
    """
    return checks.known("term", name, {row.name: row for row in terms()})


def folded(text):
    """Return a text without capitals, accents, umlauts and high or low digits: as anybody may type it.

    >>> folded("Größe ŷ x₁"), folded("J(θ)")
    ('grosse y x1', 'j(θ)')
    """
    spread = unicodedata.normalize("NFKD", checks.plain_text(text).casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@cache
def stems(text):
    """Return the words of a text without their endings, so that one form of a word finds the others.

    >>> stems("Feed-forward networks"), stems("converging") == stems("converges")
    (('feed', 'forward', 'network'), True)
    """
    words = re.findall(r"[^\W_]+", folded(text))
    return tuple(re.sub(r"(?<=\w{4})(ing|ed|es|e|(?<!s)s)$", "", word) for word in words)


def find(query=""):
    """Return the terms for what was typed, best first, as a Found; an empty query finds them all.

    Best is the very name, sign by sign; then the name in another form (capitals, hyphens, accents, endings); then a
    name with these words among others; then one with these letters in it. Where no name has them, the definitions are
    searched, and at last the nearest name by its letters.

    >>> [row.name for row in find("synapses").rows], find("wieght").meant
    (['edge'], 'weight')
    """
    query = str(query).strip()
    if not query:
        return Found("", terms())
    ranked = [(nearness(query, row), place, row) for place, row in enumerate(terms())]
    ranked = sorted(entry[:2] for entry in ranked if entry[0] is not None)
    if ranked and len("".join(stems(query))) < SHORT:
        ranked = [entry for entry in ranked if entry[0] == ranked[0][0]]
    rows = tuple(terms()[place] for _, place in ranked)
    rows = rows or tuple(row for row in terms() if stems(query) and within(stems(query), stems(row.meaning)))
    return Found(query, rows) if rows else nearest(query)


def nearness(query, row):
    """Return how near the query is to one of a term's names, from 0 (that very name) to 7; None where it is far."""
    if query in row.names:
        return 0 if query == row.name else 1
    wanted = stems(query)
    if not wanted:
        return None
    joined, names = "".join(wanted), stemmed_names(row)
    ways = (
        lambda name: joined == "".join(name),
        lambda name: within(wanted, name),
        lambda name: len(joined) >= SHORT and joined in "".join(name),
    )
    for far, way in enumerate(ways):
        fits = [way(name) for name in names]
        if any(fits):
            return 2 + 2 * far + (not fits[0])  # the course's own word is nearer than the others'
    return None


@cache
def stemmed_names(row):
    """Return the stems of each of a term's names."""
    return [stems(name) for name in row.names]


def within(few, many):
    """Say whether some words stand one after the other among others.

    >>> within(("net", "input"), ("total", "net", "input")), within(("net", "input"), ("net", "of", "input"))
    (True, False)
    """
    return any(many[start : start + len(few)] == few for start in range(len(many) - len(few) + 1))


def nearest(query):
    """Return the terms whose names look most like the query, as a Found that says which word it went by."""
    typed, owners = folded(query), owners_of_names()
    alike = [name for name in owners if abs(len(name) - len(typed)) <= 3]  # the others are far, and comparing is slow
    close = difflib.get_close_matches(typed, alike, n=3, cutoff=0.7)
    rows = dict.fromkeys(owners[name][1] for name in close)
    return Found(query, tuple(rows), owners[close[0]][0] if close else "")


@cache
def owners_of_names():
    """Return for each name, as it may be typed, the name itself and its term."""
    owners = {}
    for row in terms():
        for name in row.names:
            owners.setdefault(folded(name), (name, row))
    return owners


@cache
def titles():
    """Return for each term with a plain sign: how name and sign stand side by side, the sign, the name (no spaces)."""
    found = []
    for row in sorted(terms(), key=lambda row: -len(row.name)):
        name = "".join(row.name.lower().split())
        for sign in dict.fromkeys(re.sub(r"\d+$", "", sign) for sign in re.split(", | = ", row.symbol)[:1]):
            if re.fullmatch(r"[^\W\d_]{1,3}", sign):  # a letter or two; behind w1, w2, … any number may stand
                numbered = r"(?=\d)" if re.search(r"\d", row.symbol) else r"(?!\w)"
                either = rf"{re.escape(name)}[(:=,]?{sign}{numbered}\)?|\b{sign}[(:=,]{re.escape(name)}\)?"
                found.append((re.compile(either, re.IGNORECASE), sign, name))
    return tuple(found)


def readings(word):
    """Return how else a word without spaces may be meant: a term's title as its sign alone, and as its name alone.

    >>> readings("totalerrore"), readings("actualoutputz-targetoutputt")[0], readings("weightw2")[0]
    (('E', 'totalerror'), 'z-t', 'w2')
    """
    as_sign = as_name = word
    for title, sign, name in titles():
        as_sign, as_name = title.sub(sign, as_sign), title.sub(name, as_name)
    return (as_sign, as_name) if as_sign != word else ()


TRANSLATOR = {
    "elsewhere": lambda row: ", ".join(row.also) or "–",
    "in this course": lambda row: row.title,
    "in the code": lambda row: row.code or "–",
    "meaning": lambda row: row.meaning,
}
GLOSSARY = {
    "term": lambda row: row.name,
    "meaning": lambda row: row.meaning,
    "elsewhere": lambda row: ", ".join(row.also) or "–",
    "in the book": lambda row: {"": row.name, "-": "not there"}.get(row.book, row.book),
    "symbol": lambda row: row.symbol or "–",
    "in the code": lambda row: row.code or "–",
    "met in": lambda row: ", ".join(row.met) or "–",
}


def translate(query=""):
    """Return the terms for a word or a sign from elsewhere as a table: what this course and its code call them.

    >>> [row.name for row in translate("synapse")]
    ['edge']
    """
    return table(query, TRANSLATOR)


def glossary(query=""):
    """Return the terms for a word with everything that the course knows about them, as a table.

    >>> glossary("overfit")[0].met
    ('01', '07', '08')
    """
    return table(query, GLOSSARY)


def topics():
    """Return the groups of today's words, in the order of the file.

    >>> topics()[0]
    'texts'
    """
    return list(dict.fromkeys(row.topic for row in terms() if row.topic))


def words_of_today(topic):
    """Return today's words of one group with an honest line each, as a table.

    >>> words_of_today("texts")["token"].also[0]
    'tokens'
    """
    checks.known("topic", topic, dict.fromkeys(topics()))
    rows = tuple(row for row in terms() if row.topic == topic)
    columns = {name: GLOSSARY[name] for name in ("term", "meaning", "elsewhere")}
    return Table(f"{len(rows)} words of today about {topic}", columns, rows)


def table(query, columns):
    """Return what a search has found in these columns."""
    found = find(query)
    return Table(found.sentence, columns, found.rows, folded=not found.query)
