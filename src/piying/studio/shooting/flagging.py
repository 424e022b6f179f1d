"""Flagging: generated pictures looked at for writing that went wrong and for strange faces.

What is found is told and never refuses a take. Both looks need optional packages: where one is
not installed that is told once, and the pictures stay without that flag.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from piying.model.brief import Role
from piying.model.errors import PiyingError
from piying.model.looks import Lookbook
from piying.model.take import Flag, FlagWord, Take
from piying.render.workers import function_named
from piying.studio.house import House
from piying.studio.shooting.asking import Ask
from piying.studio.shooting.flags import raise_flags

SEEN_TYPES = ("image/", "video/")
"""How the media types begin that are looked at."""
LOOK = "piying.render.media.flagged:looked_at"
"""What looks at a picture; it is loaded only where there is something to look at."""
DRIFT_MARGIN = 40
"""In thousandths: so much more like somebody else a figure has to be to be flagged."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked for and could not be, with the reason, each once."""

    unseen: tuple[PiyingError, ...] = ()


def flag_takes(house: House, book: Lookbook, made: Iterable[tuple[Ask, Take]]) -> Looked:
    """Look at every still of `made`, and at the middle of every clip; keep flags of them.

    That a take was looked at is kept too, so that `was_looked_at` says it.
    """
    unseen: dict[str, PiyingError] = {}
    people = {
        sheet.name: [page.blob for page in sheet.pages]
        for sheet in book.sheets
        if sheet.role is Role.CHARACTER and sheet.pages
    }
    for ask, take in made:
        facts = take.facts
        if take.blob is None or facts is None or not facts.media_type.startswith(SEEN_TYPES):
            continue
        own = _alone(ask) if len(people) > 1 else ""
        if not ask.words and not own:
            continue
        sheets = {
            name: [house.store.blobs.get(blob) for blob in blobs]
            for name, blobs in (people if own else {}).items()
        }
        path = house.store.blobs.proved((take.blob,))[take.blob]
        found, missing = function_named(LOOK)(path, ask.words, sheets, own, DRIFT_MARGIN)
        unseen |= {error.code: error for error in missing}
        flags = [Flag(FlagWord(word), said) for word, said in found]
        if flags or not missing:
            raise_flags(house, take.id, flags)
    return Looked(tuple(unseen.values()))


def _alone(ask: Ask) -> str:
    """The one person whose sheet went with the brief; empty where there are others or none."""
    names = {one.name for one in ask.brief.references if one.role is Role.CHARACTER}
    return names.pop() if len(names) == 1 else ""
