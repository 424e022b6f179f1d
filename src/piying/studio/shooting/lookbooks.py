"""Lookbooks: the sheets of people, places, things and styles, brought in from `looks.toml`.

    [[character]]
    name = "林夏"                          # as the script calls her
    words = "十九岁的木匠，短发，蓝布衫"      # optional: describes her in prompts
    front = "looks/linxia-front.png"       # side, back likewise; paths from this file's folder
    faces = { neutral = "looks/linxia.png", happy = "looks/linxia-happy.png" }

    [[location]]
    name = "木匠铺客厅"
    plates = { any = "looks/shop.png", night = "looks/shop-night.png" }

    [[prop]]
    name = "key"                           # as the kit calls it
    plate = "looks/key.png"

    [[style]]
    name = "manhua"                        # as the cast file calls it
    words = "水墨漫画，粗线条"                # optional: the house style in prompts
    plate = "looks/style.png"

A row with `series = "…"` holds for that series alone. The files are kept in the store by their
digest, so a picture that was changed is another reference, and what was made by the old one is
stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.brief import Role
from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing
from piying.model.looks import Lookbook, Page, Sheet, View
from piying.model.script import DayTime
from piying.model.shot import Emotion
from piying.model.tables import Table, document, rows
from piying.store.disk import explained
from piying.studio.house import House
from piying.takes.looks import checked

if TYPE_CHECKING:
    from piying.render.media.stills import Still
else:
    Still = deferred("piying.render.media.stills:Still")

PICTURE_BYTES_MAX = 60_000_000
ANY = "any"
"""The plate for every time of day."""

_ROLES = {
    "character": Role.CHARACTER,
    "location": Role.LOCATION,
    "prop": Role.PROP,
    "style": Role.STYLE,
}
_SIDES = (View.FRONT, View.SIDE, View.BACK)
_KEYS = {
    Role.CHARACTER: ("name", "series", "words", *(side.value for side in _SIDES), "faces"),
    Role.LOCATION: ("name", "series", "words", "plate", "plates"),
    Role.PROP: ("name", "series", "words", "plate"),
    Role.STYLE: ("name", "series", "words", "plate"),
}


def lookbook(house: House, series: str, text: str, folder: Path) -> tuple[Lookbook, str]:
    """The sheets for `series` that `text` names, and the house style in words.

    Raises:
        Invalid: a key is unknown or wrong, or a file is no picture; it says what to write.
        Missing: a file that it names is not there.
    """
    top = document(text, "looks.toml", _ROLES)
    sheets: list[Sheet] = []
    style = ""
    for name, role in _ROLES.items():
        for row in rows(top, name, _called):
            row.only(_KEYS[role])
            if row.text("series", series) != series:
                continue
            sheet = Sheet(
                role, row.text("name"), tuple(_pages(house, row, role, folder)),
                row.text("words", ""),
            )  # fmt: skip
            if role is Role.STYLE:
                style = style or sheet.words
            sheets.append(sheet)
    return checked(Lookbook(tuple(sheets))), style


def _called(row: Table) -> str:
    series = row.text("series", "")
    return f"{series}/{row.text('name')}" if series else row.text("name")


def _pages(house: House, row: Table, role: Role, folder: Path) -> Iterator[Page]:
    if role is Role.CHARACTER:
        for side in _SIDES:
            if side.value in row.cells:
                yield _page(house, folder / row.text(side.value), row, side)
        for felt, file in _files(row, "faces", tuple(Emotion)):
            yield _page(house, folder / file, row, View.FACE, emotion=Emotion(felt))
        return
    if "plate" in row.cells:
        yield _page(house, folder / row.text("plate"), row, View.PLATE)
    for hour, file in _files(row, "plates", (ANY, *DayTime)):
        day_time = DayTime.UNKNOWN if hour == ANY else DayTime(hour)
        yield _page(house, folder / file, row, View.PLATE, day_time=day_time)


def _files(row: Table, key: str, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The files of a table in a row, with what each is for."""
    told = row.cells.get(key, {})
    right = isinstance(told, dict) and all(
        name in known and isinstance(file, str) and file for name, file in told.items()
    )
    if not right:
        shape = ", ".join(f'{name} = "FILE"' for name in known)
        raise row.wrong(key, f"{key} = {{ {shape} }}")
    assert isinstance(told, dict)  # noqa: S101 - said above
    yield from told.items()


def _page(
    house: House,
    path: Path,
    row: Table,
    view: View,
    *,
    emotion: Emotion | None = None,
    day_time: DayTime = DayTime.UNKNOWN,
) -> Page:
    """The picture `path`, kept in the store."""
    if not path.is_file():
        raise Missing("generating.no_picture", table=row.name, path=path)
    with explained(path):
        size = path.stat().st_size
        if size > PICTURE_BYTES_MAX:
            raise Invalid(
                "cli.file_too_large", path=path, size=f"{size:,}",
                limit=f"{PICTURE_BYTES_MAX:,}",
            )  # fmt: skip
        data = path.read_bytes()
    still = Still(data, row.name, path)
    return Page(
        house.store.blobs.put(data), view, still.media_type, still.width, still.height,
        len(data), emotion, day_time,
    )  # fmt: skip
