"""Promises of the terms: one file, one search, and two tables that are fed by it."""

import re

import numpy as np
import pytest

import helpers
from helpers import (
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    FAMILIES,
    METHODS,
    forward,
    glossary,
    pioneers,
    timeline,
    topics,
    train,
    translate,
    words_of_today,
)
from helpers.datasets.files import csv_rows
from helpers.lessons.glossary.drawings.glossary import MINIS
from helpers.reference.terms import LIBRARIES, SHORT, find, folded, nearness, stems, term, terms


@pytest.mark.parametrize(
    "elsewhere, here",
    [
        ("neuron", "node"),
        ("LOSS", "cost function"),
        ("ŷ", "actual output"),
        ("synapse", "edge"),
        ("J(W)", "total error"),
        ("logit", "logit"),
        ("step size", "learning rate"),
        ("W21", "weight"),
        ("∇J", "gradient"),
        ("m", "number of training examples"),
        ("θ", "all weights and bias weights"),
        ("intercept", "bias weight"),
        ("ideal output", "target output"),
    ],
)
def test_a_word_of_the_literature_finds_the_word_of_the_course_first(elsewhere, here):
    assert translate(elsewhere)[0].name == here


def test_one_search_feeds_both_tables_and_they_differ_in_columns_only():
    for query in ("", "error", "wieght", "xyzzy"):
        one, other = translate(query), glossary(query)
        assert list(one) == list(other) == list(find(query).rows) and one.caption == other.caption
        assert one.columns != other.columns


@pytest.mark.parametrize("word", ["Feed-Forward", "feed forward", "FEEDFORWARD", "feed-forward networks"])
def test_capitals_hyphens_and_endings_do_not_matter(word):
    assert find(word).rows[0].name == "feedforward network"


@pytest.mark.parametrize(
    "typed, name",
    [("converges", "converge"), ("converging", "converge"), ("weights", "weight"), ("minibatch", "mini-batch"),
     ("one hot", "one-hot"), ("overfit", "overfitting"), ("tänh", "tanh"), ("ÉDGE", "edge"), ("epochs", "epoch"),
     ("biases", "bias weight"), ("ta\u0308nh", "tanh"), ("ｅｐｏｃｈ", "epoch"), ("mini‑batch", "mini-batch"),
     ("mini—batch", "mini-batch"), ("one\u00a0hot", "one-hot"), ("over\u00adfitting", "overfitting"),
     ("“overfitting”", "overfitting"), ("\ufeffepoch", "epoch")],
)  # fmt: skip
def test_a_word_is_found_in_any_form_that_may_be_typed(typed, name):
    assert find(typed).rows[0].name == name


@pytest.mark.parametrize(
    "typed, meant", [("sigmiod", "sigmoid"), ("wieght", "weight"), ("epohc", "epoch"), ("gradeint", "gradient"),
                     ("nueron", "neuron"), ("dropuot", "dropout")]
)  # fmt: skip
def test_a_near_miss_is_asked_back_and_its_term_is_shown(typed, meant):
    found = find(typed)
    assert found.meant == meant and meant in found.rows[0].names
    assert f"Did you mean “{meant}”" in found.sentence and f"Did you mean “{meant}”" in translate(typed).caption


def test_every_term_is_found_first_by_its_name_and_somewhere_by_each_other_name():
    for row in terms():
        assert find(row.name).rows[0] == row, row.name
        assert find(row.name.upper()).rows[0] == row, row.name
        for name in row.names:
            assert row in find(name).rows, name


def test_whole_words_come_before_parts_of_words():
    names = [row.name for row in find("net").rows]
    assert names.index("net input") < names.index("neural network")


def test_a_single_letter_finds_signs_and_not_every_word_with_that_letter():
    assert SHORT == 3
    assert [row.name for row in find("t").rows] == ["target output"]
    assert [row.name for row in find("E").rows] == ["total error"]


def test_where_no_name_has_the_word_the_definitions_are_searched():
    assert "MNIST" in [row.name for row in find("handwritten").rows]
    assert find("alike").rows and not find("alike").meant


@pytest.mark.parametrize("query", ["xyzzy", "(.*[", "<xyzzy>", "漢字", "y" * 5_000, "%s {0}", "\\"])
def test_nonsense_finds_nothing_and_is_told_so_without_repeating_a_long_text(query):
    found = find(query)
    assert not found.rows and "Try another word" in found.sentence and len(found.sentence) < 150


@pytest.mark.parametrize("query", ["", "   ", None, 7])
def test_an_empty_query_finds_all_and_no_query_is_an_error(query):
    found = find(query if query is not None else "")
    assert len(found.rows) == len(terms()) or query == 7


def test_names_are_unique_and_no_entry_names_itself_or_ends_in_a_full_stop():
    names = [row.name for row in terms()]
    assert len(set(names)) == len(names) >= 150
    for row in terms():
        assert row.name not in row.also and len(set(row.also)) == len(row.also), row.name
        assert row.meaning and not row.meaning.endswith((" ", ";")) and len(row.meaning) < 260, row.name
        assert not re.search(r"(?<!\))\.$", row.meaning), row.name


def test_every_picture_that_a_term_names_exists_and_every_picture_is_used():
    assert {row.picture for row in terms()} - {""} == set(MINIS)


