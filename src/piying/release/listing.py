"""Listings: what a person writes of a series in `listings/SERIES.toml`, read strictly.

Filing numbers are not written there: they come from the dossiers, so that none is shown that
was not given. Pictures that are not named are drawn from the film.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.errors import Invalid
from piying.model.release import Age, Cover, Listing
from piying.model.tables import Table, document, rows
from piying.release.schedule import calendar

USES: dict[str, tuple[int, int]] = {
    "feed": (1080, 1920),
    "card": (720, 960),
    "wide": (1280, 720),
    "square": (800, 800),
}
"""Every picture that a listing needs, and its size."""

TITLE_MAX, SYNOPSIS_MAX, TAGS_MAX, CAST_MAX = 60, 500, 12, 40
_KEYS = (
    "title", "synopsis", "language", "tags", "age", "episodes_planned", "updates", "cast",
    "cover",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A listing as its file says it."""

    series: str
    title: str
    synopsis: str
    language: str
    cast: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    age: Age | None
    """None: nobody said it."""
    episodes_planned: int
    updates: str
    covers: tuple[tuple[str, str], ...]
    """(use, file) of the pictures that a person gave."""


def read_listing(text: str, file: str, series: str) -> Written:
    """What `text` says of `series`.

    Raises:
        Invalid: it is no TOML, has an unknown key, or a value that a listing cannot have.
    """
    top = document(text, file, _KEYS)
    told = Written(
        series=series,
        title=_within(top, "title", TITLE_MAX),
        synopsis=_within(top, "synopsis", SYNOPSIS_MAX, default=""),
        language=top.text("language", "zh"),
        cast=_cast(top),
        tags=_tags(top),
        age=top.one_of("age", Age) if "age" in top.cells else None,
        episodes_planned=top.whole("episodes_planned", least=1),
        updates=top.text("updates", "") if "updates" in top.cells else "",
        covers=_covers(top),
    )
    try:
        calendar(told.updates)
    except Invalid as error:
        raise top.wrong("updates", 'updates = "mon,wed,fri 18:00"') from error
    return told


def listing(
    told: Written, numbers: tuple[tuple[str, str], ...], covers: tuple[Cover, ...]
) -> Listing:
    """The listing that goes out.

    Raises:
        Invalid: the file gives no age.
    """
    if told.age is None:
        raise Invalid("release.age_missing", series=told.series)
    return Listing(
        told.series, told.title, told.synopsis, told.cast, told.tags, told.age, told.language,
        numbers, told.episodes_planned, told.updates, covers,
    )  # fmt: skip


def _within(top: Table, key: str, most: int, default: str | None = None) -> str:
    text = top.text(key, default)
    if len(text) > most:
        raise top.wrong(key, f'{key} = "… (1-{most})"')
    return text.strip()


def _cast(top: Table) -> tuple[tuple[str, str], ...]:
    found = []
    for row in rows(top, "cast", lambda row: row.text("name")):
        row.only(("name", "who"))
        found.append((row.text("name").strip(), row.text("who", "").strip()))
    if len(found) > CAST_MAX:
        raise top.wrong("cast", f"[[cast]] × 1-{CAST_MAX}")
    return tuple(found)


def _tags(top: Table) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(tag.strip() for tag in top.texts("tags")))
    if len(found) > TAGS_MAX or not all(found):
        raise top.wrong("tags", f'tags = ["…"] × 1-{TAGS_MAX}')
    return found


def _covers(top: Table) -> tuple[tuple[str, str], ...]:
    found = []
    for row in rows(top, "cover", lambda row: row.text("use")):
        row.only(("use", "file"))
        if row.text("use") not in USES:
            raise row.wrong("use", 'use = "' + '" | "'.join(USES) + '"')
        found.append((row.text("use"), row.text("file")))
    return tuple(found)
