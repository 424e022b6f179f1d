"""comic: pages of a comic become a script, pictures and a board, ready to be made a film.

What is read goes into a folder of its own: `script.txt`, the panels as pictures, and
`comic.toml`, which says where every panel was found and what was read in it with how much
confidence. A person corrects the script there and runs the verb on the folder; nothing that
stands in the folder is ever written over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from piying.model.errors import Conflict, Invalid, Missing
from piying.model.script import Script
from piying.model.shot import Board
from piying.model.take import TakeKind
from piying.render.comic.balloons import Balloon, balloons
from piying.render.comic.pages import Page, pages
from piying.render.comic.panels import Panel, Reading, panels
from piying.render.comic.plate import covers, plate
from piying.render.ocr import read_words
from piying.script.paneltext import PanelText, panel_of_elements, script_of
from piying.store.disk import explained, make_folder
from piying.studio.house import House
from piying.studio.shooting.board import board
from piying.studio.shooting.bring import bring
from piying.studio.shooting.hand import shelf, use
from piying.studio.writing.write import Written, write

SCRIPT, TABLE, PANELS = "script.txt", "comic.toml", "panels"
UNSURE = 850
"""What was read with less confidence, in thousandths, a person should look at."""
HAN_SHARE = 4
WIDE = 1.25
"""A panel so much wider than high is looked at from side to side."""
HIGH = 0.4
"""A panel so narrow for its height is looked at downward."""


@dataclass(frozen=True, slots=True)
class Found:
    """A panel, and what was read in it."""

    page: int
    panel: int
    of: str
    """The name of its page's file."""
    box: Panel
    said: tuple[Balloon, ...]

    @property
    def picture(self) -> str:
        """Its picture, as seen from the folder."""
        return f"{PANELS}/{self.page:03d}-{self.panel:02d}.png"


@dataclass(frozen=True, slots=True)
class Comic:
    """A comic in its folder."""

    folder: Path
    found: tuple[Found, ...]

    @property
    def unsure(self) -> tuple[Found, ...]:
        """The panels with writing that was not read with confidence."""
        return tuple(one for one in self.found if any(b.confidence < UNSURE for b in one.said))


@dataclass(frozen=True, slots=True)
class Told:
    """A comic that came into the house."""

    written: Written
    episode: int
    shots: int
    pictures: int
    """Panels that are seen in the film."""


def read_comic(
    house: House,
    paths: Sequence[Path],
    title: str,
    order: str,
    folder: Path,
    *,
    words: bool,
) -> Comic:
    """Read the pages `paths` into `folder`, `order` being "lr", "rl" or "down".

    With `words` off no writing is read.

    Raises:
        Conflict: the folder holds a comic or a script already.
        Missing: there are no pages, or the package that reads writing is not installed.
    """
    for name in (SCRIPT, TABLE):
        if (folder / name).exists():
            raise Conflict("cli.comic_there", path=folder / name)
    found: list[Found] = []
    reading = Reading(order)
    with explained(folder), house.progress.step("cli.step_comic", 0) as step:
        make_folder(folder / PANELS)
        for number, page in enumerate(pages(paths), 1):
            for one in _panels(page, number, reading, words=words):
                (folder / one.picture).write_bytes(plate(page.rgb, one.box))
                found.append(one)
            step.advance()
        comic = Comic(folder, tuple(found))
        told = [PanelText(one.page, one.panel, tuple(b.text for b in one.said),
                          _move(one.box, reading)) for one in found]  # fmt: skip
        language = _language(found, house.settings.language)
        (folder / TABLE).write_text(_table(title, reading, comic), encoding="utf-8")
        (folder / SCRIPT).write_text(script_of(title, told, language), encoding="utf-8")
    return comic


def take_comic(house: House, folder: Path) -> Told:
    """Bring the comic in `folder` into the house: script, board, and a panel for every shot.

    Raises:
        Missing: the folder holds no comic, or a panel that the script names has no picture.
    """
    script = folder / SCRIPT
    if not script.is_file() or not (folder / PANELS).is_dir():
        raise Missing("cli.comic_none", path=folder)
    written = write(house, script)
    number = written.episodes[0].number
    boarded = board(house, written.name, number).board
    owners = panel_of_elements(house.store.get(written.script, Script))
    seen = set[Path]()
    for shot, picture in _pictures(boarded, owners, folder):
        if _has(house, boarded, shot, picture):
            seen.add(picture)
            continue
        arrived = bring(house, written.name, number, picture, shot, TakeKind.PICTURE)
        held = shelf(house, boarded, shot, TakeKind.PICTURE)
        use(house, boarded, held, arrived.take.id)
        seen.add(picture)
    return Told(written, number, len(boarded.shots), len(seen))


def _pictures(
    boarded: Board, owners: Sequence[tuple[int, int] | None], folder: Path
) -> Iterator[tuple[str, Path]]:
    """Every shot with the picture of its panel."""
    for shot in boarded.shots:
        at = min(shot.spec.element, len(owners) - 1)
        owner = owners[at] if at >= 0 else None
        if owner is None:
            raise Invalid("cli.comic_no_panel", shot=shot.id)
        picture = folder / PANELS / f"{owner[0]:03d}-{owner[1]:02d}.png"
        if not picture.is_file():
            raise Missing("cli.comic_picture", page=owner[0], panel=owner[1], path=picture)
        yield shot.id, picture


def _has(house: House, boarded: Board, shot: str, picture: Path) -> bool:
    """Whether the film uses `picture`, as its bytes are now, for `shot` already."""
    held = shelf(house, boarded, shot, TakeKind.PICTURE)
    blob = house.store.blobs.adopt(picture)
    return any(one.take == held.used and one.files[0].sha256 == blob for one in held.brought)


def _panels(page: Page, number: int, reading: Reading, *, words: bool) -> Iterator[Found]:
    for at, box in enumerate(panels(page.rgb, reading), 1):
        part = page.rgb[box.top : box.bottom, box.left : box.right]
        said = balloons(read_words(part), reading) if words else ()
        yield Found(number, at, page.name, box, said)


def _move(box: Panel, reading: Reading) -> str:
    """How the camera looks at a panel: along it, or nearer."""
    if covers(box):
        return "push"
    if box.width > WIDE * box.height:
        return "pan_left" if reading is Reading.RIGHT else "pan_right"
    return "tilt_down" if box.width < HIGH * box.height else "push"


def _language(found: Sequence[Found], otherwise: str) -> str:
    text = "".join(balloon.text for one in found for balloon in one.said)
    if not text:
        return otherwise
    return "zh" if sum("一" <= c <= "鿿" for c in text) * HAN_SHARE > len(text) else "en"


def _table(title: str, reading: Reading, comic: Comic) -> str:
    """The comic as TOML; JSON strings are TOML strings."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = [f"title = {quoted(title)}", f'reading = "{reading.value}"']
    for one in comic.found:
        box = one.box
        lines += [
            "",
            "[[panel]]",
            f"page = {one.page}",
            f"panel = {one.panel}",
            f"file = {quoted(one.of)}",
            f"box = [{box.left}, {box.top}, {box.right}, {box.bottom}]",
            f"picture = {quoted(one.picture)}",
        ]
        for balloon in one.said:
            where = balloon.box
            lines += [
                "[[panel.said]]",
                f"text = {quoted(balloon.text)}",
                f"confidence = {balloon.confidence}",
                f"box = [{where.left}, {where.top}, {where.right}, {where.bottom}]",
            ]
    return "\n".join(lines) + "\n"
