"""The spam filters: our messages, the hand-written rule, and weights against plain counting and scikit-learn."""

import csv
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from helpers import draw
from helpers.lessons.what_is_a_neural_network.drawings.spam import COUNTS, learned_score
from helpers.lessons.what_is_a_neural_network.messages import (
    SpamFilter,
    count_right,
    hand_rule,
    learn_filter,
    learned_from,
    load_messages,
    words_of,
)
from tests.drawn import lines_with, rects, texts
from tests.saved import PATHS, source
from tests.saved import cells as cells_of

MESSAGES = load_messages()
DATA = Path(__file__).parents[4] / "data" / "messages.csv"
FULL = learned_from(60)
TEXTS = ["free money", "Lunch?", "", "xyzzy", "click click CLICK now", *(text for text, _ in MESSAGES.new)]


def counted_weights(messages):
    """Return ln P(word | spam) - ln P(word | fine) by counting with the fingers."""
    counts = {
        label: Counter(
            word for text, given in messages if given == label for word in set(re.findall(r"\w+", text.lower()))
        )
        for label in ("spam", "fine")
    }
    known = set(counts["spam"]) | set(counts["fine"])
    share = {
        label: {word: (count[word] + 1) / (sum(count.values()) + len(known)) for word in known}
        for label, count in counts.items()
    }
    return {word: math.log(share["spam"][word] / share["fine"][word]) for word in known}


# ---- The messages


