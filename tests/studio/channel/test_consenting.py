from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from piying.model.errors import Conflict, Invalid
from piying.model.viewer import Purpose
from piying.studio.channel.consenting import agree, consents, take_back
from piying.studio.channel.logins import anonymous


@pytest.fixture
def guest(desk):
    return anonymous(desk.house).by


def test_the_last_word_on_each_purpose_holds(desk, guest):
    agree(desk.house, guest, Purpose.PRIVACY, "2026-10")
    agree(desk.house, guest, Purpose.TERMS, "2026-10")
    desk.clock.pass_by(days=1)
    agree(desk.house, guest, Purpose.PRIVACY, "2026-11")
    desk.clock.pass_by(days=1)
    take_back(desk.house, guest, Purpose.TERMS)

    assert [(one.purpose, one.version, one.given) for one in consents(desk.house, guest)] == [
        (Purpose.TERMS, "2026-10", False), (Purpose.PRIVACY, "2026-11", True),
    ]  # fmt: skip


def test_words_of_one_moment_hold_in_their_order(desk, guest):
    for version in "abcdefgh":
        agree(desk.house, guest, Purpose.TERMS, version)
        assert consents(desk.house, guest)[0].version == version
        take_back(desk.house, guest, Purpose.TERMS)
        assert not consents(desk.house, guest)[0].given


def test_agreeing_twice_is_one_row(desk, guest):
    first = agree(desk.house, guest, Purpose.GUARDIAN, "1")
    desk.clock.pass_by(days=1)

    assert agree(desk.house, guest, Purpose.GUARDIAN, " 1 ") == first


def test_what_was_not_agreed_to_is_not_taken_back(desk, guest):
    with pytest.raises(Conflict):
        take_back(desk.house, guest, Purpose.TERMS)
    agree(desk.house, guest, Purpose.TERMS, "1")
    take_back(desk.house, guest, Purpose.TERMS)

    with pytest.raises(Conflict):
        take_back(desk.house, guest, Purpose.TERMS)


@pytest.mark.parametrize("version", ["", "  ", "x" * 41, "a\nb"])
def test_a_version_is_a_short_name(desk, guest, version):
    with pytest.raises(Invalid):
        agree(desk.house, guest, Purpose.TERMS, version)


def test_a_consent_is_never_changed(desk, guest):
    agree(desk.house, guest, Purpose.TERMS, "1")
    with pytest.raises(IntegrityError), desk.house.store.database.writing() as connection:
        connection.execute(text("UPDATE channel_consent SET given = 0"))

    assert consents(desk.house, guest)[0].given


def test_nobody_sees_anothers(desk, guest):
    """ASVS 8.2.2"""
    agree(desk.house, guest, Purpose.TERMS, "1")

    assert consents(desk.house, anonymous(desk.house).by) == ()
