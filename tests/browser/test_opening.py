"""A notebook that is opened and run: what it shows before, and that nothing goes wrong."""

import re

COMPLAINTS = re.compile(
    r"Error displaying widget|[Mm]odel not found|Cannot display|Loading widget|could not be drawn|"
    r"Traceback|ModuleNotFoundError",
    re.IGNORECASE,
)


def test_the_saved_notebook_was_run_from_top_to_bottom(lesson):
    assert not lesson.fresh["unexecuted"], f"{lesson.name}: cells {lesson.fresh['unexecuted']} are saved without a run"


def test_a_fresh_notebook_shows_its_stills_before_anything_runs(lesson):
    seen, saved = lesson.fresh["seen"], lesson.fresh["stills"]
    assert len(seen) == saved and all(seen), f"{lesson.name}: {sum(seen)} of {saved} stills can be seen"


def test_a_fresh_notebook_shows_no_error(lesson):
    assert not COMPLAINTS.findall(lesson.fresh["words"]), lesson.name


def test_run_all_ends_without_an_error_or_a_word_on_stderr(lesson):
    assert not lesson.wrong_outputs(), f"{lesson.name}: {lesson.wrong_outputs()}"
    assert not COMPLAINTS.findall(lesson.look()["words"]), lesson.name


def test_run_all_makes_the_pictures_live(lesson):
    problems = [live.where for live in lesson.lives() if not live.state()["markup"]]
    assert not problems
    assert lesson.lives() or not lesson.fresh["stills"], f"{lesson.name} has no live picture"


def test_the_browser_has_nothing_to_complain_about_and_asks_the_network_for_nothing(lesson):
    assert not lesson.complaints, f"{lesson.name}: {lesson.complaints}"


def test_a_notebook_that_is_not_trusted_shows_its_sentences_and_no_error(untrusted):
    words = untrusted.look()["words"]
    assert not COMPLAINTS.findall(words)
    assert "Now weight is 0.05;" in words, "the twin stands where the still may not"
