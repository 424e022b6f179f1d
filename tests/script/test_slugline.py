"""The parts of a scene heading, in English order and in the Chinese idioms."""

from __future__ import annotations

import pytest

from piying.model.script import DayTime, Heading, Place
from piying.script.slugline import heading_of, is_prefixed, numbered

IN, OUT, BOTH, NOWHERE = Place.INTERIOR, Place.EXTERIOR, Place.BOTH, Place.UNKNOWN
DAY, NIGHT, NO_TIME = DayTime.DAY, DayTime.NIGHT, DayTime.UNKNOWN


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("INT. HOUSE - DAY", Heading("", 0, 0, IN, "HOUSE", "DAY", DAY)),
        ("EXT CITY - NIGHT", Heading("", 0, 0, OUT, "CITY", "NIGHT", NIGHT)),
        ("EST. CITY", Heading("", 0, 0, OUT, "CITY")),
        ("INT./EXT. CAR - DAY", Heading("", 0, 0, BOTH, "CAR", "DAY", DAY)),
        ("I/E CAR -- DUSK", Heading("", 0, 0, BOTH, "CAR", "DUSK", DayTime.DUSK)),
        ("INT. HOUSE - KITCHEN", Heading("", 0, 0, IN, "HOUSE - KITCHEN")),
        ("INT. HOUSE - KITCHEN - DAY", Heading("", 0, 0, IN, "HOUSE - KITCHEN", "DAY", DAY)),
        ("INT. HOUSE - DAY - FLASHBACK (1944)", Heading("", 0, 0, IN, "HOUSE", "DAY", DAY)),
        ("INT. HOUSE - LATER", Heading("", 0, 0, IN, "HOUSE", "LATER", NO_TIME)),
        ("INT. NIGHT CLUB", Heading("", 0, 0, IN, "NIGHT CLUB")),
        ("INT. 客厅 - 夜", Heading("", 0, 0, IN, "客厅", "夜", NIGHT)),
        ("**INT. HOUSE - DAY**", Heading("", 0, 0, IN, "HOUSE", "DAY", DAY)),
        ("INT", Heading("", 0, 0, IN)),
        ("SNIPER SCOPE POV", Heading("", 0, 0, NOWHERE, "SNIPER SCOPE POV")),
        ("THE MOON - NIGHT", Heading("", 0, 0, NOWHERE, "THE MOON", "NIGHT", NIGHT)),
        ("1-2 夜 外 码头", Heading("1-2", 1, 2, OUT, "码头", "夜", NIGHT)),
    ],
)
def test_the_parts_of_a_heading(text, parts):
    assert heading_of(text) == parts


def test_the_number_between_signs_comes_first():
    assert heading_of("INT. HOUSE", "110A") == Heading("110A", 0, 110, IN, "HOUSE")
    assert heading_of("INT. HOUSE", "I-1-A") == Heading("I-1-A", 0, 0, IN, "HOUSE")
    assert heading_of("1-2 夜 外 码头", "7").episode == 1


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("INT. A #1#", ("INT. A", "1")),
        ("INT. A #1.#  ", ("INT. A", "1.")),
        ("INT. A#1-A#", ("INT. A", "1-A")),
        ("INT. A #1", ("INT. A #1", "")),
        ("INT. A ##", ("INT. A ##", "")),
        ("INT. A #-#", ("INT. A #-#", "")),
        ("#", ("#", "")),
    ],
)
def test_the_number_is_split_from_the_end(text, split):
    assert numbered(text) == split


def test_a_prefix_needs_a_dot_or_a_blank():
    assert is_prefixed("int. x")
    assert is_prefixed("EXT\tx")
    assert not is_prefixed("INTO x")
    assert not is_prefixed("INT/x")
