"""A folder of one's own pictures is read with patience, and a last layer learned from it can be trusted and kept."""

import base64
import inspect
import io
import re
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image
from sklearn.linear_model import LogisticRegression

import start
from helpers.datasets.files import save_whole
from helpers.lessons.transfer_learning import features as table
from helpers.lessons.transfer_learning import photographs as pictures
from helpers.lessons.transfer_learning import retraining
from helpers.lessons.transfer_learning.augmentation import Augmentation, augmented
from helpers.lessons.transfer_learning.features import EXTRACTORS, features, of_examples
from helpers.lessons.transfer_learning.photographs import (
    example_folder,
    from_upload,
    png,
    read_folder,
    read_picture,
)
from helpers.lessons.transfer_learning.retraining import classify, held_out, load, main, retrain, rounded, save
from helpers.lessons.transfer_learning.transfer import last_layer

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path_factory):
    """A cache of the test's own."""
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(pictures, "CACHE", place)
    return place


@pytest.fixture
def folder(tmp_path):
    """Two classes of 12 plain pictures: red ones and blue ones, each of another shade."""
    shades = range(150, 246, 8)
    fill(tmp_path / "mine" / "rot", [(shade, 30, 40) for shade in shades], size=(40, 30))
    fill(tmp_path / "mine" / "blau", [(20, 30, shade) for shade in shades], size=(40, 30))
    return tmp_path / "mine"


def fill(place, colors, name="{}.png", size=(9, 9)):
    """Write a plain picture of each colour into a new folder."""
    place.mkdir(parents=True)
    for number, color in enumerate(colors):
        (place / name.format(number)).write_bytes(png(Image.new("RGB", size, color)))


def content(image, form, **more):
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


# ---- Reading a folder

