"""The page of a dossier: one HTML file that needs nothing else and runs nothing.

It shows everything that the dossier holds: what was found, what passed, and of what nothing
can be said. Every text from a script or a policy is escaped.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from piying.model.cut import Caption
from piying.model.messages import CATALOGUE, say
from piying.model.policy import Policy, Rule
from piying.model.review import Answer, Dossier, Finding, Inspection, Level, Unit
from piying.render.dossier.timeline import (
    Bar,
    Curve,
    Row,
    Timeline,
    bars_of,
    bars_of_findings,
    drawing,
)
from piying.render.qc.measures import MEASURES

LOUDNESS_LOW, LOUDNESS_HIGH = -48.0, -6.0
FLASH_LOW, FLASH_HIGH = 0.0, 12.0
LEVELS = (Level.BLOCK, Level.REVIEW, Level.NOTE)


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the story of a dossier, as a person reads it."""

    at: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a page is made from."""

    dossier: Dossier
    policy: Policy | None
    """None where the house no longer holds it: titles then come from the findings alone."""
    state: str
    """How it stands, in words of the reader's language."""
    inspection: Inspection | None = None
    units: Mapping[str, Sequence[Unit]] = field(default_factory=dict)
    """The texts that were read, by stage."""
    shots: tuple[tuple[str, int, int], ...] = ()
    """(shot, first frame, frame behind the last)."""
    captions: tuple[Caption, ...] = ()
    frames: Mapping[int, bytes] = field(default_factory=dict)
    """Pictures of frames, as JPEG."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What was said of findings, by fingerprint."""
    story: tuple[Happened, ...] = ()


def page(shown: Shown, language: str) -> str:
    """The page in `language`, "zh" or "en"."""
    return _template().render(
        lang="zh-Hans" if language == "zh" else "en",
        css=Markup(_text("page.css")),  # noqa: S704 - our own file
        t=_Words(language),
        **told(shown, language),
    )


def told(shown: Shown, language: str) -> dict[str, object]:
    """Everything that a page shows, in words of `language`, by the names of the template."""
    dossier = shown.dossier
    passes = [_rule_row(shown, rule, language) for rule in dossier.coverage.passed]
    undetermined = [{**_rule_row(shown, rule, language), "why": _why(why, language)}
                    for rule, why in dossier.coverage.undetermined]  # fmt: skip
    return {
        "dossier": dossier,
        "state": shown.state,
        "levels": _levels(dossier, language),
        "labels": _labels(dossier, language),
        "length": _length(shown.inspection),
        "because": [_because(one, language) for one in dossier.tiering.because],
        "questions": [_word("field", one, language) for one in dossier.tiering.questions],
        "tier": _word("tier", dossier.tiering.tier or "open", language),
        "reviewer": _word("reviewer", dossier.tiering.reviewer or "open", language),
        "must_file": _filings(shown, language),
        "timeline": _timeline(shown, language),
        "findings": [_finding(shown, one, language) for one in dossier.findings],
        "undetermined": undetermined,
        "passes": passes,
        "figures": _figures(shown.inspection, language),
        "story": shown.story,
        "digests": _digests(dossier, language),
    }


