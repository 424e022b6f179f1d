"""The files that docs/generating.md shows are files that a house can be given."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from partners.emulator import picture
from piying.model.brief import Role
from piying.partners.keys import Keys
from piying.partners.paid import generators
from piying.partners.vendors import Vendors, vendors_from
from piying.studio.shooting.rulebook import rulebook
from piying.takes.market import called

PAGE = Path(__file__).parents[3] / "docs" / "generating.md"
_SAYS = r"^`([a-z]+\.toml)` says[^`]*(?:`[^`]+`[^`]*)*?"
BLOCK = re.compile(_SAYS + r"```toml\n(.*?)```", re.MULTILINE | re.DOTALL)
"""A sentence that begins with the name of a file, and the next block."""


@pytest.fixture(name="shown")
def _shown():
    return dict(BLOCK.findall(PAGE.read_text("utf-8")))


def test_every_file_is_shown(shown):
    assert set(shown) == {"routes.toml", "budget.toml", "looks.toml", "vendors.toml"}


def test_a_house_takes_them_as_they_stand_there(house, shown):
    place = house.settings.house
    for name, text in shown.items():
        (place / name).write_text(text, "utf-8")
    (place / "looks").mkdir()
    for name in re.findall(r'"(looks/[^"]+)"', shown["looks.toml"]):
        (place / name).write_bytes(picture())
    known = generators(Vendors(), Keys({}, ring=lambda _: None))

    book = rulebook(replace(house, vendors=lambda: known), "戏")

    cards = {called(card) for vendor in book.vendors for card in vendor.cards}
    named = {name for rule in book.rules for name in (*rule.candidates, *rule.fallback)}
    assert named <= cards
    assert book.budget.caps.month.minor == 6_000_000
    assert book.style == "水墨漫画，粗线条"
    assert len(book.book.find(Role.LOCATION, "木匠铺客厅").pages) == 2
    assert vendors_from(place).dry_run
