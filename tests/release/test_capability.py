"""Capabilities: nothing but the one that was signed opens anything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.release.capability import Pass, check, grant_of, is_path, life_ms, sign

KEY, OTHER = b"k" * 32, b"o" * 32
NAME = "01M833FFJ6XMMYME0PRK6JSDR3"
GRANT = grant_of(KEY, "viewer-7", NAME)
TOKEN = sign(KEY, NAME, GRANT, 2_000)


def test_a_capability_opens_its_release_until_it_is_over():
    assert check(KEY, NAME, TOKEN, 1_999) == Pass(NAME, GRANT, 2_000)
    assert check(KEY, NAME, TOKEN, 2_000) is None
    assert check(KEY, "another", TOKEN, 1_000) is None
    assert check(OTHER, NAME, TOKEN, 1_000) is None


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_no_changed_character_passes(data):
    at = data.draw(st.integers(0, len(TOKEN) - 1))
    put = data.draw(st.characters(codec="utf-8").filter(lambda c: c != TOKEN[at]))
    assert check(KEY, NAME, TOKEN[:at] + put + TOKEN[at + 1 :], 0) is None


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_no_made_up_token_passes(text):
    assert check(KEY, NAME, text, 0) is None


@pytest.mark.parametrize(
    "token",
    [
        TOKEN.replace("2000", "02000"), TOKEN.replace("2000", "٢٠٠٠"), TOKEN + "=", " " + TOKEN,
        TOKEN + "\n", TOKEN.replace("2000", "9999999999999999999999"), "", "..",
        TOKEN.replace("2000", "3000"),
    ],
)  # fmt: skip
def test_no_other_writing_of_a_capability_passes(token):
    assert check(KEY, NAME, token, 0) is None


def test_a_capability_tells_neither_the_account_nor_that_two_are_one_person():
    assert "viewer" not in TOKEN
    assert grant_of(KEY, "viewer-7", "another") != GRANT
    assert grant_of(KEY, "viewer-8", NAME) != GRANT


def test_parts_cannot_be_moved_from_one_field_into_the_next():
    assert grant_of(KEY, "ab", "c") != grant_of(KEY, "a", "bc")


def test_a_short_key_is_refused():
    with pytest.raises(Invalid):
        sign(b"short", NAME, GRANT, 1)


def test_it_lives_as_long_as_the_episode_and_half_an_hour():
    assert life_ms(90_000) == 90_000 + 1_800_000


@pytest.mark.parametrize("path", ["main.m3u8", "1080p/piece-0001.m4s", "key", "zh.vtt"])
def test_a_file_of_a_package_is_a_path(path):
    assert is_path(path)


@pytest.mark.parametrize(
    "path",
    ["", "/", "../x", "a/../b", ".hidden", "a/.b", "a//b", "/a", "a/", "a\\b", "a b",
     "%2e%2e/x", "a\x00b", "ａ", "x" * 201, "a.", "a\n"],
)  # fmt: skip
def test_what_climbs_or_hides_is_none(path):
    assert not is_path(path)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="./\\ab%2e\x00", max_size=30))
def test_no_path_leaves_its_folder(path):
    if is_path(path):
        assert all(part and not part.startswith(".") for part in path.split("/"))
