"""Makes the scale that ships: what fragments of Chinese lines weigh, by labelled lines.

    .venv/bin/python bench/scale.py try SOURCE,… ORDINARY …  figures by lines not learnt from
    .venv/bin/python bench/scale.py make ORDINARY …          writes the scale, says its digest
    .venv/bin/python bench/scale.py count ORDINARY …         what ships on what is only counted

The labelled lines are those of tests/review/eval. ORDINARY are the parts `valid` and `test`
of CPED, a published corpus of Chinese television dialogue (Apache-2.0), which is not kept here:
.csv with the columns `Dialogue_ID` and `Utterance`; and further published dialogue, .conv with
`M ` before every utterance. A scale holds only fragments of the labelled lines; the dialogues
say which of those are everyday speech. A quarter of those of CPED, by the hash of their name,
is only counted. The others are learnt from, with all the further dialogue, and set the
threshold: in `FOLDS` parts, each weighed by a scale that was learnt from the others. A line is
sent to a person if it weighs enough, whether a rule of words found something in it or not: what
the rules found is among its fragments.

One logistic regression in general and one for each head, all on the same fragments, by L-BFGS;
twice, the second time on the fragments for which there is room. The same lines give the same
file on the same kind of processor.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import tomllib
from array import array
from collections import Counter
from dataclasses import dataclass
from math import isqrt
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numba import njit
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from piying.model.canon import digest  # noqa: E402  # after the path is set
from piying.model.review import Element, Level, Stage, Unit  # noqa: E402
from piying.review.policy.load import load  # noqa: E402
from piying.review.policy.scales import ZERO  # noqa: E402
from piying.review.text.machine import machine_of  # noqa: E402
from piying.review.text.read import read, standing_in  # noqa: E402
from piying.review.text.scale import FEW, ROOT_OF_ONE, SOUND_MARK, fragments_of  # noqa: E402
from piying.review.text.sounds import near, sign_of, syllables  # noqa: E402

RULES = ROOT / "src" / "piying" / "review" / "rules"
EVAL = ROOT / "tests" / "review" / "eval"
MAIN, PART, FILE = "cn_animated.toml", "cn_lines.toml", "cn_lines.scale"
HEADS = (
    "superstition", "cult", "gambling", "drugs", "violence", "revenge", "sexual", "minors",
    "insult", "wealth", "history", "discrimination", "smoking", "danger", "fraud",
)  # fmt: skip
SEEN_MIN = 2
"""A fragment of fewer labelled lines is not learnt."""
RIDGE = 0.1
HIT_WEIGH = 2.0
"""A line that has to be seen counts as so many everyday ones of this project."""
MISS_WEIGH = 0.3
"""And one that only looks like it: ordinary dialogue is what binds, not hard negatives."""
OWN_WEIGH, ORDINARY_WEIGH = 4.0, 10.0
"""And an everyday line of this project, and one of the published series."""
FURTHER_WEIGH = 0.3
"""And one of further published dialogue, which is translated."""
ROUNDS, ROUNDS_AGAIN = 50, 20
SHARE = 1000
STEP = 40
"""Thousandths of one unit of a weight."""
UNIT_MAX = 46
"""The most units that a row of the file can say; a heavier fragment has several."""
LIFT = 5000
"""Added to every weight, so that a person reads no negative ones."""
GATE = LIFT - 2500
BYTES_MAX = 2_350_000
"""Of the file; the lightest fragments are left out."""
COUNTED = 192
"""From this first byte of its hash on a dialogue is only counted."""
FOLDS = 3
SHARES = (0.005, 0.006, 0.007, 0.008, 0.009, 0.01, 0.012, 0.015, 0.02)
"""Of the dialogues that may be sent to a person."""


@dataclass(frozen=True)
class Line:
    """A labelled line."""

    source: str
    category: str
    hit: bool
    text: str


def labelled():
    """Every labelled Chinese line, but those of titles and those kept to be counted only."""
    found = {}
    for path in sorted(set(EVAL.rglob("*.toml")) - set((EVAL / "unlearnt").rglob("*.toml"))):
        told = tomllib.loads(path.read_text("utf-8"))
        if "talk" in told or told["language"] != "zh" or told["category"] == "title":
            continue
        source = "first" if path.parent == EVAL else path.parent.name
        for key, lines in told.items():
            if key.split("_")[-1] in {"hit", "miss"}:
                for text in lines:
                    line = Line(source, told["category"], key.endswith("hit"), text)
                    found.setdefault(text, line)
    return list(found.values())


def everyday():
    """Lines of this project that nobody should be sent to."""
    told = (EVAL / "ordinary.txt").read_text("utf-8").splitlines()
    talk = tomllib.loads((EVAL / "independent" / "ordinary.toml").read_text("utf-8"))["talk"]
    lines = [one for one in told if one and not one.startswith("#")]
    for script in sorted((ROOT / "examples").glob("*/script.*")):
        said = (line.strip() for line in script.read_text("utf-8").splitlines())
        lines += [line for line in said if re.search("[一-鿿]{4}", line)]
    return lines + [one for row in talk for one in row]


def dialogues(paths):
    """The published dialogues: those in `FOLDS` parts, and those that are only counted."""
    rows = {}
    for path in (one for one in paths if one.endswith(".csv")):
        with Path(path).open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["Dialogue_ID"], []).append(row["Utterance"])
    folds, counted = [[] for _ in range(FOLDS)], []
    for name in sorted(rows):
        first, second = hashlib.sha256(name.encode()).digest()[:2]
        (counted if first >= COUNTED else folds[second % FOLDS]).append(rows[name])
    return folds, counted


def further(paths):
    """Utterances of further published dialogue, each once."""
    said = (
        line[2:].strip()
        for path in paths
        if path.endswith(".conv")
        for line in Path(path).read_text("utf-8", errors="ignore").splitlines()
        if line.startswith("M ")
    )
    return [one for one in dict.fromkeys(said) if re.search("[一-鿿]{2}", one)]


def shipped(without=""):
    """The policy that ships, or what it is without one of its parts."""
    texts = {one.name: one.read_text("utf-8") for one in RULES.iterdir() if one.is_file()}
    main = texts[MAIN].replace(f'"{without}",', "")
    return load(main, MAIN, {**texts, MAIN: main})


MARKED = {
    "△": Element.ACTION, "旁白：": Element.NARRATION, "字幕：": Element.ONSCREEN,
    "标题：": Element.TITLE,
}  # fmt: skip


def unit_of(text, line=1):
    """A line as a unit of a script."""
    for mark, element in MARKED.items():
        if text.startswith(mark):
            body = text.removeprefix(mark).strip()
            return Unit(element, body, scene=0 if element is Element.TITLE else 1, line=line)
    return Unit(Element.DIALOGUE, text, scene=1, line=line)


class Reader:
    """Reads lines as the fragments that a scale may know."""

    def __init__(self, lines):
        self.policy = shipped(without=PART)
        self.machine = machine_of(self.policy)
        found = [self.fragments(line.text) for line in lines]
        seen = Counter(key for keys in found for key in keys)
        said = written()
        told = {}
        for key, count in seen.items():
            if count >= SEEN_MIN and " " not in key:
                if not key.startswith(SOUND_MARK):
                    told[key] = key
                elif all(sign in said for sign in key[1:]):
                    told[key] = SOUND_MARK + SOUND_MARK.join(said[sign] for sign in key[1:])
        order = sorted(told, key=told.__getitem__)
        self.names = [told[key] for key in order]
        self.places = {key: at for at, key in enumerate(order)}
        self.lines = self._rows(found)

    def fragments(self, text):
        """The fragments of `text`."""
        unit = unit_of(text)
        reading, sets = standing_in(self.machine, unit)
        found = {}
        for one in read(self.policy, [unit], Stage.SCRIPT):
            found[one.rule] = one.level is not Level.NOTE
        return fragments_of(reading, sets, found)

    def rows(self, texts):
        """A row for each text, a column for each fragment that is known: 1 if it is there."""
        return self._rows(map(self.fragments, texts))

    def _rows(self, found):
        starts, columns = array("q", [0]), array("i")
        for keys in found:
            columns.extend(sorted(self.places[key] for key in keys if key in self.places))
            starts.append(len(columns))
        many = len(starts) - 1
        ones = np.ones(len(columns), np.int64)
        shape = (many, len(self.places))
        return csr_matrix((ones, np.array(columns), np.array(starts)), shape=shape)


def written():
    """The sign of a syllable → how a scale writes it."""
    return {sign_of(said): near(said) for said in sorted(syllables())}


@njit(fastmath=True)
def _product(starts, columns, values, weights, out):
    """Rows of a sparse matrix times a dense one, added to `out`."""
    for row in range(out.shape[0]):
        for at in range(starts[row], starts[row + 1]):
            value, column = values[at], columns[at]
            for head in range(out.shape[1]):
                out[row, head] += value * weights[column, head]


@njit(fastmath=True)
def _losses(margins, signs, weigh, slopes):
    """The logistic loss of every margin; its slopes go to `slopes`."""
    total = 0.0
    for row in range(margins.shape[0]):
        for head in range(margins.shape[1]):
            margin = margins[row, head] * signs[row, head]
            small = np.exp(-abs(margin))
            total += weigh[row] * (np.log1p(small) + max(0.0, -margin))
            over = small if margin > 0 else 1.0
            slopes[row, head] = -weigh[row] * signs[row, head] * over / (1 + small)
    return total


def fitted(x, y, weigh, rounds, start=None):
    """Weights by fragment and head, and what a line without fragments weighs."""
    size, many = x.shape[1], y.shape[1]
    across = x.T.tocsr()
    wide, short = np.int64, np.float32
    parts = [
        (m.indptr.astype(wide), m.indices.astype(wide), m.data.astype(short))
        for m in (x, across)
    ]
    signs, weigh = (2 * y - 1).astype(np.float32), weigh.astype(np.float32)
    slopes = np.zeros(y.shape, np.float32)

    def cost(flat):
        weights, offsets = flat[: size * many].reshape(size, many), flat[size * many :]
        margins = np.tile(offsets.astype(np.float32), (len(y), 1))
        _product(*parts[0], weights.astype(np.float32), margins)
        loss = _losses(margins, signs, weigh, slopes) + RIDGE / 2 * (weights**2).sum()
        slope = np.zeros((size, many), np.float32)
        _product(*parts[1], slopes, slope)
        ends = slopes.sum(0, dtype=np.float64)
        return loss, np.concatenate([(slope + RIDGE * weights).ravel(), ends])

    start = np.zeros(size * many + many) if start is None else start
    options = {"maxiter": rounds, "maxcor": 8}
    done = minimize(cost, start, jac=True, method="L-BFGS-B", options=options).x
    return done[: size * many].reshape(size, many), done[size * many :]


@dataclass(frozen=True)
class Learnt:
    """A scale as it is learnt: its columns, units by fragment and head, offsets, its file."""

    columns: np.ndarray
    units: np.ndarray
    offsets: np.ndarray
    file: str

    def loads(self, rows):
        """What lines weigh for their heaviest head, in thousandths, as a policy weighs them."""
        own = rows[:, self.columns]
        roots = np.array([_root(count) for count in np.diff(own.indptr)])[:, None]
        sums = (own @ self.units) * STEP * ROOT_OF_ONE // roots + self.offsets
        heavy = sums[:, 0] + sums[:, 1:].max(axis=1) * SHARE // 1000
        return np.where(sums[:, 0] < GATE, sums[:, 0], heavy)


def _root(count):
    return isqrt(isqrt(max(FEW, int(count)) << 32))


def divided(rows):
    """Rows with every fragment weighing less, the more there are."""
    counts = np.diff(rows.indptr)
    values = np.repeat(np.maximum(FEW, counts) ** -0.25, counts)
    return csr_matrix((values, rows.indices, rows.indptr), shape=rows.shape)


def learnt(names, lines, rows, ordinary):
    """A scale from labelled lines and from rows of ordinary ones, each with its weight."""
    y = np.zeros((rows.shape[0] + sum(one.shape[0] for one, _ in ordinary), 1 + len(HEADS)))
    weigh = np.concatenate(
        [[HIT_WEIGH if one.hit else MISS_WEIGH for one in lines]]
        + [np.full(one.shape[0], weight) for one, weight in ordinary]
    )
    for at, line in enumerate(lines):
        y[at, 0] = line.hit
        if line.hit and line.category in HEADS:
            y[at, 1 + HEADS.index(line.category)] = 1
    columns = np.flatnonzero(np.asarray(rows.sum(axis=0)).ravel() >= SEEN_MIN)
    every = vstack([rows, *(one for one, _ in ordinary)]).tocsr()
    weights, offsets = fitted(divided(every[:, columns]), y, weigh, ROUNDS)
    kept = _heaviest([names[at] for at in columns], weights)
    columns, start = columns[kept], np.concatenate([weights[kept].ravel(), offsets])
    weights, offsets = fitted(divided(every[:, columns]), y, weigh, ROUNDS_AGAIN, start)
    units = np.rint(weights * 1000 / STEP).astype(np.int64)
    lifted = np.rint(offsets * 1000).astype(np.int64)
    lifted[0] += LIFT
    return Learnt(columns, units, lifted, _file([names[at] for at in columns], units, lifted))


def _heaviest(names, weights):
    """The places of the fragments that weigh most, as many as there is room for, in order."""
    most = np.abs(weights[:, :1] + weights[:, 1:] * SHARE / 1000).max(axis=1)
    order = np.lexsort((np.arange(len(names)), -most))
    sizes = np.array([len(one.encode()) for one in names]) + 3 + len(HEADS)
    return np.sort(order[np.cumsum(sizes[order]) < BYTES_MAX])


def _file(names, units, offsets):
    rows = [
        "piying scale 1",
        "% Made by bench/scale.py from the lines of tests/review/eval; not edited by hand.",
        "\t".join(["heads", *HEADS]),
        f"step\t{STEP}",
        f"share\t{SHARE}",
        f"gate\t{GATE}",
        "\t".join(["offsets", *map(str, offsets)]),
    ]
    for name, row in zip(names, units, strict=True):
        left, more = row, True
        while more:
            part = np.clip(left, -UNIT_MAX, UNIT_MAX)
            rows.append(f"{name}\t{''.join(chr(ZERO + unit) for unit in part)}")
            left = left - part
            more = left.any()
    return "\n".join(rows) + "\n"


class Talks:
    """The dialogues that are learnt from, with the other ordinary lines."""

    def __init__(self, reader, paths):
        folds, self.counted = dialogues(paths)
        self.rows = [reader.rows([one for talk in fold for one in talk]) for fold in folds]
        self.starts = [np.cumsum([0] + [len(talk) for talk in fold[:-1]]) for fold in folds]
        self.others = [
            (reader.rows(everyday()), OWN_WEIGH),
            (reader.rows(further(paths)), FURTHER_WEIGH),
        ]

    def but(self, fold):
        """The ordinary lines but those of one fold; None: all."""
        kept = [(rows, ORDINARY_WEIGH) for at, rows in enumerate(self.rows) if at != fold]
        return kept + self.others

    def heaviest(self, scale, fold):
        """What the heaviest utterance of every dialogue of a fold weighs."""
        return np.maximum.reduceat(scale.loads(self.rows[fold]), self.starts[fold])


def crossed(reader, lines, rows, talks):
    """A scale for each fold, learnt without it, and one that learnt from all; and the weight
    that is set for each share. Each is learnt in a process of its own.
    """
    _shared.append((reader.names, lines, rows, talks))
    with get_context("fork").Pool(FOLDS + 1) as pool:
        *scales, whole = pool.map(_learnt_but, [*range(FOLDS), None], chunksize=1)
    over = np.sort(np.concatenate([talks.heaviest(scales[at], at) for at in range(FOLDS)]))
    return scales, whole, [int(over[-1 - int(share * len(over))]) + 1 for share in SHARES]


_shared = []
"""What the processes that learn are given by being forked."""


def _learnt_but(fold):
    names, lines, rows, talks = _shared[-1]
    return learnt(names, lines, rows, talks.but(fold))


def attempt(reader, lines, talks, sources):
    """Prints what scales find in sources that they have not learnt from, at every share."""
    rest = np.array([one.source not in sources for one in lines])
    kept = [one for one in lines if one.source not in sources]
    scales, _, limits = crossed(reader, kept, reader.lines[rest], talks)
    hits = np.array([one.hit for one in lines])
    for source in sources:
        own = np.array([one.source == source for one in lines])
        loads = [scale.loads(reader.lines[own]) for scale in scales]
        for share, above in zip(SHARES, limits, strict=True):
            over = np.mean([one >= above for one in loads], axis=0)
            true, hit = over[hits[own]].sum(), hits[own].sum()
            told = f"P {true / over.sum():.3f} R {true / hit:.3f}"
            print(f"{source:16} {hit:5} {own.sum() - hit:5} {share:.3f} {above} {told}")


def count(paths):
    """Prints what the policy that ships sends to a person of what is only counted."""
    policy, (_, talks) = shipped(), dialogues(paths)

    def sent(text):
        found = read(policy, [unit_of(text)], Stage.SCRIPT)
        return any(one.level is not Level.NOTE for one in found)

    flags = [[sent(one) for one in talk] for talk in talks]
    said, all_said = sum(map(sum, flags)), sum(map(len, flags))
    print(f"{said} of {all_said} utterances, {100 * said / all_said:.3f} %")
    print(
        f"{sum(map(any, flags))} of {len(talks)} dialogues, "
        f"{100 * sum(map(any, flags)) / len(talks):.2f} %"
    )


def main(words):
    """Tries, makes or counts."""
    if words[0] == "count":
        count(words[1:])
        return
    lines = labelled()
    reader = Reader(lines)
    talks = Talks(reader, words[1:])
    print(f"{len(lines)} lines, {len(reader.names)} fragments", flush=True)
    if words[0] == "try":
        attempt(reader, lines, talks, words[1].split(","))
        return
    _, scale, limits = crossed(reader, lines, reader.lines, talks)
    (RULES / FILE).write_text(scale.file, encoding="utf-8")
    print(f'{len(scale.file.encode())} bytes, sha256 = "{digest(scale.file)}"', flush=True)
    for share, above in zip(SHARES, limits, strict=True):
        print(f"above {above}: {100 * share:.1f} % of dialogues")


if __name__ == "__main__":
    main(sys.argv[1:])
