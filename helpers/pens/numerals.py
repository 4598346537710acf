"""Numbers and short texts as a learner reads them: a real minus sign, as many digits as needed, words for no number."""

from math import isfinite

LETTER = 0.58  # how wide a wide letter is, as a share of its size


def plain(value, decimals=4):
    """Return a number with a real minus sign and no plus: plain(-0.5, 2) is '−0.50'; NaN and inf in words."""
    value = float(value)
    if value != value:
        return "not a number"
    if value in (float("inf"), float("-inf")):
        return "too large" if value > 0 else "−too large"
    rounded = round(value, decimals) + 0.0
    text = f"{rounded:.{decimals}f}" if abs(value) < 1e6 else f"{value:.2e}"
    return text.replace("-", "−")


def signed(value, decimals=4):
    """Return a number with its sign and a real minus: signed(-0.5, 2) is '−0.50'.

    >>> signed(0.1, 2), signed(-0.00001, 2)
    ('+0.10', '0.00')
    """
    value = float(value)
    if not abs(value) < 1e6:  # very large, infinite or not a number
        return plain(value, decimals)
    rounded = round(value, decimals) + 0.0
    return f"{rounded:+.{decimals}f}".replace("-", "−") if rounded else f"{0:.{decimals}f}"


def short(value, decimals=4):
    """Return a number with two decimals, and up to `decimals` where it needs them.

    >>> short(0.05), short(-0.000254), short(0.70203349, 5)
    ('0.05', '−0.0003', '0.70203')
    """
    text = plain(value, decimals)
    whole, point, digits = text.partition(".")
    return f"{whole}.{digits.rstrip('0'):0<2}" if point and "e" not in digits else text


def even_decimals(values, most=4):
    """Return with how many decimals all of these numbers are written: 2, or as many as one of them needs, up to `most`.

    Beside a number of 1,000 or more decimals tell nothing, and there is no room for them.

    >>> even_decimals([0.1, 0.25]), even_decimals([0.1, 0.3064]), even_decimals([0.1, 1 / 3]), even_decimals([0.1, 2e4])
    (2, 4, 4, 0)
    """
    if any(abs(x) >= 1000 for x in values):
        return 0
    return next((digits for digits in range(2, most) if all(abs(round(x, digits) - x) < 1e-9 for x in values)), most)


def bare(value, decimals):
    """Return a number without needless zeros: bare(0.250, 4) is '0.25', bare(-2.0, 4) is '−2'."""
    return plain(value, decimals).rstrip("0").rstrip(".")


def tick_text(value):
    """Return the number at an axis's tick, a very large one with its power of ten."""
    return bare(round(value, 10), 10) if abs(value) < 1e6 else f"{value:.0e}"


def brief(value):
    """Return a number with at most two decimals and without needless zeros; a very large one with its power of ten.

    >>> brief(1 / 9), brief(-1.0), brief(1e9)
    ('0.11', '−1', '1e9')
    """
    if abs(value) >= 1000:
        return exponent(f"{value:.0e}").replace("e+", "e")
    return bare(value, 2)


def bracketed(value, decimals=None, show=short):
    """Return a number for a product, a negative one in brackets; without decimals it is written as `show` does.

    >>> bracketed(-0.0515, 4), bracketed(0.1432, 4), bracketed(-1.0), bracketed(-1.0, show=brief)
    ('(−0.0515)', '0.1432', '(−1.00)', '(−1)')
    """
    text = show(value) if decimals is None else plain(value, decimals)
    return f"({text})" if value < 0 else text


def added(values, decimals=2):
    """Return a sum as it is written by hand.

    >>> added([0.2, -0.8, 0.5])
    '0.20 − 0.80 + 0.50'
    """
    first, *rest = (plain(value, decimals) for value in values)
    return first + "".join(f" − {text[1:]}" if text.startswith("−") else f" + {text}" for text in rest)


def counted(number, thing):
    """Return a number with its noun: counted(1, "wave") is '1 wave', counted(1200, "edge") '1,200 edges'."""
    return f"{number:,} {thing}{'s' * (number != 1)}"


def size_of(picture):
    """Return an array's rows × columns in words."""
    return " × ".join(str(side) for side in picture.shape)


# ---- Very small and very large


def exponent(text):
    """Return Python's number with a real minus and without zeros in its exponent: exponent("5e-07") is '5e−7'."""
    return text.replace("e-0", "e-").replace("e+0", "e").replace("-", "−")


def power(value, digits=2):
    """Return a number as short as can be, a very small one with its power of ten.

    >>> power(5.56e-10), power(0.0002), power(0.25), power(-1e-7), power(-0.555, digits=3)
    ('5.6e−10', '2.0e−4', '0.25', '−1.0e−7', '−0.555')
    """
    return exponent(f"{value:.{digits}g}" if abs(value) >= 1e-3 or not value else f"{value:.{digits - 1}e}")


def magnitude(value):
    """Return the first digit of a small number and its power of ten: magnitude(5.6e-10) is '6e−10'."""
    return exponent(f"{value:.0e}".replace("e+00", ""))


def low_number(value):
    """Return a number with three decimals, or with its power of ten where they would all be zeros.

    >>> low_number(0.0123), low_number(0.0000123)
    ('0.012', '1.2e−5')
    """
    return plain(value, 3) if not abs(value) < 0.0005 else power(value)


def rounded(value):
    """Return a number of 0 or more with two decimals, a large one with none, a small one with its power of ten.

    >>> rounded(9.4), rounded(37325.4), rounded(0.00012)
    ('9.40', '37,325', '1.2e−4')
    """
    if not 100 <= value < 1e6:
        return plain(value, 2) if value >= 0.01 or value == 0 or value != value else power(value)
    return f"{value:,.0f}"


def whole_from_100(value, below=plain):
    """Return a number without decimals from 100 on; `below` writes a smaller one.

    >>> whole_from_100(2.30259), whole_from_100(43932.4961)
    ('2.3026', '43,932')
    """
    return f"{value:,.0f}" if value >= 100 else below(value)


# ---- Question marks


def or_unknown(value, show=signed):
    """Return a number as `show` writes it, '?' for NaN."""
    return show(value) if value == value else "?"


def logit_text(value):
    """Return a net input with one decimal, '?' for what is no number."""
    return plain(value, 1) if isfinite(value) else "?"


def percent(share):
    """Return a share from 0 to 1 in words: percent(0.1234) is '12.3 %'; '?' for what is no number."""
    return f"{plain(100 * share, 1)} %" if isfinite(share) else "?"


def roughly(value):
    """Return a number above 0 with two figures: roughly(0.0723) is '0.072'; '?' for what is no number."""
    return exponent(f"{value:.2g}").replace("e+", "e") if isfinite(value) else "?"


# ---- Texts


def capital(text):
    """Return a text with a capital at its beginning; the rest stays as it is.

    >>> capital("k-means"), capital("SVM")
    ('K-means', 'SVM')
    """
    return text[:1].upper() + text[1:]


def shorter(text, most):
    """Return a text of several lines on one line, of at most so many signs.

    >>> shorter("a very\\nlong message", 10)
    'a very lo…'
    """
    text = " ".join(text[: 4 * most].split())
    return text if len(text) <= most else text[: most - 1] + "…"


def shortened(text, most=30):
    """Return a text that is not longer than `most` letters; no space stands before the three dots.

    >>> shortened("a very long question", 12), shortened("a very long question", 8)
    ('a very long…', 'a very…')
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def text_width(text, size=15):
    """Return how many pixels a line of text takes at most: text_width("net", 10) is 17.4."""
    return LETTER * size * len(text)
