"""Model cards out of TOML: one `[[model]]` for each model of one provider.

    provider = "…"
    [[model]]
    id = "…"             medium = "video"        languages = ["zh", "en"]
    sizes = [{ name = "720p", frames = ["720x1280"], seconds = [4, 8] }]
    seconds = [4, 6, 8]                 or    shortest_seconds, longest_seconds, step_seconds
    roles = { character = 3, clip = { most = 3, seconds_max = 15.1 } }
    source = { title = "…", url = "…", read_on = 2026-11-22, confidence = "B" }

A key that is left out says that the vendor names no such limit, or cannot do it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from piying.model.brief import Medium, Role
from piying.model.card import ModelCard, RoleLimit, Size
from piying.model.tables import Table, document, rows

_KEYS = (
    "id", "medium", "sizes", "seconds", "referenced_seconds", "shortest_seconds",
    "longest_seconds", "step_seconds", "rate", "prompt_characters_max", "references_max",
    "pictures_max", "frames_alone", "roles", "reference_side_min", "reference_stretch_max",
    "reference_bytes_max", "shots_max", "shot_characters_max", "languages", "words",
    "structured", "marks", "sound", "seeds", "tokens_max", "offline", "retires_on",
    "successor", "note", "source", "provider",
)  # fmt: skip
_FRAME = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})\Z")
MILLI = 1000


def cards(text: str, file: str) -> tuple[ModelCard, ...]:
    """The cards in the TOML `text`; `file` is what refusals call it.

    Raises:
        Invalid: a key is unknown, missing or of the wrong sort; it says what to write.
    """
    top = document(text, file, ("provider", "model"))
    provider = top.text("provider", "")
    return tuple(_card(row, provider) for row in rows(top, "model"))


def laid_over(below: Sequence[ModelCard], above: Sequence[ModelCard]) -> tuple[ModelCard, ...]:
    """The cards of `below`, those of `above` in the place of their like, then its others.

    Cards are alike that are for the same model and medium of one provider.
    """
    newer = {(card.provider, card.model, card.medium): card for card in above}
    kept = [newer.pop((card.provider, card.model, card.medium), card) for card in below]
    return (*kept, *newer.values())


def _card(row: Table, provider: str) -> ModelCard:
    row.only(_KEYS)
    lengths = _seconds(row, "seconds")
    longest = _milli(row, "longest_seconds") or max(lengths, default=0)
    shortest = _milli(row, "shortest_seconds") or min(lengths, default=0)
    if longest < shortest:
        raise row.wrong("longest_seconds", f"longest_seconds = {shortest // MILLI}")
    return ModelCard(
        provider=row.text("provider", provider or None),
        model=row.text("id"),
        medium=row.one_of("medium", Medium),
        sizes=_sizes(row),
        lengths_ms=lengths,
        referenced_ms=_seconds(row, "referenced_seconds"),
        shortest_ms=shortest,
        longest_ms=longest,
        step_ms=_milli(row, "step_seconds"),
        rate=row.whole("rate", 0),
        prompt_characters_max=row.whole("prompt_characters_max", 0),
        references_max=row.whole("references_max", 0),
        pictures_max=row.whole("pictures_max", 0),
        frames_alone=row.yes("frames_alone"),
        roles=_roles(row),
        reference_side_min=row.whole("reference_side_min", 0),
        reference_stretch_max_permille=_milli(row, "reference_stretch_max"),
        reference_bytes_max=row.whole("reference_bytes_max", 0),
        shots_max=row.whole("shots_max", 1, least=1),
        shot_characters_max=row.whole("shot_characters_max", 0),
        languages=row.texts("languages"),
        words=row.yes("words"),
        structured=row.yes("structured"),
        marks=row.yes("marks"),
        sound=row.yes("sound"),
        seeds=row.yes("seeds"),
        tokens_max=row.whole("tokens_max", 0),
        offline=row.yes("offline"),
        retires_on=row.day("retires_on"),
        successor=row.text("successor", ""),
        note=row.text("note", ""),
        source=row.source(),
    )


def _sizes(row: Table) -> tuple[Size, ...]:
    told = row.cells.get("sizes", [])
    shape = 'sizes = [{ name = "720p", frames = ["720x1280"] }]'
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise row.wrong("sizes", shape)
    found = []
    for cells in told:
        size = Table(row.file, f"{row.name}, sizes", cells)
        size.only(("name", "frames", "seconds"))
        lengths = _seconds(size, "seconds")
        for frame in size.texts("frames"):
            sides = _FRAME.match(frame)
            if sides is None:
                raise size.wrong("frames", 'frames = ["720x1280"]')
            width, height = int(sides[1]), int(sides[2])
            found.append(Size(size.text("name"), width, height, lengths))
    return tuple(found)


def _roles(row: Table) -> tuple[RoleLimit, ...]:
    told = row.cells.get("roles", {})
    shape = "roles = { character = 3, clip = { most = 3, seconds_max = 15.1 } }"
    if not isinstance(told, dict):
        raise row.wrong("roles", shape)
    limits = Table(row.file, f"{row.name}, roles", told)
    limits.only(tuple(Role))
    found = []
    for word, limit in told.items():
        if isinstance(limit, dict):
            both = Table(row.file, f"{row.name}, roles {word}", limit)
            both.only(("most", "seconds_max"))
            most = both.whole("most", least=1)
            found.append(RoleLimit(Role(word), most, _milli(both, "seconds_max")))
        else:
            found.append(RoleLimit(Role(word), limits.whole(word, least=1)))
    return tuple(found)


def _seconds(row: Table, key: str) -> tuple[int, ...]:
    told = row.cells.get(key, [])
    if not isinstance(told, list):
        raise row.wrong(key, f"{key} = [4, 6, 8]")
    lengths = []
    for each in told:
        if not isinstance(each, int | Fraction) or isinstance(each, bool) or each <= 0:
            raise row.wrong(key, f"{key} = [4, 6, 8]")
        lengths.append(_whole_milli(row, key, Fraction(each)))
    return tuple(sorted(set(lengths)))


def _milli(row: Table, key: str) -> int:
    if key not in row.cells:
        return 0
    told = row.exact(key)
    if not told:
        raise row.wrong(key, f"{key} = 4")
    return _whole_milli(row, key, told)


def _whole_milli(row: Table, key: str, told: Fraction) -> int:
    milli = told * MILLI
    if milli.denominator != 1:
        raise row.wrong(key, f"{key} = {round(told)}")
    return int(milli)