def test_there_are_100_different_messages_half_spam_in_both_parts():
    rows = list(csv.DictReader(DATA.open(encoding="utf-8")))
    assert len(rows) == 100 == len({row["message"] for row in rows})
    for part, size in ((MESSAGES.training, 60), (MESSAGES.new, 40)):
        assert len(part) == size and Counter(label for _, label in part) == {"spam": size // 2, "fine": size // 2}


def test_any_even_number_of_training_messages_has_as_many_of_both_kinds():
    for count in COUNTS:
        assert sum(label == "spam" for _, label in MESSAGES.training[:count]) == count // 2


def test_no_message_names_an_address_that_could_be_real():
    assert not [text for text, _ in MESSAGES.training + MESSAGES.new if re.search(r"@|https?:|www\.|\d{6}", text)]


# ---- What is learned


@pytest.mark.parametrize("count", [2, 10, 37, 60])
def test_every_weight_is_what_counting_gives(count):
    wanted = counted_weights(MESSAGES.training[:count])
    learned = learned_from(count).weights
    assert set(learned) == set(wanted)
    for word, weight in wanted.items():
        assert learned[word] == pytest.approx(weight, abs=1e-12), word


def test_the_counts_that_the_notebook_prints_for_free_are_those_of_the_messages():
    words = {label: [word for text, given in MESSAGES.training if given == label
                     for word in set(re.findall(r"\w+", text.lower()))] for label in ("spam", "fine")}  # fmt: skip
    assert [words[label].count("free") for label in ("spam", "fine")] == [8, 1]
    assert [len(words["spam"]), len(words["fine"]), len({*words["spam"], *words["fine"]})] == [266, 235, 233]
    assert FULL.weights["free"] == pytest.approx(math.log((8 + 1) / (266 + 233) / ((1 + 1) / (235 + 233))))


def test_the_word_free_makes_odds_of_4_to_1_or_81_per_cent():
    odds = math.exp(counted_weights(MESSAGES.training)["free"])
    assert odds == pytest.approx(4.2, abs=0.05) and FULL.share("free") == pytest.approx(0.81, abs=0.005)
    assert odds / (odds + 1) == pytest.approx(FULL.share("free"))


@pytest.mark.parametrize("count", [60, 45])  # 45 are one fine message more than spam
@pytest.mark.parametrize("text", TEXTS[:8])
def test_the_share_is_the_probability_that_scikit_learn_gives(text, count):
    examples = MESSAGES.training[:count]
    counter = CountVectorizer(analyzer=lambda words: sorted(set(re.findall(r"\w+", words.lower()))))
    bayes = MultinomialNB().fit(counter.fit_transform([text for text, _ in examples]), [label for _, label in examples])
    wanted = bayes.predict_proba(counter.transform([text]))[0, list(bayes.classes_).index("spam")]
    assert learned_from(count).share(text) == pytest.approx(wanted, abs=1e-12)


def test_a_message_of_unknown_words_is_undecided_and_called_fine():
    assert FULL.share("qwertz") == pytest.approx(0.5) and FULL.says("qwertz") == "fine" and not FULL.votes("qwertz")


@pytest.mark.parametrize("label, sign", [("spam", 1), ("fine", -1)])
def test_what_is_taught_again_and_again_moves_the_answer_that_way(label, sign):
    text = "Free cake in the kitchen now, the best offer of the week"
    shares = [learned_from(60, ((text, label),) * times).share(text) for times in range(0, 11, 2)]
    assert all(sign * (after - before) > -1e-12 for before, after in zip(shares, shares[1:], strict=False)), shares
    assert learned_from(60, ((text, "fine"),) * 10).says(text) == "fine"


def test_more_examples_make_a_better_filter_than_few():
    assert learned_score(2) < learned_score(10) < learned_score(30)
    assert count_right(FULL.says, MESSAGES.training) > 57


def test_the_hand_rule_knows_words_and_not_parts_of_them():
    assert hand_rule("A winner wins", ["win"]) == [] and hand_rule("WIN, win!", ["win"]) == ["win"]
    assert hand_rule("", ["win"]) == hand_rule("win", []) == []


@pytest.mark.parametrize(
    "typed, words",
    [
        ("It’s free, don’t wait", ["it's", "free", "don't", "wait"]),
        ("I‘ll win", ["i'll", "win"]),
        ("itʼs it`s it´s it＇s it′s", ["it's"]),
        ("M\u0075\u0308ller", ["müller"]),
        ("Müller", ["müller"]),
        ("ＦＲＥＥ money", ["free", "money"]),
        ("free\u00a0money", ["free", "money"]),
        ("free—money–now", ["free", "money", "now"]),
        ("fr\u00adee f\u200bree \ufefffree", ["free"]),
        ("“free”, «free», „free“", ["free"]),
        ("ﬁnal", ["final"]),
    ],
)
def test_a_phone_and_another_keyboard_write_the_same_words(typed, words):
    assert words_of(typed) == words


@pytest.mark.parametrize("text", [None, 5, b"free", ["free"], np.array("free")])
def test_a_message_that_is_no_text_gets_a_sentence(text):
    for call in (words_of, FULL.says, FULL.share, FULL.votes, lambda text: hand_rule(text, ["free"])):
        with pytest.raises(TypeError, match="must be a text in quotes"):
            call(text)


def test_a_list_of_taught_messages_does_the_same_as_a_tuple():
    taught = [["free lunch", "fine"]] * 9
    assert learned_from(20, taught) == learned_from(20, (("free lunch", "fine"),) * 9) != learned_from(20)


@pytest.mark.parametrize(
    "count, taught, kind, sentence",
    [
        ("all", (), TypeError, "count is 'all', but must be a whole number, from 0 to 60"),
        (61, (), ValueError, "count is 61"),
        (60, ["free"], ValueError, "pairs such as"),
        (60, [("free", "Spam")], ValueError, "'Spam' is unknown"),
        (0, (), ValueError, "pairs such as"),
        (60, 5, ValueError, "pairs such as"),
    ],
)
def test_what_cannot_be_learned_from_gets_a_sentence(count, taught, kind, sentence):
    with pytest.raises(kind, match=sentence):
        learned_from(count, taught)


def test_what_is_given_stays_as_it_is():
    mine = [["a free lunch", "fine"], ["free money", "spam"]]
    learn_filter(mine)
    assert mine == [["a free lunch", "fine"], ["free money", "spam"]]


@pytest.mark.parametrize(
    "messages, words",
    [
        ([], "pairs such as"),
        (["free", "lunch"], "pairs such as"),
        ("spam", "pairs such as"),
        (None, "pairs such as"),
        ([("free", "spam"), ("lunch",)], "pairs such as"),
        ([("free", "Spam"), ("lunch", "fine")], "'Spam' is unknown"),
        ([("free", 1), ("lunch", 0)], "unknown"),
        ([("free", ["spam"]), ("lunch", "fine")], "unknown"),
        ([("free", "spam"), ("money", "spam")], "all messages are spam"),
        ([("!", "spam"), ("", "fine")], "no word"),
    ],
)
def test_messages_that_nothing_can_be_learned_from_are_refused_with_a_sentence(messages, words):
    with pytest.raises(ValueError, match=words):
        learn_filter(messages)


# ---- The pictures


def bars(picture):
    """Return the widths of the bars in a picture, from top to bottom."""
    return [width for _, _, width, _ in rects(picture, fill_opacity="0.3")]


def test_the_two_answers_in_the_twin_are_those_of_the_two_filters():
    for text, _ in MESSAGES.new:
        twin = draw.two_filters(text, "free, click", FULL).text
        wanted = "spam" if {"free", "click"} & set(words_of(text)) else "fine"
        assert f"Your rule says {wanted}" in twin and f"filter says {FULL.says(text)}: " in twin
        assert f": {100 * FULL.share(text):.0f} % spam." in twin


def test_the_bars_are_the_weights_of_the_message_strongest_first_and_the_rest_in_one():
    made_up = SpamFilter(0.5, {word: weight for word, weight in zip("abcdefghij", range(1, 11), strict=True)})
    few = SpamFilter(0.0, {"a": 1.0, "b": -2.0})
    assert bars(draw.two_filters("a b", "", few)) == pytest.approx([2 * 110 / 3, 110 / 3], abs=0.1)
    shown = texts(draw.two_filters("a b c d e f g h i j", "", made_up))
    assert "4 more words" in shown and "+10.00" in shown and "start" in shown and "+0.50" in shown


def test_the_telltale_words_are_the_largest_and_the_smallest_weights():
    ranked = sorted(FULL.weights.items(), key=lambda row: -row[1])
    picture = draw.telltale_words(60, "free")
    shown = texts(picture)
    for weight in [weight for _, weight in ranked[:6]]:
        assert f"+{weight:.2f}" in shown
    assert f"“{ranked[0][0]}” speaks most for spam" in picture.text
    assert bars(picture)[:6] == pytest.approx([30 * weight for _, weight in ranked[:6]], abs=0.1)


@pytest.mark.parametrize("count, listed", [(2, ""), (20, "free"), (60, "free, winner, click, prize, now")])
def test_the_right_answers_are_counted_anew(count, listed):
    learned = learned_from(count)
    mine = set(re.findall(r"\w+", listed))
    right = sum((learned.share(text) > 0.5 + 1e-9) == (label == "spam") for text, label in MESSAGES.new)
    by_hand = sum(
        bool(mine & set(re.findall(r"\w+", text.lower()))) == (label == "spam") for text, label in MESSAGES.new
    )
    twin = draw.telltale_words(count, listed).text
    assert f"filter has {right} right" in twin and twin.endswith(f" {by_hand}.")


def test_one_colour_means_one_answer_in_bars_and_badges():
    for text, label in (("free", "spam"), ("lunch", "fine")):
        picture = draw.two_filters(text, "free", SpamFilter(0.0, {"free": 2.0, "lunch": -2.0}))
        color = {"spam": "#0072b2", "fine": "#d55e00"}[label]
        (bar,) = lines_with(picture, "rect", fill=color)
        badges = [badge for badge in lines_with(picture, "rect", stroke=color) if badge.get("rx")]
        assert bar.get("fill-opacity") == "0.3" and len(badges) == 2 and label in picture.text
    told = [bar.get("fill") for bar in lines_with(draw.telltale_words(60, "free"), "rect") if bar.get("fill-opacity")]
    assert told == 6 * ["#0072b2"] + 6 * ["#d55e00"]


def test_the_first_message_of_the_notebook_is_none_that_the_filter_has_learned_from():
    cells = [cell for path in PATHS if path.stem.startswith("01") for _, cell in cells_of(path, "code")]
    (first,) = [
        found[1]
        for cell in cells
        if (found := re.search(r"two_filters, message=search\(start=\"(.*?)\"", source(cell)))
    ]
    assert first not in [text for text, _ in MESSAGES.training + MESSAGES.new]
    assert hand_rule(first, ["free"]) and FULL.says(first) == "fine"


def test_typed_markup_is_escaped():
    assert "<b>" not in draw.two_filters("<b>free</b>", "<i>", FULL).svg
