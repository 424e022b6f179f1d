"""comic: pages of a comic become a script, pictures and a board."""

from __future__ import annotations

import argparse
from pathlib import Path

from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.ids import slug
from piying.studio.house import House
from piying.studio.writing.comic import SCRIPT, TABLE, read_comic, take_comic


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """comic: read pages into a folder, and bring the folder into the house."""
    pages: list[Path] = options.pages
    held = len(pages) == 1 and (pages[0] / TABLE).is_file()
    if held and (options.title or options.into):
        raise Invalid("cli.comic_held", path=pages[0])
    folder = pages[0] if held else _read(house, options, telling)
    told = take_comic(house, folder)
    telling.findings(str(folder / SCRIPT), told.written.findings)
    telling.line("comic_taken", shots=told.shots, pictures=told.pictures,
                 script=folder / SCRIPT)  # fmt: skip
    telling.result({"series": told.written.name, "episode": told.episode, "shots": told.shots,
                    "pictures": told.pictures, "folder": str(folder)})  # fmt: skip


def _read(house: House, options: argparse.Namespace, telling: Telling) -> Path:
    title = options.title or options.pages[0].stem
    folder: Path = options.into or house.settings.out / slug(title)
    comic = read_comic(
        house, options.pages, title, options.reading, folder, words=not options.no_words
    )
    said = sum(len(one.said) for one in comic.found)
    telling.line("comic_read", panels=len(comic.found), said=said, path=folder)
    for one in comic.unsure:
        telling.line("comic_unsure", page=one.page, panel=one.panel,
                     text=" / ".join(balloon.text for balloon in one.said))  # fmt: skip
    return folder