FRAMES = [Image.new("RGB", (20, 20), color) for color in ("red", "blue", "green")]
GRADIENT = Image.fromarray(np.linspace(0, 65_535, 400).reshape(20, 20).astype(np.uint16))
JPEG = content(Image.effect_noise((200, 200), 50), "JPEG")
USED = {  # contents that are turned into red, green and blue, and a word of what is said
    "animated.gif": (content(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:]), "3 pictures in one file"),
    "print.jpg": (content(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG"), "printer's colours"),
    "deep.png": (content(GRADIENT, "PNG"), "more than 8 bits"),
    "float.tiff": (content(Image.fromarray(np.linspace(0, 1, 400, dtype=np.float32).reshape(20, 20)), "TIFF"),
                   "more than 8 bits"),
    "glass.png": (content(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG"), "laid on white"),
    "palette.png": (content(Image.new("P", (20, 20)), "PNG", transparency=0), "laid on white"),
}  # fmt: skip
SKIPPED = {
    "notes.txt": (b"a shopping list", "no picture"),
    "empty.jpg": (b"", "empty"),
    "half.jpg": (JPEG[: len(JPEG) // 2], "damaged"),
    "half.png": (content(GRADIENT, "PNG")[:200], "damaged"),
    "fake.jpg": (b"\xff\xd8\xff\xe0 not really", "no picture"),
    "sheet.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
    "film.mp4": (b"\0\0\0\x20ftypisom" + bytes(50), "no picture"),
    "copy.png": (png(Image.new("RGB", (40, 30), (150, 30, 40))), "the same picture as rot/0.png"),
    "vast.png": (content(Image.new("1", (9000, 9000)), "PNG"), "too large: 9,000 × 9,000"),
    "bomb.png": (content(Image.new("1", (20_000, 20_000)), "PNG"), "too large"),
}


def test_every_unusual_picture_and_every_useless_file_is_named_and_nothing_is_lost(folder, recwarn):
    for name, (data, _) in {**USED, **SKIPPED}.items():
        (folder / "rot" / name).write_bytes(data)
    (folder / "beside.png").write_bytes(b"x")
    found = read_folder(folder)
    assert found.counts() == [12, 12 + len(USED)] and not recwarn.list
    wanted = {f"rot/{name}": (what, word) for what, table in (("converted", USED), ("skipped", SKIPPED))
              for name, (_, word) in table.items()} | {"beside.png": ("skipped", "beside the classes")}  # fmt: skip
    for file, what, why in found.notes:
        kind, word = wanted.pop(file)
        assert what == kind and word in why, file
    assert not wanted, "each has a note"


def test_names_may_have_spaces_umlauts_and_emoji(tmp_path):
    for name in ("grüne Äpfel 🍏", 'c\'est "là" <b>'):
        fill(tmp_path / name, [(number, len(name), 7) for number in range(3)], "Übung {} 🐍.png")
    made = retrain(tmp_path, "pixels")
    assert set(made.layer.classes) == {"grüne Äpfel 🍏", 'c\'est "là" <b>'}
    assert "🍏" in repr(made.doubtful()) and "&lt;b&gt;" in made.confusion()._repr_html_()
    assert load(save(made.layer, tmp_path / "ein Ort" / "📦.npz")).classes == made.layer.classes


def test_a_class_without_a_picture_is_an_error(folder):
    (folder / "leer").mkdir()
    with pytest.raises(ValueError, match="no picture is left in the class leer. Its folder is empty"):
        read_folder(folder)
    (folder / "leer" / "a.txt").write_bytes(b"text")
    with pytest.raises(ValueError, match="leer. Skipped: leer/a.txt: no picture"):
        read_folder(folder)


def test_a_wrong_place_is_a_sentence(folder):
    with pytest.raises(FileNotFoundError, match="there is no folder .*nowhere. Type its path"):
        read_folder(folder / "nowhere")
    with pytest.raises(NotADirectoryError, match="is no folder. Give the folder that holds"):
        read_folder(folder / "rot" / "0.png")
    with pytest.raises(ValueError, match="has 0 folders inside, but two or more.*snakes and lizards"):
        read_folder(folder / "rot")
    with pytest.raises(FileNotFoundError, match="there is no file"):
        read_picture(folder / "none.png")
    with pytest.raises(ValueError, match="a.txt cannot be used: no picture"):
        (folder / "a.txt").write_bytes(b"text")
        read_picture(folder / "a.txt")


# ---- Features


def test_every_extractor_in_the_table_tells_what_it_needs():
    assert [name for name, row in EXTRACTORS.items() if not row.package] == ["pixels", "digits", "recorded"]
    for row in EXTRACTORS.values():
        assert row.says and row.side > 0 and row.width > 0 and bool(row.package) == bool(row.command) == row.kept


@pytest.mark.parametrize("name", ["pixels", "digits"])
def test_what_needs_nothing_has_the_promised_width_and_features(name):
    found = features(name, [Image.new("RGB", (50, 40), "white"), Image.new("L", (20, 20), 0)])
    assert found.shape == (2, EXTRACTORS[name].width) and np.isfinite(found).all() and not np.array_equal(*found)
    assert features(name, []).shape == (0, EXTRACTORS[name].width)


def test_pixels_are_the_picture_itself():
    image = Image.fromarray(np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8))
    assert np.allclose(255 * features("pixels", [image])[0], np.asarray(image).ravel())


def test_in_a_browser_an_extractor_that_cannot_run_there_names_no_command(monkeypatch):
    monkeypatch.setattr(table, "in_browser", lambda: True)
    monkeypatch.setattr(table.importlib.util, "find_spec", lambda package: None)
    table.started.cache_clear()
    for name in ("efficientnet_lite0", "inception_v3"):
        with pytest.raises(ModuleNotFoundError, match='not run in a browser.*go on without it: "pixels"') as found:
            table.started(name)
        assert "start.py" not in str(found.value)


def test_a_missing_extractor_says_what_to_type(folder, monkeypatch):
    monkeypatch.setattr(table.importlib.util, "find_spec", lambda package: None)
    table.started.cache_clear()
    for name, command in (("efficientnet_lite0", "python3 start.py transfer"),
                          ("inception_v3", "python3 start.py tensorflow")):  # fmt: skip
        with pytest.raises(ModuleNotFoundError, match=f"{name} is not installed.*{command}.*--extractor pixels"):
            retrain(folder, name)
    with pytest.raises(ValueError, match="there is no extractor 'pixel'. Did you mean 'pixels'"):
        retrain(folder, "pixel")


@pytest.fixture
def slow(monkeypatch):
    """An extractor that is worth keeping; `calls` counts the pictures that it has seen."""
    calls = []

    def begin():
        def extract(images):
            calls.extend(images)
            return np.array([[np.asarray(image).mean(), 1.0] for image in images])

        return extract

    monkeypatch.setitem(EXTRACTORS, "slow", EXTRACTORS["pixels"]._replace(side=8, width=2, start=begin, kept=True))
    table.started.cache_clear()
    return calls


def test_features_are_kept_by_content_whatever_the_name(folder, slow):
    first = of_examples("slow", read_folder(folder).examples)
    assert len(slow) == 24
    (folder / "rot" / "0.png").rename(folder / "rot" / "another name.png")
    again = of_examples("slow", read_folder(folder).examples)
    assert len(slow) == 24 and np.array_equal(np.sort(first, axis=0), np.sort(again, axis=0))


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY broken", b"PK\x03\x04", "wrong shape", "nan"])
def test_a_damaged_place_in_the_cache_is_computed_again(folder, slow, own_cache, content):
    examples = read_folder(folder).examples
    first = of_examples("slow", examples)
    place = table.place_of("slow", examples[0].digest)
    broken = {"wrong shape": np.zeros(3), "nan": np.full(2, np.nan)}.get(content)
    place.write_bytes(content if broken is None else table.npy(broken))
    assert np.array_equal(of_examples("slow", examples), first) and len(slow) == 25


def test_where_nothing_can_be_kept_the_work_goes_on(folder, slow, own_cache):
    (own_cache / table.KEPT).write_bytes(b"a file where the folder should be")
    assert of_examples("slow", read_folder(folder).examples).shape == (24, 2)


def test_progress_is_told_up_to_the_end(folder, slow):
    told = []
    of_examples("slow", read_folder(folder).examples, lambda done, total: told.append((done, total)))
    assert told[-1] == (24, 24) and told == sorted(told)


# ---- Retraining


def test_red_and_blue_are_told_apart_on_pictures_never_learned_from(folder):
    made = retrain(folder, "pixels", holdout=0.25)
    assert made.accuracy == 1 and len(made.answers) == 6
    assert not {answer.place for answer in made.answers} & {
        (example.path.parent.name, example.path.name) for example in made.collection.examples
        if example.digest in made.layer.learned}  # fmt: skip
    assert all(sum(answer.scores) == pytest.approx(1) for answer in made.answers)


def test_men_and_chickens_are_learned_as_well_as_by_logistic_regression():
    made = retrain(example_folder(), "pixels")
    held = held_out(made.collection, 0.2, 0)
    values = of_examples("pixels", made.collection.examples)
    labels = np.array([example.label for example in made.collection.examples])
    oracle = LogisticRegression(max_iter=2000).fit(values[~held], labels[~held]).score(values[held], labels[held])
    assert abs(made.accuracy - oracle) <= 2 / 24


def test_the_same_seed_gives_the_same_and_another_another(folder):
    one, same, other = (retrain(folder, "pixels", seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.layer.network.weights[0], same.layer.network.weights[0]) and one.answers == same.answers
    assert not np.array_equal(one.layer.network.weights[0], other.layer.network.weights[0])
    how = {"augmentation": Augmentation(flip=True, crop=10, scale=10, brightness=20)}
    one, same = (retrain(folder, "pixels", **how) for _ in range(2))
    assert np.array_equal(one.layer.network.weights[0], same.layer.network.weights[0])


def test_changed_copies_are_made_of_training_pictures_only(folder, monkeypatch):
    seen = []
    monkeypatch.setattr(retraining, "more", lambda images, *rest: seen.append(len(images)) or images * 4)
    made = retrain(folder, "pixels", holdout=0.25, augmentation=Augmentation(brightness=20))
    assert seen == [18] and len(made.answers) == 6


@pytest.mark.parametrize("holdout, counts", [(0, (0, 0)), (0.01, (1, 1)), (0.25, (3, 3)), (0.9, (11, 11))])
def test_the_same_share_of_each_class_is_held_out_and_never_all(folder, holdout, counts):
    collection = read_folder(folder)
    held = held_out(collection, holdout, 0)
    labels = np.array([example.label for example in collection.examples])
    assert tuple(held[labels == label].sum() for label in (0, 1)) == counts


def test_one_picture_a_class_is_learned_from_not_held_out(tmp_path):
    fill(tmp_path / "a", ["red"])
    fill(tmp_path / "b", ["blue"])
    made = retrain(tmp_path, "pixels")
    assert not made.answers and "nobody knows how good" in repr(made) and np.isnan(made.accuracy)


@pytest.mark.parametrize("wrong, word", [
    ({"steps": 0}, "steps is 0"), ({"steps": 1.5}, "steps is 1.5"), ({"eta": -1}, "eta is -1"),
    ({"eta": float("nan")}, "eta is nan"), ({"holdout": 1}, "holdout is 1"), ({"holdout": -0.1}, "holdout is -0.1"),
    ({"seed": -1}, "seed is -1"), ({"seed": "x"}, "seed is 'x'"),
    ({"augmentation": Augmentation(crop=105)}, "crop is 105"),
    ({"augmentation": Augmentation(brightness=-5)}, "brightness is -5"),
])  # fmt: skip
def test_a_wrong_option_is_a_sentence(folder, wrong, word):
    with pytest.raises((ValueError, TypeError), match=word):
        retrain(folder, "pixels", **wrong)


def test_the_tables_count_every_held_out_picture(folder):
    made = retrain(folder, "pixels", steps=1, eta=0.001, holdout=0.5)
    assert sum(sum(row[1]) for row in made.confusion()) == len(made.answers) == 12
    scores = [row.score for row in made.doubtful(12)]
    assert scores == sorted(scores) and len(made.doubtful(3)) == 3


def test_what_is_usual_is_the_same_in_the_function_the_command_and_its_help(folder, capsys):
    usual = {name: parameter.default for name, parameter in inspect.signature(retrain).parameters.items()}
    options = vars(retraining.parser().parse_args(["retrain", "x"]))
    names = ("extractor", "steps", "eta", "holdout", "seed")
    assert {name: options[name] for name in names} == {name: usual[name] for name in names}
    with pytest.raises(SystemExit):
        main(["retrain", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for name in names:
        assert re.search(rf"--{name} \w+ [^(]*\({usual[name]}\)", told), name
    made = retrain(folder, "pixels")
    held = held_out(made.collection, 0.2, 0)
    values = of_examples("pixels", made.collection.examples)[~held]
    targets = np.eye(2)[[example.label for example in made.collection.examples]][~held]
    assert made.layer.network == last_layer(values, targets, 200, 2)


def test_a_slow_extractor_shows_bars_and_a_quick_one_nothing(folder, slow, capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    retrain(folder, "pixels")
    assert capsys.readouterr() == ("", "")
    retrain(folder, "slow")
    assert [line.split()[0] for line in capsys.readouterr().err.splitlines() if line] == ["reading", "features"]


@pytest.mark.parametrize("terminal, notebook, states", [(True, False, 3), (False, True, 3), (False, False, 1)])
def test_a_bar_moves_in_a_terminal_and_in_a_notebook_only(monkeypatch, terminal, notebook, states):
    out = io.StringIO()
    out.isatty = lambda: terminal
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    if notebook:
        monkeypatch.setitem(sys.modules, "ipykernel", sys)
    bar = retraining.Bar("reading", out)
    for done in (1, 2, 3):
        bar(done, 3)
    shown = out.getvalue().split("\r")[1:]
    assert len(shown) == states and "3 of 3" in shown[-1] and shown[-1].endswith(" s\n")


# ---- Classifying


def test_scores_add_up_to_one_also_as_they_are_printed(folder):
    found = classify(folder / "rot" / "3.png", retrain(folder, "pixels", steps=3).layer)
    assert list(found.scores)[0] == "rot" and sum(found.scores.values()) == pytest.approx(1, abs=1e-12)
    assert round(sum(float(line.split()[-1]) for line in found.lines()), 9) == 1


@pytest.mark.parametrize("shares", [[1 / 3] * 3, [1 / 7] * 7, [0.99999, 0.00001], [1.0, 0.0], [0.12345, 0.87655]])
def test_rounded_shares_add_up_and_are_nearly_the_shares(shares):
    shown = rounded(shares)
    assert round(sum(shown), 9) == 1 and np.abs(np.array(shown) - shares).max() < 1e-4


def test_a_picture_that_was_learned_from_is_known_again(folder):
    made = retrain(folder, "pixels")
    known = {example.path for example in made.collection.examples if example.digest in made.layer.learned}
    for path in sorted(folder.rglob("*.png")):
        assert classify(path, made.layer).known == (path in known)
    assert "proves nothing" in repr(classify(min(known), made.layer))


def test_a_saved_layer_says_the_same(folder, tmp_path):
    made = retrain(folder, "pixels").layer
    again = load(save(made, tmp_path / "layer.npz"))
    assert classify(folder / "blau" / "5.png", again) == classify(folder / "blau" / "5.png", made)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04"])
def test_a_damaged_layer_is_refused(tmp_path, content):
    place = tmp_path / "layer.npz"
    place.write_bytes(content)
    with pytest.raises(ValueError, match="no trained layer, or damaged.*retrain FOLDER"):
        load(place)
    with pytest.raises(FileNotFoundError, match="Type first: python3 start.py retrain"):
        load(tmp_path / "none.npz")


def test_a_layer_with_pickles_or_of_the_wrong_width_is_refused(folder, tmp_path):
    made = retrain(folder, "pixels").layer
    for wrong in (made._replace(extractor="digits"), made._replace(extractor="unknown"), made._replace(classes=("a",))):
        with pytest.raises(ValueError, match="no trained layer, or damaged"):
            load(save(wrong, tmp_path / "layer.npz"))


class Evil:
    """Unpickling this makes a file."""

    def __init__(self, place):
        self.place = place

    def __reduce__(self):
        return open, (str(self.place), "w")


def test_a_layer_from_a_stranger_cannot_run_programs(tmp_path):
    np.savez(tmp_path / "evil.npz", classes=np.array([Evil(tmp_path / "made")], dtype=object))
    with pytest.raises(ValueError, match="no trained layer, or damaged"):
        load(tmp_path / "evil.npz")
    assert not (tmp_path / "made").exists()


def test_what_is_uploaded_is_read_or_refused_with_a_sentence():
    sent = "data:image/png;base64," + base64.b64encode(png(Image.new("RGB", (8, 6), "red"))).decode()
    assert from_upload(sent).size == (8, 6) and from_upload("") is None
    for wrong in ("x", "data:image/png;base64,", "data:image/png;base64,AAAA", "data:image/png;base64,%%%", "base64,ü"):
        with pytest.raises(ValueError, match="what was uploaded cannot be used"):
            from_upload(wrong)


# ---- Augmentation

PHOTO = Image.fromarray(np.random.default_rng(1).integers(0, 200, (40, 40, 3), dtype=np.uint8))


def lot(values):
    """Return a generator whose next five numbers are these."""
    return type("Lot", (), {"random": lambda self, count: np.array(values)})()


def test_without_options_a_copy_is_the_picture():
    assert np.array_equal(augmented(PHOTO, Augmentation(), np.random.default_rng(0)), PHOTO)


def test_a_flip_is_the_mirror_image_half_the_time():
    mirrored, straight = (
        np.asarray(augmented(PHOTO, Augmentation(flip=True), lot([number] + [0] * 4))) for number in (0.49, 0.51)
    )
    assert np.array_equal(mirrored, np.asarray(PHOTO)[:, ::-1]) and np.array_equal(straight, PHOTO)


def test_brightness_multiplies():
    bright = np.asarray(augmented(PHOTO, Augmentation(brightness=20), lot([1, 0, 0, 0, 1])), float)
    assert np.abs(bright - np.minimum(255, 1.2 * np.asarray(PHOTO, float))).max() <= 1


def test_a_crop_keeps_the_promised_share_of_the_side():
    ramp = Image.fromarray(np.tile(np.arange(200, dtype=np.uint8), (200, 1))).convert("RGB")
    cut = np.asarray(augmented(ramp, Augmentation(crop=25), lot([1, 0, 0.5, 0, 0])))[100, :, 0]
    assert int(cut[-1]) - int(cut[0]) == pytest.approx(200 / 1.25, abs=3) and abs(int(cut[100]) - 100) <= 2
    enlarged = np.asarray(augmented(ramp, Augmentation(scale=100), lot([1, 1, 0, 0, 0])))[100, :, 0]
    assert enlarged[0] <= 1 and int(enlarged[-1]) == pytest.approx(100, abs=2)


# ---- The commands


def test_retrain_and_classify_from_the_command_line(folder, tmp_path, capsys):
    layer = str(tmp_path / "layer.npz")
    (folder / "rot" / "notes.txt").write_bytes(b"text")
    words = ["--extractor", "pixels", "--layer", layer, "--flip", "--brightness", "10"]
    assert main(["retrain", str(folder), *words]) == 0
    said = capsys.readouterr()
    assert "24 pictures: blau 12, rot 12; 1 skipped" in said.out and "skipped: rot/notes.txt: no picture" in said.out
    assert "warning: rot has only 12 pictures" in said.out and "taken for rot" in said.out
    assert "most doubtful" in said.out and "] 25 of 25" in said.err
    assert main(["classify", str(folder / "rot" / "3.png"), "--layer", layer]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("rot") and round(sum(float(line.split()[1]) for line in lines[:2]), 9) == 1


@pytest.mark.parametrize("words, said", [
    (["retrain"], "This was not understood .*FOLDER"),
    (["retrain", "/nowhere", "--extractor", "pixels"], "There is no folder /nowhere"),
    (["retrain", "x", "--steps", "many"], "This was not understood .*--steps"),
    (["retrain", "x", "--extractor", "magic"], "There is no extractor 'magic'"),
    (["classify", "x", "--layer", "/no/layer.npz"], "There is no trained layer"),
    (["dance"], "This was not understood"),
])  # fmt: skip
def test_a_wrong_command_is_a_sentence_not_a_traceback(words, said, capsys):
    assert main(words) == 1
    heard = capsys.readouterr().err
    assert re.search(said, heard.replace("\\", "/")) and "Traceback" not in heard


def test_start_hands_everything_to_the_helpers(monkeypatch, tmp_path):
    handed = []
    monkeypatch.setattr(start, "install_course", lambda root: handed.append("installed"))
    monkeypatch.setattr(start, "hand_over", lambda command, environ: handed.append(command) or 0)
    words = ["retrain", "my pictures", "--extractor", "pixels", "--steps", "20"]
    assert start.run(words, tmp_path) == 0
    python = str(start.environment_python(tmp_path / ".venv"))
    assert handed == ["installed", [python, "-P", "-m", "helpers", *words]]


def test_the_module_runs_as_a_program(folder, tmp_path):
    done = subprocess.run([sys.executable, "-m", "helpers", "retrain", str(folder), "--extractor", "pixels",
                           "--layer", str(tmp_path / "layer.npz")], capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0 and "Saved in" in done.stdout and "Warning" not in done.stderr, done.stderr


def test_the_trained_network_is_tested_only_when_asked_for_and_in_an_environment_of_its_own(monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(start, "install_once", lambda root, name, *words, folder: installed.append((folder, name)))
    monkeypatch.setattr(start, "has_package", lambda venv, name: name == "torch")
    monkeypatch.setattr(start, "find_chromium", lambda: None)
    monkeypatch.setattr(start, "run_stage", lambda root, stage, environ: "passed")
    assert start.run_tests(tmp_path, "transfer") == 0
    assert {folder for folder, _ in installed} == {".venv-transfer"}
    assert (".venv-transfer", "requirements-transfer.txt") in installed
    assert start.TRANSFER not in start.STAGES and start.TRANSFER in start.ON_REQUEST


def test_a_learner_gets_the_trained_network_with_one_command_or_a_sentence(monkeypatch, tmp_path, capsys):
    installed = []
    monkeypatch.setattr(start, "install_once", lambda root, name, *words, folder: installed.append((folder, name)))
    monkeypatch.setattr(start, "has_package", lambda venv, name: True)
    assert start.run(["transfer"], tmp_path) == 0
    assert (".venv", "requirements-transfer.txt") in installed and "retrain FOLDER" in capsys.readouterr().out
    monkeypatch.setattr(start, "has_package", lambda venv, name: False)
    with pytest.raises(start.Problem, match="no ready-made PyTorch.*--extractor pixels"):
        start.run(["transfer"], tmp_path)


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path, monkeypatch):
    place = tmp_path / "layer.npz"
    save_whole(place, b"old")

    def full(path, content):
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(place), "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        save_whole(place, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["layer.npz"] and place.read_bytes() == b"old"


def test_the_lock_names_no_package_for_graphics_cards():
    lines = (start.ROOT / "requirements-transfer.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("torch==2.13.0") for line in lines)
    assert not [line for line in lines if line.startswith(("nvidia", "cuda", "triton")) or "--hash" in line]
