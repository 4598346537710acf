"""The live playground: it remembers its run, and what a control that moves does to it."""

import contextlib
import functools

from helpers.lessons.playground.building import FITTING, activations_of, built, grown, layers_of
from helpers.lessons.playground.drawings.chosen import PLACE
from helpers.lessons.playground.drawings.playground import playground
from helpers.lessons.playground.drawings.side_by_side import side_by_side
from helpers.lessons.playground.drawings.table_run import table_run
from helpers.lessons.playground.features import checked_features
from helpers.lessons.playground.hand import HOW, by_hand
from helpers.lessons.playground.reading import few
from helpers.lessons.playground.run import Run
from helpers.lessons.playground.table import read_table
from helpers.lessons.playground.tasks import plane_data
from helpers.network.checks import listed
from helpers.network.gradient_check import check_gradients, estimate, relative_error, verdict
from helpers.network.rules import RULES
from helpers.pens.numerals import capital

SETTINGS = {
    "task": "circle", "points": 200, "noise": 0.1, "share": 0.7, "features": "x1, x2", "hand": "",
    "layers": "4, 2", "activation": "tanh", "cost": FITTING, "start": "fitting", "seed": 1,
    "eta": 0.1, "batch_size": 10, "rule": "gradient descent", "momentum": 0.9, "schedule": "constant",
    "weight_decay": 0.0, "dropout": 0.0,
    "chosen": "", "at": "", "mode": "look", "check": 0,
}  # fmt: skip
LEARNING = ("eta", "batch_size", "rule", "schedule", "weight_decay", "dropout")
CHECKED = 200  # examples at most for the check of the gradients
RIGHT = {1e-7: "below 1e−7", 1e-4: "below 1e−4", 1e-2: "below 0.01"}
WHYS = {
    "a new start": "all weights are new. To see its training from the beginning, go back to epoch 0",
    "another network": "what is new starts at random, all else goes on as it was",
    "other data or another cost": "the network goes on from what it knows",
}