CH_3 = """activation function;transfer function;
artificial neural network;neural network;learning algorithm;learning rule;
node;neuron;synapse;edge;connection;target;target output;ideal output;desired output;target pattern;total error;
global error;total net input;net input;cost;loss;error;objective function;batch;full batch;SGD;online training;feature;
dimension;parameter;x₁ … xₙ;ŷ;z;n;m;σ(x);φ(x);J(W);J(θ);Σ;η;α;t;θ;δ;ε"""
CH_38 = """algorithm;artificial intelligence;batch training;chain rule;classification;CNN;converge;diverge;
curse of dimensionality;dropout;deep learning;epoch;batch;
iteration;gradient;gradient descent;hyperparameter;
learning-rate schedule;local minima;machine learning;overfitting;parameter;propagation;RNN;regularisation;
semi-supervised;
SGD;supervised;training set;transfer function;unsupervised;vector;random forest;decision tree;nearest neighbours;
support vector machine;clustering;anomaly detection;MSE;RMS;sign function"""


COMMON = """attention;transformer;GAN;autoencoder;embedding;token;GPU;cross-validation;receptive field;precision;
recall;F1;large language model;LLM;prompt;hallucination;RAG;RLHF;diffusion model;latent space;ResNet;
skip connection;batch norm;layer norm;LoRA;quantization;distillation;AdamW;GELU;autograd;pre-training;
foundation model;fine-tuning;CLIP;U-Net;YOLO;multimodal;data leakage;class imbalance;distribution shift;
fairness;interpretability;boosting;PCA;AUC;checkpoint;Hugging Face;API;temperature;perplexity;
context window;encoder;decoder;mixture of experts;warm-up;gradient clipping;graph neural network;
scaling law;zero-shot;word2vec;VAE;XOR;spam;boundary;Inception;EfficientNet;ImageNet;Keras;TensorFlow;
DBSCAN;lambda;echo;capacity"""


def test_every_common_word_of_today_is_found_by_its_name():
    for word in COMMON.split(";"):
        assert find(word.strip()).rows and nearness(word.strip(), find(word.strip()).rows[0]) < 4, word
    assert sum(bool(row.topic) for row in terms()) >= 50
    assert [row for topic in topics() for row in words_of_today(topic)] == [row for row in terms() if row.topic]


def test_every_machine_method_data_set_and_library_of_the_course_is_found_by_its_name():
    named = [row.machine for row in pioneers.table()] + list(METHODS) + [row.name for row in timeline().values()]
    named += [name.strip() for row in FAMILIES for name in row.examples.split(",")]
    named += [tool["name"] for tool in csv_rows("tools.csv") if tool["kind"] in LIBRARIES]
    named += ["MNIST", "man vs chicken", "messages", "faces", "ImageNet"]
    people_and_events = {"Hebb", "McCulloch, Pitts", "Farley, Clark", "Rochester", "Dartmouth", "Perceptrons", "Werbos",
                         "the book", "Nobel Prize", "Hopfield"}  # fmt: skip
    for name in named:
        if name not in people_and_events:
            plain = re.sub(r" \(.*\)", "", name)
            assert find(plain).rows and nearness(plain, find(plain).rows[0]) < 6, name


def test_every_term_of_the_books_charts_has_an_entry():
    for word in (CH_3 + ";" + CH_38).split(";"):
        assert any(folded(word.strip()) == folded(name) for row in terms() for name in row.names), word


SCOPE = {**{name: getattr(helpers, name) for name in helpers.__all__}, "helpers": helpers, "np": np,
         "network": BOOK_NETWORK, "inputs": BOOK_INPUTS, "targets": BOOK_TARGETS, "eta": 0.5,
         "run": forward(BOOK_NETWORK, BOOK_INPUTS),
         "step": next(train(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, 0.5))}  # fmt: skip


@pytest.mark.parametrize("row", [row for row in terms() if row.code], ids=lambda row: row.name)
def test_every_code_name_runs(row):
    if re.match(r"\w+=", row.code):  # a keyword of train
        two = [[[0.1, 0.2], [0.3, 0.4]], [[1, 0], [0, 1]]]
        assert list(eval(f"train(network, *two, 0.1, {row.code})", {**SCOPE, "two": two}))
    else:
        eval(row.code, SCOPE)


def test_a_corrected_slip_of_the_book_is_not_repeated():
    assert "bias" in term("net input").meaning  # e38.4
    assert "model" in term("neural network").meaning  # e38.5
    assert "seen" in term("overfitting").meaning  # e38.10
    assert "does not change the weights" in term("backpropagation").meaning  # e38.11
    assert "faster" in term("SGD").meaning  # e38.13
    assert "0 to 9" in term("MNIST").meaning  # e38.14


def test_a_word_with_two_meanings_or_two_ends_is_told_with_both():
    sgd, oscillate = term("SGD").meaning, term("oscillate").meaning
    assert "one example" in sgd and "Keras and PyTorch" in sgd and "batches of any size" in sgd
    assert "converges if" in oscillate and "diverges if" in oscillate and "side to side" in term("converge").meaning
    assert "up in one direction and down in another" in term("saddle").meaning
    assert "gradient check" in term("epsilon").meaning and "Adam" in term("epsilon").meaning


def test_an_unknown_term_names_a_near_one():
    with pytest.raises(ValueError, match="Did you mean 'edge'"):
        term("egde")


def test_stems_take_off_endings_only():
    assert stems("class classes") == ("class", "class") and stems("bias") == ("bias",)
