"""Capabilities: nothing but the one that was signed opens anything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.ids import ulid
from piying.release.capability import Pass, account_of, check, grant_of, is_path, life_ms, sign

KEY, OTHER = b"k" * 32, b"o" * 32
NAME = "01M833FFJ6XMMYME0PRK6JSDR3"
VIEWER, OTHER_VIEWER = "01M8360000VEWER00000000007", "01M8360000VEWER00000000008"
GRANT = grant_of(KEY, VIEWER, NAME)
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
    assert VIEWER not in TOKEN
    assert grant_of(KEY, VIEWER, "another") != GRANT
    assert grant_of(KEY, OTHER_VIEWER, NAME) != GRANT
    assert grant_of(OTHER, VIEWER, NAME) != GRANT


@settings(deadline=None, max_examples=100)
@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10))
def test_whoever_has_the_key_finds_the_account_again(at_ms, entropy):
    account = ulid(at_ms, entropy)
    grant = grant_of(KEY, account, NAME)
    passed = check(KEY, NAME, sign(KEY, NAME, grant, 9), 0)

    assert account_of(KEY, passed) == account


@pytest.mark.parametrize(
    "account", ["", "viewer-7", VIEWER.lower(), VIEWER + "0", "8" + VIEWER[1:]]
)
def test_an_account_that_has_no_ulid_gets_none(account):
    with pytest.raises(Invalid, match="ULID"):
        grant_of(KEY, account, NAME)


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