class Playground:
    """A network to build, to feed and to train, as a function for explore(): each argument may get a control.

    What is given here stays as it is; what has a control moves. A new network is that of `create`. While it is trained
    it keeps what it has learned: layers, nodes, inputs, data and cost may change, and only what is new starts at
    random. At moment 0, or with another seed or start, it begins anew. `run`, `network` and `data` are those of the
    last picture.

    >>> play = Playground(task="XOR", layers="4")
    >>> play(moment=0).text[:54]
    'A 2-4-1 network of tanh and logistic nodes sees x1 and'
    >>> before, now = play(moment=2), play(moment=2, layers="5")
    >>> now.text[-170:-77]
    'After epoch 2 came another network: what is new starts at random, all else goes on as it was.'
    """

    def __init__(self, **fixed):
        for name in fixed:
            if name not in SETTINGS:
                raise TypeError(f"a playground has no setting {name!r}; it has {', '.join(SETTINGS)}")
        self.fixed = {**SETTINGS, **fixed}
        self.run = self._world = self._begun = None
        self._at, self._made, self._checked, self._found, self._opening = 0, None, 0, (None, ""), None
        self(0)
        self._opening = None

    def __call__(
        self, moment=0, task=None, points=None, noise=None, share=None, features=None, hand=None, layers=None,
        activation=None, cost=None, start=None, seed=None, eta=None, batch_size=None, rule=None, momentum=None,
        schedule=None, weight_decay=None, dropout=None, chosen=None, at=None, mode=None, check=None,
    ):  # fmt: skip
        """Return the picture of a moment with these settings; None stands for what was given when it was made."""
        given = {name: value for name, value in locals().items() if name in self.fixed and value is not None}
        now, problem, note = self._trained(moment, given)
        return playground(self.run, moment, now["chosen"], now["at"], now["mode"], tuple(given), note, problem)

    def _trained(self, moment, given):
        """Train up to a moment; return all settings, what of them could not be read, and what else is to be said."""
        now, notes = {**self.fixed, **given}, []
        self._opening = self._opening or (moment, given)
        if self._opening == (moment, given) and (self.run is None or self.run.first or self.run.changed_at):
            self.run = None  # Reset brings back the first picture: what was changed on the way is forgotten
        self._renew(moment, now, notes)
        self.moment = self.run.at(moment, **learning(now))
        self._at = self.moment.number
        if now["at"].strip() and not PLACE.fullmatch(now["at"]):
            notes.append(f"“{now['at'].strip()[:20]}” is no place: type 1 0.5.")
        more = self._past(moment), self._next(now), self._check(now["check"])
        return now, " ".join(notes), " ".join(filter(None, more))

    @property
    def network(self):
        """The network of the last picture."""
        return self.moment.network

    @property
    def data(self):
        """The examples of the last picture."""
        return self.run.data

    def _renew(self, moment, now, notes):
        """Make a new run where the network or its data have changed."""
        layers = typed(now, "layers", notes)
        activations = typed(now, "activation", notes, len(layers))
        data = self._data(now, notes)
        begun = now["start"], now["seed"], now.get("file")
        world = data, layers, activations, now["cost"], begun
        anew = self.run is None or moment == 0 and self.run.first > 0
        if world == self._world and not anew:
            return
        fresh = built(data, layers, activations, now["seed"], now["start"])
        first = 0 if anew or moment == 0 else min(moment, self._at)
        if first:
            self._why = "a new start"
        if first and begun == self._begun:
            fresh = grown(fresh, self.moment.network, data.names, self.run.data.names)
            self._why = "other data or another cost" if fresh == self.moment.network else "another network"
        self.run = Run(fresh, data, cost_of(now), now["seed"], first)
        self._world, self._begun = world, begun

    def _data(self, now, notes):
        """Return the Data of now, the same object while nothing about it changes."""
        asked = points_of(now, typed(now, "features", notes)), now["hand"]
        data, undone = self._remembered(asked, lambda: by_hand(*asked))
        if undone:
            notes.append(f"Not done by hand: {listed(undone[:3])}; {HOW}.")
        return data

    def _remembered(self, asked, make):
        """Return what was made for the same question the last time, or make it now."""
        if self._made is None or self._made[0] != asked:
            self._made = asked, make()
        return self._made[1]

    def _past(self, moment):
        """Return the sentence about a moment that is no longer there, or about a change."""
        if not self.run.first:
            return ""
        first = self.run.first
        if moment < first:
            return f"Moments before {first} are gone, as the network or its data were changed there; 0 begins anew."
        return f"After epoch {first} came {self._why}: {WHYS[self._why]}. The curves begin at epoch {first}."

    def _next(self, now):
        """Return the settings of the next epoch in words, where it is there already those with which it was learned."""
        place = self._at - self.run.first + 1
        later = self.run.moments[place : place + 1]
        if not later or later[0].settings == self.run.settings:
            return f"Next: {in_words(now)}."
        there = f"Epoch {later[0].number} is there already, learned with {in_words({**now, **later[0].settings})}"
        return f"{there}: what is set now counts after epoch {self.run.last}, or anew from 0."

    def _check(self, presses):
        """Return the sentence about the check of Stage 4, when its button was pressed at this very moment."""
        if presses != self._checked:
            self._checked = presses
            self._found = self.network, checked(self.network, self.run) if presses else ""
        return self._found[1] if self._found[0] is self.network else ""


# ---- What is typed: where it cannot be read the usual one is taken, and the picture says so


def typed(now, name, notes, *more):
    """Return what a text among the settings tells; where it tells nothing the usual one is set, and a note says so.

    >>> notes = []
    >>> typed({"layers": "bias"}, "layers", notes), notes
    ((4, 2), ["Hidden layers are 'bias', but each hidden layer has 1 to 8 nodes: type 4, 2. Until then: 4, 2."])
    """
    try:
        return READ[name](now[name], *more)
    except ValueError as problem:
        notes.append(f"{capital(str(problem)).rstrip('.')}. Until then: {SETTINGS[name]}.")
        now[name] = SETTINGS[name]
        return READ[name](SETTINGS[name], *more)


READ = {
    "features": lambda text: checked_features([name.strip() for name in text.split(",") if name.strip()]),
    "layers": layers_of,
    "activation": activations_of,
}


def learning(now):
    """Return the settings of the training among all settings; momentum is one where the rule has it."""
    own = {name: now[name] for name in ("momentum",) if name in RULES[now["rule"]].settings}
    return {name: now[name] for name in LEARNING} | own


def in_words(now):
    """Return the settings of an epoch in words.

    >>> in_words({**SETTINGS, "rule": "momentum", "weight_decay": 0.01})
    'momentum 0.9, η = 0.1, batches of 10, weight decay 0.01'
    """
    own = f" {now['momentum']:g}" if "momentum" in RULES[now["rule"]].settings else ""
    said = [f"{now['rule']}{own}, η = {now['eta']:g}", f"batches of {now['batch_size']}"]
    said += [f"{name.replace('_', ' ')} {now[name]:g}" for name in ("weight_decay", "dropout") if now[name]]
    said += [f"η {now['schedule']}"] if now["schedule"] != "constant" else []
    return ", ".join(said)


