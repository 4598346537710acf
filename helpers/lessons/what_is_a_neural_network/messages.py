"""A spam filter in two ways: rules written by hand, and rules found in labelled messages (book ch. 1)."""

import math
import re
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.datasets.files import csv_rows
from helpers.network.checks import plain_text, whole_number

LABELS = ("fine", "spam")
TRAINING = 60  # of the 100 messages; the others are new to the filter
LONGEST = 300  # characters of a typed message that are read


class Message(NamedTuple):
    """A message with its label, "spam" or "fine"."""

    text: str
    label: str


class Messages(NamedTuple):
    """The messages to learn from, and those that are kept back as new ones."""

    training: tuple
    new: tuple

    def __repr__(self):
        return f"messages: {len(self.training)} to learn from, {len(self.new)} new ones"


@cache
def load_messages():
    """Return our own 100 short messages, half of them spam, from data/messages.csv.

    >>> load_messages()
    messages: 60 to learn from, 40 new ones
    >>> load_messages().training[1]
    Message(text='Are you free on Friday for lunch?', label='fine')
    """
    rows = [Message(row["message"], row["label"]) for row in csv_rows("messages.csv")]
    return Messages(tuple(rows[:TRAINING]), tuple(rows[TRAINING:]))


def words_of(text):
    """Return the different words of a text, in lower case, in their order; only its first 300 characters are read.

    A phone's apostrophe, full-width letters and a ü in two parts are read as those of a keyboard.

    >>> words_of("Free! Free phone, it's FREE")
    ['free', 'phone', "it's"]
    """
    if not isinstance(text, str):
        raise TypeError(f"a message is {text!r}, but must be a text in quotes")
    return list(dict.fromkeys(re.findall(r"\w+(?:'\w+)*", plain_text(text)[:LONGEST].lower())))


def hand_rule(text, listed):
    """Return the words of a message that stand in a hand-written list; with one or more the rule says "spam".

    >>> hand_rule("Are you free on Friday?", ["free", "winner"])
    ['free']
    """
    return [word for word in words_of(text) if word in listed]


class SpamFilter(NamedTuple):
    """What was learned: a start value and a weight for each word; above 0 speaks for spam, below 0 against it."""

    start: float
    weights: dict

    def votes(self, text):
        """Return (word, weight) for the words of a message that the filter knows."""
        return [(word, self.weights[word]) for word in words_of(text) if word in self.weights]

    def share(self, text):
        """Return how sure the filter is that a message is spam, from 0 to 1: logistic(start + sum of the weights)."""
        return 1 / (1 + math.exp(-self.start - sum(weight for _, weight in self.votes(text))))

    def says(self, text):
        """Return "spam" or "fine"; exactly 1/2 is fine."""
        return LABELS[self.share(text) > 0.5 + 1e-9]

    def __repr__(self):
        return f"a filter that knows {len(self.weights)} words"


def learn_filter(messages):
    """Return the SpamFilter that naive Bayes finds in labelled messages: pairs (text, label).

    weight of a word = ln P(word | spam) - ln P(word | fine);  start = ln P(spam) - ln P(fine)

    P(word | spam) is the word's share of all words in spam, each counted once a message and once more, so that none
    is 0 (scikit-learn's MultinomialNB). Raises ValueError for an unknown label, or when one of the two is missing.
    Book ch. 1, which calls naive Bayes a clustering algorithm (slip e01.1).

    >>> learned = learn_filter([("free money", "spam"), ("free lunch", "fine")])
    >>> {word: round(weight, 2) for word, weight in learned.weights.items()}
    {'free': 0.0, 'lunch': -0.69, 'money': 0.69}
    """
    from sklearn.feature_extraction.text import CountVectorizer  # most notebooks never need them
    from sklearn.naive_bayes import MultinomialNB

    texts, labels = checked_messages(messages)
    counter = CountVectorizer(analyzer=words_of)
    bayes = MultinomialNB().fit(counter.fit_transform(texts), [LABELS.index(label) for label in labels])
    fine, spam = bayes.feature_log_prob_
    start = bayes.class_log_prior_[1] - bayes.class_log_prior_[0]
    weights = zip(counter.get_feature_names_out().tolist(), (spam - fine).tolist(), strict=True)
    return SpamFilter(float(start), dict(weights))


PAIRS = 'messages must be pairs such as ("Lunch on Friday?", "fine"), at least two'


def checked_pairs(messages):
    """Return the texts and the labels of messages, or say what is wrong with them."""
    try:
        pairs = [(str(text), label) for text, label in messages]
    except (TypeError, ValueError):
        raise ValueError(PAIRS) from None
    for _, label in pairs:
        if not isinstance(label, str) or label not in LABELS:
            raise ValueError(f'the label {label!r} is unknown; write "spam" or "fine"')
    return [text for text, _ in pairs], [label for _, label in pairs]


def checked_messages(messages):
    """Return texts and labels of messages of both kinds, or say what is wrong with them."""
    texts, labels = checked_pairs(messages)
    if not texts:
        raise ValueError(PAIRS)
    if len(set(labels)) < 2:
        raise ValueError(f"all messages are {labels[0]}; a filter needs examples of spam and of fine ones")
    if not any(words_of(text) for text in texts):
        raise ValueError("there is no word in these messages; write at least one")
    return texts, labels


def count_right(says, messages):
    """Return for how many messages says(text) is their label.

    >>> count_right(lambda text: "spam", load_messages().new)
    20
    """
    return sum(says(text) == label for text, label in messages)


def learned_from(count=TRAINING, taught=()):
    """Return the filter that learned from the first messages, and from further ones: pairs of a text and a label.

    >>> learned_from(60)
    a filter that knows 233 words
    """
    count = whole_number("count", count, at_least=0, at_most=TRAINING)
    return _learned_from(count, tuple(zip(*checked_pairs(taught), strict=True)))


@lru_cache(maxsize=500)
def _learned_from(count, taught):
    return learn_filter(load_messages().training[:count] + taught)
