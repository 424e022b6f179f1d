"""Numbers and releases: only what was cleared, byte for byte."""

from __future__ import annotations

from datetime import date

import pytest

from piying.cut.captions import vtt
from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import Cut
from piying.model.errors import Invalid, Missing
from piying.model.review import Answer
from piying.studio.reviewing.filing import filing_from, release


def test_what_is_cleared_and_filed_is_released(court):
    assert court.released("a1" * 32).state == "released"


def test_a_film_that_was_changed_after_clearance_is_not_released(court, tmp_path):
    court.submitted()
    court.decided()
    court.filed()
    other = tmp_path / "film.mp4"
    other.write_bytes(b"film.")
    with pytest.raises(Invalid, match="master is not what was cleared"):
        release(*court.at, court.who("王", "operator"), film=other)

    other.write_bytes(b"film")
    assert release(*court.at, court.who("王", "operator"), film=other).state == "released"


def test_captions_that_were_changed_are_not_released(court, tmp_path):
    court.submitted()
    court.decided()
    court.filed()
    other = tmp_path / "e01.srt"
    other.write_bytes(b"")
    with pytest.raises(Invalid, match="captions is not what was cleared"):
        release(*court.at, court.who("王", "operator"), captions=other)


def test_bytes_that_are_not_here_are_asked_for(court):
    court.submitted(master="7" * 64)
    court.decided()
    court.filed()
    with pytest.raises(Missing, match="--film"):
        release(*court.at, court.who("王", "operator"))


def test_a_film_without_a_verified_label_is_not_released(court):
    court.submitted(label_explicit=Answer.UNKNOWN)
    court.decided()
    court.filed()
    with pytest.raises(Invalid, match="explicit"):
        release(*court.at, court.who("王", "operator"))


def test_under_another_policy_it_is_reviewed_again(court):
    court.submitted()
    court.decided()
    court.filed()
    court.dossier(version=2, policy="91" * 32)
    with pytest.raises(Invalid, match="policy is not what was cleared"):
        release(*court.at, court.who("王", "operator"))


def test_what_is_not_cleared_is_not_released_whatever_its_number(court):
    court.submitted()
    court.filed()
    with pytest.raises(Invalid, match="in_review"):
        release(*court.at, court.who("王", "operator"))


def test_a_number_is_of_the_day_it_was_entered_unless_it_says_another():
    today = filing_from("licence", " 1 ", " 局 ", None, 1_790_000_000_000)

    assert (today.number, today.authority, today.on) == ("1", "局", date(2026, 9, 21))
    assert filing_from("licence", "1", "局", date(2026, 1, 1), 0).on == date(2026, 1, 1)


def test_captions_without_a_file_are_those_of_the_cut_that_was_examined(court):
    cut = Cut("b0" * 32, "drama", 1, "小戏", "zh", Rate(25), (), (), ())
    captions = digest_bytes(vtt(cut).encode())
    court.submitted(cut=court.house.store.put(cut), captions=captions)
    court.decided()
    court.filed()

    assert release(*court.at, court.who("王", "operator")).state == "released"