def points_of(now, names):
    """Return the Data of the task with these settings and inputs."""
    return plane_data(now["task"], now["points"], now["noise"], now["share"], features=names)


def cost_of(now):
    """Return the name of the cost, None for the one that fits the data."""
    return None if now["cost"] == FITTING else now["cost"]


def checked(network, run):
    """Return in words what the check of Stage 4 says of this network, on its first examples of training.

    As notebook 06 advises, a weight that is not right at once is looked at again with a smaller epsilon.

    >>> play = Playground(layers="3")
    >>> checked(play.network, play.run)
    'Gradient check on 140 examples: 13 of 13 weights are right; the largest relative difference is below 1e−7.'
    """
    if network.has_diverged:
        return "The gradients cannot be checked here: the numbers of this network have become too large."
    part = run.data.training.first(min(CHECKED, len(run.data.training.inputs)))
    rows = {row.name: best(row, network, part, run.cost) for row in check_gradients(network, *part, cost=run.cost)}
    others, largest = [name for name, relative in rows.items() if verdict(relative) != "right"], max(rows.values())
    rest = f", not {listed(few(others, 4))}: {verdict(largest)} (see notebook 06)" if others else ""
    how = next((words for limit, words in RIGHT.items() if largest <= limit), "above 0.01")
    right = len(rows) - len(others)
    return (f"Gradient check on {len(part.inputs)} examples: {right} of {len(rows)} weights are right{rest}; "
            f"the largest relative difference is {how}.")  # fmt: skip


def best(row, network, part, cost):
    """Return the relative error of one row of the check, with the epsilon that makes it smallest."""
    if row.verdict == "right":
        return row.relative_error
    again = (estimate(network, *part, row.name, epsilon, cost) for epsilon in (1e-5, 1e-6))
    return min(row.relative_error, *(relative_error(row.analytical, one) for one in again))


class TablePlayground(Playground):
    """A playground for a table, as a function for explore(): what to find, from which columns, with which network.

    `table` is what read_table() returned, `target` the column to find. `inputs` is a text with the names of columns, ""
    for all that are of use; `missing` is "drop" or "fill". `file` is a table that upload() has taken, in place of
    `table`; without that target its last column of use is found. Everything else is as in Playground.

    >>> from helpers import read_table
    >>> play = TablePlayground(read_table("iris"), "species", layers="3")
    >>> play(moment=0).text[:57]
    'A 4-3-3 network of tanh and softmax nodes learns species '
    """

    def __init__(self, table, target, inputs="", missing="drop", **fixed):
        self._read = functools.lru_cache(2)(lambda file: read_table(file) if file else table)
        self._dealt = functools.lru_cache(8)(lambda file, *asked: self._read(file).data(*asked))
        self._good = ""  # the last file that was of use
        self.own = {"target": target, "inputs": inputs, "missing": missing, "row": 1, "file": ""}
        super().__init__(**{"layers": "6", **fixed})

    def __call__(
        self, moment=0, target=None, inputs=None, missing=None, share=None, layers=None, activation=None, cost=None,
        start=None, seed=None, eta=None, batch_size=None, rule=None, momentum=None, schedule=None, weight_decay=None,
        dropout=None, row=None, check=None, file=None,
    ):  # fmt: skip
        """Return the picture of a moment with these settings; None stands for what was given when it was made."""
        named = {**self.fixed, **self.own}
        given = {name: value for name, value in locals().items() if name in named and value is not None}
        now, problem, note = self._trained(moment, {**self.own, **given})
        return table_run(self.run, moment, now["row"], tuple(given), " ".join(filter(None, [problem, note])))

    def _data(self, now, notes):
        """Return the Data of the table, the same object while nothing about it changes; a file may be of no use."""
        try:
            data, told = self._dealt_from(now)
        except ValueError as problem:
            if now["file"] == self._good:
                raise
            notes.append(f"{capital(str(problem)).rstrip('.')}. Until then: the table before.")
            now["file"] = self._good
            data, told = self._dealt_from(now)
        self._good = now["file"]
        notes += told
        return data

    def _dealt_from(self, now):
        """Return the Data that are asked for, and sentences: how a file was read, and what could not be done."""
        file, target, how = now["file"], now["target"], (now["missing"], now["share"])
        table = self._read(file)
        told = told_kinds(table) if file else []
        try:
            wanted = table[target].name
        except ValueError as problem:
            wanted = self._until_then(file, how)
            told.append(f"{capital(str(problem))}. Until then: {wanted}.")
        names = tuple(name.strip() for name in now["inputs"].split(",") if name.strip()) or None
        try:
            data = self._dealt(file, wanted, names, *how)
        except ValueError as problem:
            if not names:
                raise
            told.append(f"{capital(str(problem)).rstrip('.')}. Until then: all columns.")
            data = self._dealt(file, wanted, None, *how)
        return data, [*told, *(data.story if file else ())]

    def _until_then(self, file, how):
        """Return what is to be found in a table until one of its columns is named: as at first, or the last of use."""
        names = self._read(file).names
        for name in (self.own["target"], *reversed(names)):
            with contextlib.suppress(ValueError):
                self._dealt(file, name, None, *how)
                return name
        return names[-1]


