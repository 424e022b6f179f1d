"""What to flag in a generated picture: writing that is not read exactly, strange figures.

Of a clip it is the picture in its middle that is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from piying.model.errors import Missing
from piying.render.figures import features, rank
from piying.render.media.heads import STILL_TYPES, media_type_of
from piying.render.media.moment import middle_picture
from piying.render.media.stills import Still
from piying.render.media.writing import writing_faults

WRITING, DRIFT = "writing", "drift"
Found = list[tuple[str, str]]
"""The word of each flag, and what was found."""


def looked_at(
    path: Path,
    words: Sequence[str],
    sheets: Mapping[str, Sequence[bytes]],
    own: str,
    margin: int,
) -> tuple[Found, list[Missing]]:
    """What is to be flagged in the still or clip `path`, and the packages that lack for it.

    `words` have to stand in it. `sheets` are the pictures of the people of the series, and
    `own` is who alone is seen; empty: nobody is compared. It is flagged if it is more like
    somebody else by more than `margin`, in thousandths.
    """
    found: Found = []
    missing: list[Missing] = []
    data = path.read_bytes()
    if media_type_of(path) not in STILL_TYPES:
        data = middle_picture(path, "-")
    try:
        pixels = Still(data, "-", path).pixels()
        found += [
            (WRITING, f"{fault.wanted} / {fault.read or '-'} ({fault.confidence})")
            for fault in (writing_faults(pixels, words) if words else ())
        ]
    except Missing as error:
        missing.append(error)
    try:
        found += [(DRIFT, said) for said in _drift(data, sheets, own, margin)]
    except Missing as error:
        missing.append(error)
    return found, missing


def _drift(
    data: bytes, sheets: Mapping[str, Sequence[bytes]], own: str, margin: int
) -> list[str]:
    """How much more the figure of `own` is like somebody else, where it is."""
    if own not in sheets:
        return []
    seen = features(Still(data, "-", "-").pixels()[..., :3])
    known = {
        name: [features(Still(one, name, "-").pixels()[..., :3]) for one in files]
        for name, files in sheets.items()
    }
    likes = {one.name: one.score for one in rank(seen, known)}
    name, best = max(likes.items(), key=lambda pair: pair[1])
    if name == own or best - likes[own] <= margin:
        return []
    return [f"{own} ({likes[own]}) / {name} ({best})"]
