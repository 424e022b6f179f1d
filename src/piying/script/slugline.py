"""Scene headings as Fountain and Final Draft write them, and the parts of any heading.

::

    heading = prefix ("." | " ") location { " - " location } [ " - " time { " - " words } ]
    prefix  = "INT" | "EXT" | "EST" | "INT./EXT" | "INT/EXT" | "I/E"     in any case

The specification's list ends there; `EXT/INT`, `EXT./INT` and `E/I` are read as well, for
the same words in the other order mean the same. A heading without a prefix may be one of the
Chinese idioms, such as `1-2 夜 外 码头`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from piying.model.script import DayTime, Heading, Place
from piying.script.hours import ENGLISH_TIME, day_time
from piying.script.idioms import heading
from piying.script.lines import WHITE

_PREFIX = re.compile(
    r"[*_]*(?P<place>INT\.?/EXT|EXT\.?/INT|I/E|E/I|INT|EXT|EST)(?P<end>\.(?:[ \t]*)|[ \t]+|$)",
    re.IGNORECASE,
)
_PLACES = {"INT": Place.INTERIOR, "EXT": Place.EXTERIOR, "EST": Place.EXTERIOR}
_PARTS = re.compile(r"[ \t]+(?:-{1,3}|[\u2013\u2014])[ \t]+")
_NUMBER = re.compile(r"[^\W_](?:[^\W_]|[.-])*|[.-]+[^\W_](?:[^\W_]|[.-])*")
_SCENE = re.compile(r"([0-9]{1,6})[A-Za-z]{0,2}\.?")
_BARE = re.compile(r"[*_]+")


def is_prefixed(text: str) -> bool:
    """Whether `text` begins as the specification's list of headings says."""
    return _PREFIX.match(text) is not None


def numbered(text: str) -> tuple[str, str]:
    """A heading without the scene number at its end, `#110A#`, and that number, or ""."""
    line = text.rstrip(WHITE)
    if not line.endswith("#"):
        return text, ""
    at = line.rfind("#", 0, -1)
    number = line[at + 1 : -1] if at >= 0 else ""
    if not _NUMBER.fullmatch(number):
        return text, ""
    return line[:at].rstrip(WHITE), number


def heading_of(text: str, number: str = "") -> Heading:
    """The parts of a heading written `text`, whose number between # # is `number`.

    The parts follow from these two alone; a heading that no grammar fits is all location.
    """
    found = _PREFIX.match(text)
    made = None if found else heading(text)
    if made is None:
        made = _western(text, found)
    if not number:
        return made
    scene = _SCENE.fullmatch(number)
    return replace(made, number=number, scene=int(scene[1]) if scene else made.scene)


def _western(text: str, found: re.Match[str] | None) -> Heading:
    """The parts of a heading in English order, with or without a prefix."""
    place = Place.UNKNOWN
    words = text
    if found:
        place = _PLACES.get(found["place"].upper(), Place.BOTH)
        words = text[found.end() :]
    parts = [_BARE.sub("", part).strip(WHITE) for part in _PARTS.split(words.strip(WHITE))]
    timed = [at for at, part in enumerate(parts) if at and ENGLISH_TIME.search(part)]
    if len(parts) > 1 and not timed and day_time(parts[-1]) is not DayTime.UNKNOWN:
        timed = [len(parts) - 1]
    if not timed:
        return Heading(place=place, location=" - ".join(parts))
    time = next((parts[at] for at in timed if day_time(parts[at]) is not DayTime.UNKNOWN), "")
    time = time or parts[timed[0]]
    return Heading(
        place=place,
        location=" - ".join(parts[: timed[0]]),
        time=time,
        day_time=day_time(time),
    )
