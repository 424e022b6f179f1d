"""Edit decision lists (CMX 3600) in: which shot stands where, as another tool left it.

Read are the events of the picture (channel V, B or anything with V in it) with their FROM
and TO CLIP NAME comments. Sound events are passed over: a list knows no levels, so the sound
follows the shots. What a list can say and a cut cannot is refused by its event: wipes, keys,
other speeds, black between shots, dropped frames.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from piying.cut.conform import Placed
from piying.cut.edl import BLACK, PASSAGE_NOTE
from piying.cut.timecode import frame_of
from piying.model.errors import Invalid
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from piying.model.clock import Rate

LINE_COUNT_MAX = 20_000

_EVENT = re.compile(
    r"(?P<number>\d+)\s+(?P<reel>\S+)\s+(?P<channel>\S+)\s+(?P<kind>C|D|W\d{1,3}|K[BO]?)"
    r"(?:\s+(?P<frames>\d+))?"
    r"\s+(?P<source_in>\S+)\s+(?P<source_out>\S+)\s+(?P<record_in>\S+)\s+(?P<record_out>\S+)"
)
_COMMENT = re.compile(r"\*\s*(FROM CLIP NAME|TO CLIP NAME|" + PASSAGE_NOTE + r")\s*:\s*(.*)")
_PASSED_OVER = re.compile(r"TITLE:|FCM:\s*NON|SPLIT:|\*|>>>|FINAL CUT PRO|AUD\s|CLIP NAME:")


@dataclass(slots=True)
class _Event:
    """One event: its lines and what its comments name."""

    number: str
    lines: list[re.Match[str]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)


def read_edl(text: str, rate: Rate) -> tuple[Placed, ...]:
    """The pictures of the list `text`, in order, at `rate`.

    Raises:
        Invalid: a line cannot be read, or asks for what a cut cannot do.
    """
    placed: list[Placed] = []
    shown = [event for event in _events(text) if "V" in _channel(event)]
    if not shown:
        raise Invalid("cut.edl_empty")
    shown.sort(key=lambda event: frame_of(event.lines[-1]["record_in"], rate))
    now = frame_of(shown[0].lines[-1]["record_in"], rate)
    for event in shown:
        one = _placed(event, rate)
        begin = frame_of(event.lines[-1]["record_in"], rate)
        if begin != now:
            code = "cut.gap" if begin > now else "cut.overlap"
            raise Invalid(code, name=one.name, frames=abs(begin - now))
        now += one.length
        placed.append(one)
    return tuple(placed)


def _channel(event: _Event) -> str:
    channel = event.lines[-1]["channel"].upper()
    return "V" if channel == "B" else channel


def _events(text: str) -> Iterator[_Event]:
    """The events of a list, each with the lines that share its number and its comments."""
    lines = text.removeprefix("\ufeff").splitlines()
    if len(lines) > LINE_COUNT_MAX:
        raise Invalid("cut.edl_line", line=LINE_COUNT_MAX, text="…")
    event: _Event | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if found := _EVENT.fullmatch(line):
            if event is None or event.number != found["number"]:
                if event is not None:
                    yield event
                event = _Event(found["number"])
            event.lines.append(found)
        elif line:
            _remark(event, line, number)
    if event is not None:
        yield event


def _remark(event: _Event | None, line: str, number: int) -> None:
    """Take in a line that is no event: a name, a remark, or what cannot be done."""
    if line.startswith("M2"):
        name = event.named.get("FROM CLIP NAME", event.number) if event else line
        raise Invalid("cut.speed_changed", name=name)
    if found := _COMMENT.match(line):
        if event is not None:
            event.named[found[1]] = found[2].strip()
    elif not _PASSED_OVER.match(line):
        raise Invalid("cut.edl_line", line=number, text=line)


def _placed(event: _Event, rate: Rate) -> Placed:
    line = event.lines[-1]
    times = [frame_of(line[what], rate) for what in _TIMES]
    length = times[3] - times[2]
    kind = line["kind"]
    leads = kind != "C"
    name = _name(event.named, line["reel"], leads=leads)
    if line["reel"].upper() in {BLACK, "BLACK"}:
        raise Invalid("cut.gap", name=f"{event.number} {line['reel']}", frames=length)
    if kind not in {"C", "D"}:
        raise Invalid("cut.edl_passage", name=name, kind=kind)
    if times[1] - times[0] != length:
        raise Invalid("cut.speed_changed", name=name)
    frames = int(line["frames"] or 0) if leads else 0
    passage = _passage(event, event.lines[:-1]) if frames else Transition.CUT
    return Placed(name, times[0], length, passage, frames, also=(line["reel"],))


_TIMES = ("source_in", "source_out", "record_in", "record_out")


def _name(named: dict[str, str], reel: str, *, leads: bool) -> str:
    """What the event shows: beside two lines, the clip that is led to."""
    asked = "TO CLIP NAME" if leads else "FROM CLIP NAME"
    return named.get(asked) or ("" if leads else named.get("TO CLIP NAME", "")) or reel


def _passage(event: _Event, before: Sequence[re.Match[str]]) -> Transition:
    """How the event leads over: as piying noted, out of black, or dissolving."""
    noted = event.named.get(PASSAGE_NOTE, "").lower()
    if noted in {kind.value for kind in Transition}:
        return Transition(noted)
    black = before and before[-1]["reel"].upper() in {BLACK, "BLACK"}
    return Transition.FADE if black else Transition.DISSOLVE
