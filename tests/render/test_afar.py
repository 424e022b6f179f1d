"""A worker elsewhere says how it stands to a house before it draws for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from piying.model.errors import Outside
from piying.render.afar import Fitness, Meeting, differences, everywhere, refusal, unseen
from piying.render.workers import Errand


@pytest.fixture(name="meeting")
def _meeting(tmp_path):
    font = tmp_path / "data" / "font.ttf"
    font.parent.mkdir()
    font.write_bytes(b"font")
    path = tmp_path / "cluster-1.part"
    path.write_text("word")
    return Meeting(path, "word", outside=((font, 4),))


def test_equal_programs_with_one_thread_do_not_differ():
    assert differences({"av": "18.1"}, {"av": "18.1"}, 1) == ()


def test_what_differs_is_named_with_both_sides():
    theirs = {"av": "17.0", "numpy": "2.4", "old": "1"}

    assert differences(theirs, {"av": "18.1", "numpy": "2.4", "new": "1"}, 4) == (
        "av 17.0 ≠ 18.1",
        "new — ≠ 1",
        "old 1 ≠ —",
        "threads 4 ≠ 1",
    )


def test_a_house_that_is_shared_is_seen_and_nothing_is_left_in_it(meeting):
    assert unseen(meeting) == ()
    assert [path.name for path in meeting.path.parent.glob("*.part")] == [meeting.path.name]


def test_a_house_of_the_same_name_is_told_apart_by_the_word(meeting):
    meeting.path.write_text("other")

    assert unseen(meeting) == (f"{meeting.path}: other ≠ word",)


def test_a_house_that_is_not_there_is_named_with_the_reason(meeting):
    meeting.path.unlink()

    assert unseen(meeting) == (f"{meeting.path.parent}: No such file or directory",)


def test_what_lies_outside_the_house_has_to_be_there_too(meeting):
    ((font, _),) = meeting.outside
    font.write_bytes(b"another")
    assert unseen(meeting) == (f"{font}: 7 ≠ 4 bytes",)
    font.unlink()
    assert unseen(meeting) == (f"{font}: No such file or directory",)


def test_a_refusal_names_the_worker_and_what_differs():
    refused = {
        "tcp://b:2": Fitness("b.9", unseen=("/house: gone",)),
        "tcp://a:1": Fitness("a.7", ("av 17.0 ≠ 18.1", "threads 4 ≠ 1")),
    }
    error = refusal(refused)

    assert error.code == "render.cluster_differs"
    assert error.data["workers"] == "tcp://a:1 (a.7): av 17.0 ≠ 18.1, threads 4 ≠ 1"
    del refused["tcp://a:1"]
    assert refusal(refused).code == "render.cluster_unshared"


def test_nobody_draws_on_after_the_meeting_is_over(meeting, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    errand = Errand("painters_for_workers:counted", (3,), "e01s01c01")
    assert everywhere(meeting, errand) == ("3",)
    meeting.path.unlink()
    over = everywhere(meeting, errand)

    assert isinstance(over, Outside)
    assert over.code == "render.cluster_over"
