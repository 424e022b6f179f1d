"""The verb release at a terminal: what is typed is understood, and what is wrong is said."""

from __future__ import annotations

import pytest

from piying.cli.parser import parser
from piying.cli.usage import UsageError


def read(*words):
    return parser("en").parse_args(["release", *words])


def test_territories_and_moments_are_read():
    read_one = read("lamp", "-e", "1", "--territory", "sg, CN,cn", "--until", "2026-12-01")

    assert read_one.territory == ("CN", "SG")
    assert (read_one.from_ms, read_one.until_ms) == (None, 1_796_083_200_000)
    assert read().territory == ("CN",)


@pytest.mark.parametrize("words", [("--from", "soon"), ("--list", "--withdraw", "x")])
def test_what_cannot_be_meant_is_refused(words):
    with pytest.raises(UsageError):
        read(*words)


def test_a_house_without_releases_says_so(piying):
    ended = piying("release", "--list", "--language", "en")

    assert (ended.code, ended.out.strip()) == (0, "Nothing was released yet.")


def test_whoever_releases_has_to_say_who_they_are(piying):
    ended = piying("release", "--withdraw", "01M833", "--why", "x", "--language", "en")

    assert ended.code == 2
    assert "--as" in ended.err