def told_kinds(table):
    """Return sentences: how a table was read, and what its columns were taken for, with their gaps.

    >>> told_kinds(read_table("a;b;c\\n1,5;red;2\\n2,5;;3"))[2:]
    ['Numbers: a, c. Words: b (1 missing).']
    """
    kinds = {}
    for column in table.columns.values():
        gaps = int(column.missing.sum())
        kinds.setdefault(column.kind, []).append(column.name + f" ({gaps:,} missing)" * bool(gaps))
    named = " ".join(f"{capital(kind)}: {', '.join(few(names, 12))}." for kind, names in kinds.items())
    return [*map(capital, table.story[:1]), *table.story[1:], named]


class SideBySide:
    """Two trainings with the same start and the same data, as one function for explore().

    Each setting of the training, the layers and their activation have a second one for the right side, such as
    other_eta; where it is None, both sides are alike. Both are always trained from the start with what is set now.

    >>> SideBySide(task="XOR", other_rule="Adam")(moment=1).text[:64]
    'The same start with gradient descent and with Adam. After epoch '
    """

    def __init__(self, **fixed):
        Playground(**{name.removeprefix(OTHER): value for name, value in fixed.items()})  # says what does not fit
        self.fixed, self._runs = fixed, {}

    def __call__(
        self, moment=0, task=None, points=None, noise=None, share=None, features=None, seed=None, start=None, cost=None,
        layers=None, other_layers=None, activation=None, other_activation=None, eta=None, other_eta=None,
        batch_size=None, other_batch_size=None, rule=None, other_rule=None, schedule=None, other_schedule=None,
        weight_decay=None, other_weight_decay=None, dropout=None, other_dropout=None,
    ):  # fmt: skip
        """Return the picture of a moment of both."""
        given = {
            name: value for name, value in locals().items() if name not in ("self", "moment") and value is not None
        }
        given = {**self.fixed, **given}
        left = {**SETTINGS, **{name: value for name, value in given.items() if not name.startswith(OTHER)}}
        more = {name.removeprefix(OTHER): value for name, value in given.items() if name.startswith(OTHER)}
        sides = left, {**left, **more}
        notes = []
        runs = [self._run(now, notes) for now in sides]
        for run, now in zip(runs, sides, strict=True):
            run.at(moment, **learning(now))
        return side_by_side(*runs, moment, names_of(*sides), " ".join(dict.fromkeys(notes)))

    def _run(self, now, notes):
        """Return the run with these settings: one that was shown lately goes on, else a new one."""
        key = tuple(sorted((name, str(value)) for name, value in now.items()))
        names, layers = typed(now, "features", notes), typed(now, "layers", notes)
        activations = typed(now, "activation", notes, len(layers))
        made = self._runs.pop(key, None)
        if made is None:
            data, _ = by_hand(points_of(now, names), now["hand"])
            network = built(data, layers, activations, now["seed"], now["start"])
            made = Run(network, data, cost_of(now), now["seed"])
        self._runs[key] = made  # the newest stands last
        if len(self._runs) > KEPT:
            del self._runs[next(iter(self._runs))]
        return made


KEPT = 8  # runs
OTHER = "other_"
SIGNS = {"eta": "η = {:g}", "batch_size": "batches of {}", "rule": "{}", "schedule": "rate {}",
         "weight_decay": "decay {:g}", "dropout": "dropout {:g}", "layers": "layers {}",
         "activation": "{}"}  # fmt: skip


def names_of(one, other):
    """Return what the settings are in which two sides differ, for each side.

    >>> names_of({**SETTINGS}, {**SETTINGS, "eta": 1}), names_of(SETTINGS, SETTINGS)
    (('η = 0.1', 'η = 1'), ('the same settings', 'the same settings'))
    """
    differ = [name for name in SIGNS if one[name] != other[name]]
    found = tuple(", ".join(SIGNS[name].format(side[name]) for name in differ) for side in (one, other))
    return found if differ else ("the same settings",) * 2
