"""Makes the scale that ships: what fragments of Chinese lines weigh, by labelled lines.

    .venv/bin/python bench/scale.py try ORDINARY.csv …      figures by lines not learnt from
    .venv/bin/python bench/scale.py make ORDINARY.csv …     writes the scale and says its digest

The labelled lines are those of tests/review/eval. ORDINARY.csv are the parts `valid` and `test`
of CPED, a published corpus of Chinese television dialogue (Apache-2.0), which is not kept here:
columns `Dialogue_ID` and `Utterance`. A scale holds only fragments of the labelled lines; the
dialogues say which of those are everyday speech. Half of the dialogues, by the hash of their
name, is learnt from; of the other half a part sets the thresholds and a part is only counted.

One logistic regression in general and one for each head, all on the same fragments, by L-BFGS
in double precision. The same lines give the same file on the same kind of processor.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from piying.model.canon import digest  # noqa: E402  # after the path is set
from piying.model.review import Element, Level, Stage, Unit  # noqa: E402
from piying.review.policy.load import load  # noqa: E402
from piying.review.policy.scales import ZERO, scale_of  # noqa: E402
from piying.review.text.machine import machine_of  # noqa: E402
from piying.review.text.read import read, standing_in  # noqa: E402
from piying.review.text.scale import FEW, SOUND_MARK, beam_of, fragments_of, weighed  # noqa: E402
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
LABELLED_WEIGH = 2.0
"""A labelled line counts as so many ordinary ones."""
ROUNDS = 50
SHARE = 300
STEP = 40
"""Thousandths of one unit of a weight."""
UNIT_MAX = 46
LIFT = 5000
"""Added to every weight, so that a person reads no negative ones."""
GATE = LIFT - 3000
BYTES_MAX = 590_000
"""Of the file; the lightest fragments are left out."""
LEARNT, CHOSEN = 128, 192
"""By the first byte of its hash a dialogue is learnt from, sets thresholds, or is counted."""


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
    """The published dialogues by their name: those learnt from, those that choose, the rest."""
    rows = {}
    for path in paths:
        with Path(path).open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["Dialogue_ID"], []).append(row["Utterance"])
    parts = [], [], []
    for name in sorted(rows):
        byte = hashlib.sha256(name.encode()).digest()[0]
        parts[(byte >= LEARNT) + (byte >= CHOSEN)].append(rows[name])
    return parts


def policy_without():
    """The policy that ships, without the rules that weigh."""
    texts = {one.name: one.read_text("utf-8") for one in RULES.glob("*.toml")}
    main = texts[MAIN].replace(f'"{PART}",', "")
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
    """Fragments of lines, each line read once."""

    def __init__(self, policy):
        self.policy = policy
        self.machine = machine_of(policy)
        self.kept = {}
        self.flags = {}

    def fragments(self, text):
        """The fragments of `text`."""
        if text not in self.kept:
            reading, sets = standing_in(self.machine, unit_of(text))
            self.kept[text] = fragments_of(reading, sets)
        return self.kept[text]

    def sent(self, text):
        """Whether the rules of words send it to a person."""
        if text not in self.flags:
            self.flags[text] = self._sent(text)
        return self.flags[text]

    def _sent(self, text):
        found = read(self.policy, [unit_of(text)], Stage.SCRIPT)
        return any(one.level is not Level.NOTE for one in found)


def written():
    """The sign of a syllable → how a scale writes it."""
    return {sign_of(said): near(said) for said in sorted(syllables())}


def vocabulary(reader, lines):
    """The fragments that are learnt, with how the file writes them."""
    said = written()
    seen = Counter(key for line in lines for key in reader.fragments(line.text))
    found = {}
    for key, count in sorted(seen.items()):
        if count < SEEN_MIN or " " in key:
            continue
        if not key.startswith(SOUND_MARK):
            found[key] = key
        elif all(sign in said for sign in key[1:]):
            found[key] = SOUND_MARK + SOUND_MARK.join(said[sign] for sign in key[1:])
    order = sorted(found, key=found.__getitem__)
    return {key: at for at, key in enumerate(order)}, [found[key] for key in order]


def matrix(reader, places, texts):
    """A row for each text, a column for each fragment, as a scale weighs them."""
    starts, columns, values = [0], [], []
    for text in texts:
        known = sorted(places[key] for key in reader.fragments(text) if key in places)
        columns += known
        values += [max(FEW, len(known)) ** -0.25] * len(known)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(texts), len(places)))


def fitted(x, y, weigh):
    """Weights by fragment and head, and what a line without fragments weighs."""
    size, many = x.shape[1], y.shape[1]
    across, signs = x.T.tocsr(), 2.0 * y - 1

    def cost(flat):
        weights, offsets = flat[: size * many].reshape(size, many), flat[size * many :]
        margin = signs * (x @ weights + offsets)
        loss = (weigh * np.logaddexp(0, -margin)).sum() + RIDGE / 2 * (weights**2).sum()
        slope = -weigh * signs / (1 + np.exp(np.minimum(margin, 50)))
        return loss, np.concatenate([(across @ slope + RIDGE * weights).ravel(), slope.sum(0)])

    start = np.zeros(size * many + many)
    options = {"maxiter": ROUNDS, "maxcor": 8}
    done = minimize(cost, start, jac=True, method="L-BFGS-B", options=options).x
    return done[: size * many].reshape(size, many), done[size * many :]


def learnt(reader, lines, ordinary):
    """The file of a scale that is learnt from those lines."""
    places, names = vocabulary(reader, lines)
    texts = [line.text for line in lines] + ordinary
    y = np.zeros((len(texts), 1 + len(HEADS)))
    for at, line in enumerate(lines):
        y[at, 0] = line.hit
        if line.hit and line.category in HEADS:
            y[at, 1 + HEADS.index(line.category)] = 1
    weigh = np.ones((len(texts), 1))
    weigh[: len(lines)] = LABELLED_WEIGH
    weights, offsets = fitted(matrix(reader, places, texts), y, weigh)
    units = np.clip(np.rint(weights * 1000 / STEP), -UNIT_MAX, UNIT_MAX).astype(int)
    rows = [
        "piying scale 1",
        "% Made by bench/scale.py from the lines of tests/review/eval; not edited by hand.",
        "\t".join(["heads", *HEADS]),
        f"step\t{STEP}",
        f"share\t{SHARE}",
        f"gate\t{GATE}",
        "\t".join(["offsets", *_lifted(offsets)]),
    ]
    rows += _heaviest(names, units, BYTES_MAX - len("\n".join(rows).encode()))
    return "\n".join(rows) + "\n"


def _lifted(offsets):
    """Offsets in thousandths; the general one is lifted."""
    told = [round(one * 1000) for one in offsets]
    return [str(told[0] + LIFT), *map(str, told[1:])]


def _heaviest(names, units, room):
    """The rows of the fragments that weigh most, as many as there is room for, in order."""
    most = np.abs(1000 * units[:, :1] + SHARE * units[:, 1:]).max(axis=1)
    kept = []
    for at in np.lexsort((np.arange(len(names)), -most)):
        row = f"{names[at]}\t{''.join(chr(ZERO + unit) for unit in units[at])}"
        room -= len(row.encode()) + 1
        if room < 0 or not most[at]:
            break
        kept.append((at, row))
    return [row for _, row in sorted(kept)]


@cache
def _beam(text):
    return beam_of(scale_of("lines", text))


def loads(reader, text, texts):
    """What each of `texts` weighs by the file `text`: its head and weight, or None."""
    beam = _beam(text)
    found = []
    for one in texts:
        weights = weighed(beam, reader.fragments(one))
        found.append(max(((w, head) for head, w in weights.items()), default=None))
    return found


def threshold(reader, text, talks, share):
    """The weight that so small a share of dialogues exceeds, that no rule of words sends."""
    over = []
    for talk in talks:
        if not any(reader.sent(one) for one in talk):
            heavy = [one[0] for one in loads(reader, text, talk) if one]
            over.append(max(heavy, default=GATE))
    over.sort(reverse=True)
    return over[int(share * len(talks))] + 1


def told(name, lines, sent, over):
    """A row: precision and recall of the rules, of the scale, and of both."""
    row = f"{name:16} {sum(one.hit for one in lines):5} {sum(not one.hit for one in lines):5}"
    for flags in (sent, over, [a or b for a, b in zip(sent, over, strict=True)]):
        true = sum(f and one.hit for f, one in zip(flags, lines, strict=True))
        row += (
            f" | {true / max(1, sum(flags)):.3f} {true / max(1, sum(x.hit for x in lines)):.3f}"
        )
    return row


def disturbed(reader, text, talks, above):
    """The shares of utterances and of dialogues that rules, then both, send to a person."""
    utterances = [one for talk in talks for one in talk]
    sent = dict(zip(utterances, map(reader.sent, utterances), strict=True))
    heavy = loads(reader, text, utterances)
    over = {u: bool(one and one[0] >= above) for u, one in zip(utterances, heavy, strict=True)}
    rows = []
    for flags in (sent, {u: sent[u] or over[u] for u in utterances}):
        rows.append(sum(flags[u] for u in utterances) / len(utterances))
        rows.append(sum(any(flags[u] for u in talk) for talk in talks) / len(talks))
    return " ".join(f"{100 * one:.2f} %" for one in rows)


def attempt(reader, lines, parts, shares=(0.0045, 0.009, 0.015)):
    """Prints the figures of every source by a scale that was learnt from the others."""
    ordinary = everyday() + [one for talk in parts[0] for one in talk]
    for source in dict.fromkeys(one.source for one in lines):
        rest = [one for one in lines if one.source != source]
        own = [one for one in lines if one.source == source]
        file = learnt(reader, rest, ordinary)
        sent = [reader.sent(one.text) for one in own]
        heavy = loads(reader, file, [one.text for one in own])
        for share in shares:
            above = threshold(reader, file, parts[1], share)
            over = [bool(one and one[0] >= above) for one in heavy]
            print(told(f"{source} {above}", own, sent, over), flush=True)


def main(words):
    """Tries or makes the scale."""
    reader, lines, parts = Reader(policy_without()), labelled(), dialogues(words[1:])
    print(f"{len(lines)} lines; dialogues: {[len(part) for part in parts]}")
    if words[0] == "try":
        attempt(reader, lines, parts)
        return
    file = learnt(reader, lines, everyday() + [one for talk in parts[0] for one in talk])
    (RULES / FILE).write_text(file, encoding="utf-8")
    print(f'{len(file.encode())} bytes, sha256 = "{digest(file)}"')
    for share in (0.0035, 0.0045, 0.006, 0.009, 0.012, 0.015):
        above = threshold(reader, file, parts[1], share)
        print(f"above {above}: {disturbed(reader, file, parts[2], above)}")


if __name__ == "__main__":
    main(sys.argv[1:])