class _Words:
    """The words of the page: `t.NAME`, or `t.NAME(count=…)` where they take data."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str | Callable[..., str]:
        code = f"render.dossier_{name}"
        said = CATALOGUE[code]
        if "{" in said.en:
            return lambda **data: say(code, self._language, **data)
        return say(code, self._language)


def _word(sort: str, value: str, language: str) -> str:
    """What a value of a closed list is called; itself where a policy has a name of its own."""
    code = f"render.dossier_{sort}_{value}"
    return say(code, language) if code in CATALOGUE else value


def _levels(dossier: Dossier, language: str) -> list[dict[str, object]]:
    return [
        {
            "tone": level.value,
            "name": _word("level", level.value, language),
            "count": sum(one.level is level for one in dossier.findings),
        }
        for level in LEVELS
    ]


def _labels(dossier: Dossier, language: str) -> list[dict[str, str]]:
    tones = {Answer.YES: "good", Answer.NO: "block", Answer.UNKNOWN: "review"}
    return [
        {
            "tone": tones[answer],
            "said": _word("answer", answer.value, language),
            "name": say(f"render.dossier_{name}", language),
        }
        for name, answer in (
            ("label_explicit", dossier.label_explicit),
            ("label_implicit", dossier.label_implicit),
        )
    ]


def _length(inspection: Inspection | None) -> str:
    if inspection is None:
        return "–"
    seconds = inspection.frame_count * inspection.rate_den // inspection.rate_num
    return f"{seconds // 60}:{seconds % 60:02d}"


def _filings(shown: Shown, language: str) -> list[str]:
    names = {one.sort: one.title for one in shown.policy.filings} if shown.policy else {}
    return [
        getattr(names[sort], language) if sort in names else sort
        for sort in shown.dossier.tiering.must_file
    ]


def _rule_of(shown: Shown, rule: str) -> Rule | None:
    return shown.policy.rule(rule) if shown.policy else None


def _rule_row(shown: Shown, rule: str, language: str) -> dict[str, str]:
    known = _rule_of(shown, rule)
    return {"id": rule, "title": getattr(known.title, language) if known else ""}


def _finding(shown: Shown, one: Finding, language: str) -> dict[str, object]:
    rule = _rule_of(shown, one.rule)
    unit = _unit(shown, one)
    return {
        "rule": one.rule,
        "tone": one.level.value,
        "level": _word("level", one.level.value, language),
        "title": one.title_zh if language == "zh" else one.title_en,
        "why": _reason(one, language),
        "where": _where(shown, one, unit, language),
        "at_ms": _at_ms(shown, one, unit),
        "who": unit.speaker if unit else "",
        "quote": _quote(one, unit),
        "measured": _measured(one, language),
        "question": getattr(rule.question, language) if rule and rule.question else "",
        "cites": _cites(shown, one, language),
        "frames": _frames(shown, one),
        "answer": shown.answers.get(one.fingerprint, ""),
        "fingerprint": one.fingerprint,
    }


def _reason(one: Finding, language: str) -> str:
    """Why it was found; of a measure that is what was expected and measured, said apart."""
    if one.evidence.measured is not None and one.evidence.measured.value:
        return ""
    return one.why_zh if language == "zh" else one.why_en


def _because(told: str, language: str) -> str:
    """A field of the declaration with its value, in words."""
    key, mark, value = told.partition("=")
    if not mark:
        return told
    key, value = key.strip(), value.strip()
    return f"{_word('field', key, language)}: {_word('answer', value, language)}"


def _unit(shown: Shown, one: Finding) -> Unit | None:
    units = shown.units.get(one.at.stage.value, ())
    return units[one.at.unit] if 0 <= one.at.unit < len(units) else None


def _where(shown: Shown, one: Finding, unit: Unit | None, language: str) -> list[str]:
    at, words = one.at, [_word("stage", one.at.stage.value, language)]
    if at.element is not None:
        words.append(_word("element", at.element.value, language))
    if at.scene:
        words.append(say("render.dossier_scene", language, number=at.scene))
    if at.line:
        words.append(say("render.dossier_line", language, number=at.line))
    shot = at.shot or (unit.shot if unit else "")
    words += [shot] if shot else []
    if at.start_frame >= 0 and shown.inspection is not None:
        words.append(_clock(shown.inspection, at.start_frame))
    return words


def _at_ms(shown: Shown, one: Finding, unit: Unit | None) -> int:
    """When in the film it begins; -1 where nobody knows."""
    frame = max(one.at.start_frame, unit.start_frame if unit else -1)
    if frame < 0 or shown.inspection is None:
        return -1
    return frame * 1000 * shown.inspection.rate_den // shown.inspection.rate_num


def _clock(inspection: Inspection, frame: int) -> str:
    """Minutes, seconds and hundredths of a frame's time."""
    hundredths = frame * 100 * inspection.rate_den // inspection.rate_num
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes}:{rest // 100:02d}.{rest % 100:02d}"


def _quote(one: Finding, unit: Unit | None) -> Markup:
    """The text with everything that was matched in it marked."""
    if unit is None:
        return escape(one.evidence.quote)
    spans = sorted((match.start, match.end) for match in one.evidence.matches
                   if match.unit in (-1, one.at.unit))  # fmt: skip
    spans = spans or [(one.at.start, one.at.end)]
    shown, at = Markup(), 0
    for start, end in spans:
        begin = max(start, at)
        if end <= begin:
            continue
        shown += escape(unit.text[at:begin])
        shown += Markup("<mark>{}</mark>").format(unit.text[begin:end])
        at = end
    return shown + escape(unit.text[at:])


def _measured(one: Finding, language: str) -> dict[str, str] | None:
    found = one.evidence.measured
    if found is None:
        return None
    return {"measure": _measure(found.measure, language),
            "expected": _in_words(found.expected, language),
            "value": _in_words(found.value, language)}  # fmt: skip


def _in_words(told: str, language: str) -> str:
    """A number with its unit in the reader's language."""
    number, _, unit = told.rpartition(" ")
    return f"{number} {_word('unit', unit, language)}" if number else told


def _measure(name: str, language: str) -> str:
    measure = MEASURES.get(name)
    return say(measure.code, language) if measure else name


def _cites(shown: Shown, one: Finding, language: str) -> list[dict[str, str]]:
    sources = {one.id: one for one in shown.policy.sources} if shown.policy else {}
    return [
        {
            "title": sources[cite.source].title if cite.source in sources else cite.source,
            "clause": cite.clause,
            "quote": cite.quote,
            "read": _word("read", sources[cite.source].read.value, language)
            if cite.source in sources else "",
        }
        for cite in one.cite
    ]  # fmt: skip


def _frames(shown: Shown, one: Finding) -> list[dict[str, str]]:
    wanted = one.evidence.frames or ((one.at.start_frame,) if one.at.start_frame >= 0 else ())
    return [
        {"data": base64.b64encode(shown.frames[frame]).decode(),
         "alt": _clock(shown.inspection, frame) if shown.inspection else str(frame)}
        for frame in wanted if frame in shown.frames
    ]  # fmt: skip


def _figures(inspection: Inspection | None, language: str) -> list[dict[str, str]]:
    if inspection is None:
        return []
    return [
        {
            "name": _measure(one.measure, language),
            "value": _value(one.value_milli, one.unit, language),
            "why": _why(one.why, language),
        }
        for one in inspection.figures
    ]


def _value(milli: int | None, unit: str, language: str) -> str:
    if milli is None:
        return _word("answer", "unknown", language)
    if unit == "yes":
        return _word("answer", "yes" if milli else "no", language)
    return f"{milli / 1000:g}" + ("" if unit == "1" else f" {_word('unit', unit, language)}")


def _why(told: str, language: str) -> str:
    """A reason in the reader's language: its codes and measures are said, the rest is as is."""
    words = []
    for word in told.split():
        bare = word.rstrip(",:;")
        said = say(bare, language) if bare in CATALOGUE else _measure(bare, language)
        words.append(said + word[len(bare) :])
    return " ".join(words)


def _digests(dossier: Dossier, language: str) -> list[dict[str, str]]:
    named = {
        "script": dossier.script, "cut": dossier.cut, "master": dossier.master,
        "captions": dossier.captions, "policy": dossier.policy,
    }  # fmt: skip
    return [
        {"name": say(f"render.dossier_of_{name}", language), "digest": digest}
        for name, digest in named.items()
        if digest
    ]


def _timeline(shown: Shown, language: str) -> Markup:
    """The lanes of the film; nothing where there is no film."""
    inspection = shown.inspection
    if inspection is None or not inspection.frame_count:
        return Markup()
    titles = [one.title_zh if language == "zh" else one.title_en
              for one in shown.dossier.findings]  # fmt: skip
    rows: list[Row | Curve] = [
        Row(_lane("findings", language), bars_of_findings(shown.dossier.findings, titles)),
        Row(_lane("shots", language),
            tuple(Bar(first, last - 1, "shot", shot) for shot, first, last in shown.shots)),
        *_measured_rows(inspection, language),
        Row(_lane("captions", language),
            tuple(Bar(one.start, one.start + one.length, "caption", one.text)
                  for one in shown.captions)),
    ]  # fmt: skip
    rate = inspection.rate_num / inspection.rate_den
    kept = tuple(row for row in rows if isinstance(row, Curve) or row.bars)
    name = say("render.dossier_timeline", language)
    told = Timeline(inspection.frame_count, rate, kept, name)
    return Markup(drawing(told))  # noqa: S704 - escaped where it was written


def _measured_rows(inspection: Inspection, language: str) -> list[Row | Curve]:
    def bars(measure: str, tone: str) -> tuple[Bar, ...]:
        unit = MEASURES[measure].unit
        name = _measure(measure, language)
        return bars_of(inspection, measure, tone, name, unit="" if unit == "1" else unit)

    motion = tuple(
        Bar(one.start_frame, one.end_frame, _TONES.get(one.note, "still"), one.note)
        for one in inspection.spans
        if one.measure == "motion"
    )
    rows: list[Row | Curve] = [
        Row(_lane("cuts", language), bars("cut", "cut")),
        Row(_lane("black", language), (*bars("black", "black"), *bars("freeze", "freeze"))),
        Row(_lane("motion", language), motion),
        Row(_lane("flash", language),
            (*bars("flash.general", "flash"), *bars("flash.red", "flash"))),
        Row(_lane("silence", language), bars("silence", "silence")),
        Row(_lane("label", language), bars("label.explicit", "label")),
    ]  # fmt: skip
    for lane in inspection.lanes:
        if lane.measure == "loudness.short":
            marks = ((-16.0, "-16 LUFS"),)
            name = _lane("loudness", language)
            rows.append(Curve(name, lane, LOUDNESS_LOW, LOUDNESS_HIGH, marks))
        elif lane.measure == "flash.general" and max(lane.values_milli, default=0):
            marks = ((6.0, "3 Hz"),)
            name = _lane("transitions", language)
            rows.append(Curve(name, lane, FLASH_LOW, FLASH_HIGH, marks))
    return rows


_TONES = {"still": "still", "pan": "pan", "ken_burns": "pan", "animated": "animated"}


def _lane(name: str, language: str) -> str:
    return say(f"render.dossier_lane_{name}", language)


def _text(name: str) -> str:
    return files("piying.render.dossier").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("page.html"))
