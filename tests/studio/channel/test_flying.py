"""The comments of a stretch of film with their rows."""

from __future__ import annotations

import pytest

from piying.model.comment import Act, Density
from piying.model.errors import Invalid, Missing
from piying.model.viewer import Account, Sort
from piying.release.danmaku import FIELD
from piying.store.channel.comments import Comments
from piying.store.channel.releases import Cause, Releases, Told
from piying.studio.channel import flying
from piying.studio.channel.acting import By, terminal
from piying.studio.channel.commenting import Said, comment
from piying.studio.channel.flying import KEPT_MS, Look, busy_of, danmaku
from piying.studio.channel.moderating import decide
from screens import put_out

ALL = (0, 100_000)
MANY = Look(Density.MANY)


@pytest.fixture
def film(desk):
    return put_out(desk.house)


def viewer(name):
    return By(name, Account(name, Sort.VIEWER, name.title()))


def say(desk, film, text, position_ms=1_000, by="mei"):
    desk.clock.pass_by(seconds=70)
    return comment(desk.house, viewer(by), Said(film, position_ms, text)).comment.id


def texts(desk, film, look=MANY, by=None, window=ALL):
    return [line.text for line in danmaku(desk.house, film, *window, look, by).lines]


def test_what_was_shown_flies_and_what_waits_does_not(desk, film):
    say(desk, film, "好看", 9_000)
    say(desk, film, "他居然卖冰毒", 8_000)
    say(desk, film, "第一", 1_000)

    assert texts(desk, film) == ["第一", "好看"]


def test_whoever_said_it_sees_that_it_waits(desk, film):
    """they see their own held comment as "waiting" """
    say(desk, film, "他居然卖冰毒", 8_000)
    say(desk, film, "好看", 2_000)
    own = danmaku(desk.house, film, *ALL, MANY, viewer("mei")).lines

    assert [(line.text, line.own, line.waiting) for line in own] == [
        ("好看", True, False),
        ("他居然卖冰毒", True, True),
    ]
    assert texts(desk, film, by=viewer("bao")) == ["好看"]


def test_a_window_has_what_enters_in_it(desk, film):
    for position_ms in (0, 4_999, 5_000, 9_999, 10_000):
        say(desk, film, f"{position_ms}", position_ms)

    assert texts(desk, film, window=(5_000, 10_000)) == ["5000", "9999"]


def test_a_line_keeps_its_row_from_one_question_to_the_next(desk, film):
    for number in range(12):
        say(desk, film, f"第{number}句话", 4_000 + number * 300)
    whole = {line.id: line.row for line in danmaku(desk.house, film, *ALL, MANY).lines}
    parts = {
        line.id: line.row
        for at in range(0, 100_000, 1_000)
        for line in danmaku(desk.house, film, at, at + 1_000, MANY).lines
    }

    assert parts == whole
    assert len(set(whole.values())) > 1


def test_less_density_shows_fewer_and_never_others(desk, film):
    for number in range(9):
        say(desk, film, f"第{number}句话", 4_000 + number * 50)
    few, some, many = (set(texts(desk, film, Look(one))) for one in Density)

    assert len(few) == 1
    assert few < some < many


def test_what_many_say_is_one_line_with_a_number(desk, film):
    for name in ("a", "b", "c"):
        say(desk, film, "哈哈哈", 1_000, name)
    (line,) = danmaku(desk.house, film, *ALL).lines

    assert (line.text, line.count) == ("哈哈哈", 3)


def test_blocked_words_are_left_out_but_never_ones_own(desk, film):
    say(desk, film, "剧透：他死了", 1_000, "bao")
    say(desk, film, "好看", 1_000, "bao")
    say(desk, film, "不要剧透", 1_000, "mei")
    look = Look(Density.MANY, ("剧透",))

    assert set(texts(desk, film, look, viewer("mei"))) == {"好看", "不要剧透"}


def test_no_line_lies_under_the_words_of_the_film(desk, film):
    """never over subtitles: the words 三年后 stand in the upper rows from 20 s to 22 s"""
    (busy,) = busy_of(
        desk.house, Releases(desk.house.store.database).release(film).release.ladder
    )

    assert (busy.start_ms, busy.end_ms, busy.rows) == (20_000, 22_000, range(3))
    for position_ms in (12_500, 19_999, 21_999):
        say(desk, film, f"{position_ms}", position_ms)
    say(desk, film, "later", 22_000)
    rows = {line.text: line.row for line in danmaku(desk.house, film, *ALL, MANY).lines}

    assert rows["later"] == 0
    assert all(rows[text] >= 3 for text in ("12500", "19999", "21999"))


def test_what_is_removed_is_gone_after_seconds(desk, film):
    name = say(desk, film, "好看")
    assert texts(desk, film) == ["好看"]
    decide(desk.house, terminal("rong"), name, Act.REMOVED, "no")
    desk.clock.at += KEPT_MS

    assert texts(desk, film) == []


def test_questions_within_seconds_ask_the_database_for_no_comments(desk, film, monkeypatch):
    say(desk, film, "好看")
    texts(desk, film)

    def asked(*_):
        raise AssertionError

    monkeypatch.setattr(Comments, "shown", asked)
    assert texts(desk, film) == ["好看"]
    desk.clock.at += KEPT_MS
    assert texts(desk, film) == ["好看"], "nothing new: what is in rows holds"
    monkeypatch.setattr(Comments, "last", asked)
    assert texts(desk, film) == ["好看"]


def test_of_a_flood_in_one_second_only_so_many_are_looked_at(desk, film, monkeypatch):
    monkeypatch.setattr(flying, "READ_A_SECOND", 3)
    for number in range(6):
        say(desk, film, f"第{number}句话")

    assert len(texts(desk, film)) == 3


def test_what_is_not_out_shows_nothing(desk, film):
    told = Told(Cause.HAND, "x", "王", "over", desk.clock.at)
    Releases(desk.house.store.database).withdraw([film], told)
    with pytest.raises(Missing):
        texts(desk, film)


@pytest.mark.parametrize("window", [(-1, 5), (5, 5), (6, 5), (0, 600_001)])
def test_a_window_that_cannot_be_is_refused(desk, film, window):
    with pytest.raises(Invalid):
        texts(desk, film, window=window)


@pytest.mark.parametrize("words", [("x" * 31,), ("x",) * 51])
def test_too_many_blocked_words_are_refused(desk, film, words):
    with pytest.raises(Invalid):
        texts(desk, film, Look(blocked=words))


def test_the_field_says_where_rows_are(desk, film):
    assert danmaku(desk.house, film, *ALL).field == FIELD


def test_only_so_many_films_are_kept(desk, monkeypatch):
    monkeypatch.setattr(flying, "KEPT_MAX", 1)
    for number in range(3):
        texts(desk, put_out(desk.house, f"s{number}", captions=f"WEBVTT\n\nNOTE {number}\n"))

    assert (len(flying._films), len(flying._busy)) == (1, 1)
