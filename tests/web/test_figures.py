"""Streams of figures: how many one account has, and how long each goes on."""

from __future__ import annotations

import asyncio

import pytest
from people import API, staff

from piying.model.errors import Invalid
from piying.model.figures import Sight
from piying.model.viewer import Duty
from piying.web import figures as module


@pytest.fixture
def figures(site):
    site.figures.live.pull()
    return site.figures


def taken(figures, sights, count, over=lambda: False):
    """The first events of a stream whose watcher is asked for by `sights`, in turn."""

    def sight_of():
        return next(sights)()

    async def take():
        found = []
        async for event in figures.stream(sight_of, 0, over):
            found.append(event)
            if len(found) == count:
                break
        return found

    return asyncio.run(take())


def refused():
    raise Invalid("accounts.not_allowed", deed="figures")


def test_an_account_has_so_many_streams_and_no_more(figures):
    """ASVS 5.0 2.4.1"""
    held = [figures.watched_by("rong") for _ in range(module.STREAMS_MAX)]
    for one in held:
        one.__enter__()
    with pytest.raises(Invalid) as told, figures.watched_by("rong"):
        pass
    with figures.watched_by("bao"):
        pass
    held.pop().__exit__(None, None, None)
    with figures.watched_by("rong"):
        pass

    assert told.value.code == "figures.too_many_streams"


def test_one_stream_too_many_is_refused_before_it_begins(browser, house, figures, monkeypatch):
    monkeypatch.setattr(module, "STREAMS_MAX", 0)
    staff(browser, house, "rong", Duty.OPERATOR)
    answer = browser.get(f"{API}/figures/stream")

    assert (answer.status_code, answer.json()["code"]) == (429, "figures.too_many_streams")
    assert figures.live.health.ready


@pytest.mark.usefixtures("figures")
def test_who_may_see_nothing_is_told_so_before_a_stream_begins(browser, house):
    staff(browser, house, "bao", Duty.EDITOR)

    assert browser.get(f"{API}/figures/stream").status_code == 403


def test_a_stream_whose_watcher_may_no_longer_ends(figures, monkeypatch):
    """ASVS 5.0 7.4.2: what was ended is felt by what goes on"""
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.01)
    sights = iter((lambda: Sight(None), lambda: Sight(None), refused))
    first, last = taken(figures, sights, 3)

    assert first.startswith(b"id: ")
    assert last == b'event: refused\ndata: "accounts.not_allowed"\n\n'


def test_where_nothing_happens_a_comment_is_sent(figures, monkeypatch):
    """WHATWG HTML, 9.2.7: a comment line every 15 seconds or so"""
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.01)
    _, beat, again = taken(figures, iter([lambda: Sight(None)]), 3)

    assert beat == again == b": \n\n"


def test_all_streams_end_soon_after_the_server_does(figures):
    over = iter([False, False, True, True, True])
    told = taken(figures, iter([lambda: Sight(None)]), 9, lambda: next(over))

    assert len(told) == 1
