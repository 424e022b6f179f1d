"""The page of a proposal: the source beside what a text model made of it, passage by passage.

One HTML file that needs nothing else and runs nothing. Every passage of the chapter is there,
and what nothing is made from stands out. Every text from a source or a model is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from piying.model.adaptation import Passage, Proposal, ProposedBeat, ProposedScene, Trace
from piying.model.messages import CATALOGUE, say

SPARE = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a page is made from."""

    proposal: Proposal
    text: str
    """The whole source."""
    title: str
    heading: str
    """Of the chapter; empty: the text has none."""
    source: str
    """The name of its file."""
    script: str
    """The name of the script beside the page."""
    cost: str
    """What was paid for the answers, as a person reads it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A beat with the scene that it stands in."""

    number: int
    scene: ProposedScene
    beat: ProposedBeat


def page(shown: Shown, language: str) -> str:
    """The page in `language`, "zh" or "en"."""
    proposal = shown.proposal
    beats = [
        Placed(number, scene, beat)
        for number, scene in enumerate(proposal.scenes, 1)
        for beat in scene.beats
    ]
    return _template().render(
        lang="zh-Hans" if language == "zh" else "en",
        css=Markup(_text("page.css")),  # noqa: S704 - our own file
        t=_Words(language),
        shown=shown,
        proposal=proposal,
        cards=_cards(shown, beats),
        rows=_rows(shown, beats, language),
        loose=[_beat(one, language) for one in beats if not one.beat.passage],
        comma=SPARE[language],
    )


class _Words:
    """The words of the page: `t.NAME`, or `t.NAME(count=…)` where they take data."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str | Callable[..., str]:
        code = f"render.proposal_{name}"
        if "{" in CATALOGUE[code].en:
            return lambda **data: say(code, self._language, **data)
        return say(code, self._language)


def covered_permille(proposal: Proposal) -> int:
    """How much of the chapter beats are made from, in thousandths of its letters."""
    used = {beat.passage for scene in proposal.scenes for beat in scene.beats if beat.end}
    whole = sum(one.end - one.start for one in proposal.passages)
    told = sum(one.end - one.start for one in proposal.passages if one.number in used)
    return told * 1000 // max(whole, 1)


def _cards(shown: Shown, beats: Sequence[Placed]) -> list[tuple[str, str, str]]:
    """(tone, figure, what it counts)."""
    proposal = shown.proposal
    count = {trace: sum(one.beat.trace is trace for one in beats) for trace in Trace}
    covered = covered_permille(proposal)
    return [
        ("", str(len(proposal.scenes)), "scenes"),
        ("", str(len(beats)), "beats"),
        ("good", str(count[Trace.VERBATIM]), "verbatim"),
        ("note", str(count[Trace.DRAWN]), "drawn"),
        ("block" if count[Trace.UNTRACED] else "good", str(count[Trace.UNTRACED]), "untraced"),
        ("", f"{covered // 10} %", "covered"),
        ("review" if proposal.untold else "good", str(len(proposal.untold)), "untold"),
        ("", shown.cost, "cost"),
    ]


def _rows(shown: Shown, beats: Sequence[Placed], language: str) -> list[dict[str, object]]:
    """The passages in order, each with the beats that are made from it."""
    of = defaultdict[int, list[Placed]](list)
    for one in beats:
        of[one.beat.passage].append(one)
    told = {n for event in shown.proposal.events for n in range(event.first, event.last + 1)}
    return [
        {
            "number": passage.number,
            "text": _marked(shown.text, passage, [one.beat for one in of[passage.number]]),
            "beats": [_beat(one, language) for one in of[passage.number]],
            "state": _state(passage, of[passage.number], told),
        }
        for passage in shown.proposal.passages
    ]


def _state(passage: Passage, beats: Sequence[Placed], told: set[int]) -> str:
    if beats:
        return ""
    return "outlined" if passage.number in told else "untold"


def _marked(text: str, passage: Passage, beats: Sequence[ProposedBeat]) -> Markup:
    """The passage with everything marked that a beat is made from."""
    shown, at = Markup(), passage.start
    for start, end in sorted((beat.start, beat.end) for beat in beats if beat.end):
        begin = max(start, at)
        if end <= begin:
            continue
        shown += escape(text[at:begin])
        shown += Markup("<mark>{}</mark>").format(text[begin:end])
        at = end
    return shown + escape(text[at : passage.end])


def _beat(one: Placed, language: str) -> dict[str, str]:
    beat, scene = one.beat, one.scene
    tones = {Trace.VERBATIM: "good", Trace.DRAWN: "note", Trace.UNTRACED: "block"}
    inside = say(f"render.proposal_{'inside' if scene.inside else 'outside'}", language)
    hour = say(f"render.proposal_{scene.hour}", language)
    who = beat.who or say(f"render.proposal_{beat.kind.value}", language)
    return {
        "kind": beat.kind.value,
        "who": who,
        "manner": beat.manner,
        "text": beat.text,
        "quote": beat.quote,
        "tone": tones[beat.trace],
        "trace": say(f"render.proposal_{beat.trace.value}", language),
        "untraced": "yes" if beat.trace is Trace.UNTRACED else "",
        "scene": f"{one.number} · {inside} {scene.location} · {hour}",
    }


def _text(name: str) -> str:
    return files("piying.render.proposal").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("page.html"))
