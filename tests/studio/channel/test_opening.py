"""Opening: the right card for the right person, with every price before the first payment."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from piying.model.errors import Invalid, Missing
from piying.model.release import Age, Right, UnlockPlan, Window
from piying.model.viewer import Account
from piying.model.watching import Opened, Shut
from piying.release.capability import SLACK_MS, check
from piying.studio.channel.accounts import minors_on
from piying.studio.channel.acting import terminal
from piying.studio.channel.feeding import feed
from piying.studio.channel.memory import FRESH_MS
from piying.studio.channel.minors import watched
from piying.studio.channel.opening import RENEW_BEFORE_MS
from piying.studio.channel.unlocking import prices

DEAR = UnlockPlan(0, 99, 999, None)


@pytest.fixture
def seat(cinema):
    cinema.season()
    return cinema.seat()


def test_a_free_episode_opens_with_everything_a_player_needs(cinema, seat):
    card = cinema.open(seat)
    now = cinema.clock.now_ms()

    assert (card.why, card.told.episode, card.told.planned) == (Right.FREE, 1, 10)
    assert card.base == f"/m/{card.told.release}/{card.token}/"
    assert [one.name for one in card.rungs] == ["360p", "1080p"]
    assert card.subtitles == (("zh", f"{card.base}zh.vtt"),)
    assert (card.thumbs.columns, card.thumbs.every_ms) == (10, 2_000)
    assert (card.told.label, card.told.numbers) == (
        '{"Label":"1"}',
        (("platform_number", "A-1"),),
    )
    assert (card.told.age, card.told.duration_ms) == (Age.TWELVE, 90_000)
    assert card.expires_ms == now + 90_000 + SLACK_MS
    assert card.renew_ms == card.expires_ms - RENEW_BEFORE_MS
    assert check(cinema.channel.secrets.passes, card.told.release, card.token, now)


def test_a_card_is_ready_to_be_written_as_json_and_names_nobody(cinema, seat):
    for episode in (1, 3):
        text = msgspec.json.encode(cinema.open(seat, episode=episode)).decode()
        assert seat.by.account.id not in text


def test_a_locked_episode_tells_the_whole_price(cinema, seat):
    """'Every price before the first payment.'"""
    card = cinema.open(seat, episode=3)

    assert isinstance(card, Shut)
    price = card.price
    assert (price.coins, price.ads, price.members, price.series_coins) == (30, 2, True, 200)
    assert (price.left, price.left_coins) == (8, 240)
    assert card.told.label
    assert card.told.numbers


def test_a_locked_card_gives_nothing_that_opens_anything(cinema, seat):
    text = msgspec.json.encode(cinema.open(seat, episode=3)).decode()

    assert "/m/" not in text
    assert '"token"' not in text


def test_neighbours_are_told_with_their_locks_and_episodes_that_are_not_out_are_skipped(cinema):
    for episode in (1, 2, 5):
        cinema.out("lamp", episode)
    seat = cinema.seat()
    first, second, last = (cinema.open(seat, episode=one).told for one in (1, 2, 5))

    assert first.previous is None
    assert (first.following.episode, first.following.why) == (2, Right.FREE)
    assert (second.following.episode, second.following.why) == (5, None)
    assert (last.previous.episode, last.following) == (2, None)


def test_a_right_opens_at_once_in_every_process(cinema, seat):
    assert isinstance(cinema.open(seat, episode=4), Shut)
    cinema.give(seat.by, "lamp", 4, Right.COINS)
    assert cinema.open(seat, episode=4).why is Right.COINS
    cinema.again()

    assert cinema.open(seat, episode=4).why is Right.COINS


def test_whoever_opens_an_episode_keeps_the_prices_of_that_day(cinema, seat):
    """'Never changes inside a series that somebody has begun.'"""
    cinema.open(seat)
    cinema.pass_by(days=1)
    cinema.season(plan=DEAR)
    late = cinema.seat()

    assert cinema.open(seat, episode=3).price.coins == 30
    assert cinema.open(seat).why is Right.FREE
    assert cinema.open(late).price.coins == 99


def test_a_locked_episode_that_was_looked_at_first_keeps_its_price_too(cinema, seat):
    assert cinema.open(seat, episode=5).price.coins == 30
    cinema.pass_by(days=1)
    cinema.season(plan=DEAR)

    assert cinema.open(seat, episode=5).price.coins == 30


def test_looking_at_a_series_begins_nothing(cinema, seat):
    cinema.channel.shelf("CN", cinema.clock.now_ms())

    assert cinema.rights.begun(seat.by.account.id, "lamp") is None


def test_one_goes_on_where_one_was_and_not_behind_the_end(cinema, seat):
    places = {1: 30_000, 2: 90_000}
    there = replace(seat, position=lambda _by, _series, episode: places[episode])

    assert [cinema.open(there, episode=one).position_ms for one in (1, 2)] == [30_000, 0]


def test_what_is_not_out_there_is_not_here(cinema, seat):
    for where, series, episode in (("CN", "lamp", 9), ("CN", "key", 1), ("US", "lamp", 1)):
        with pytest.raises(Missing):
            cinema.open(replace(seat, territory=where), series, episode)


def child_of(cinema, by):
    """The same person in minors mode."""
    minors_on(cinema.house, by, "2580")
    return replace(by, account=replace(by.account, minors=True))


def test_minors_open_only_what_is_for_them(cinema, seat):
    cinema.out("blood", 1, age=Age.EIGHTEEN)
    child = cinema.seat(child_of(cinema, seat.by))

    assert isinstance(cinema.open(child), Opened)
    with pytest.raises(Invalid) as refused:
        cinema.open(child, "blood")
    assert refused.value.code == "watching.not_for_minors"


def test_minors_open_nothing_at_night_and_nothing_beyond_the_time_of_the_day(cinema, seat):
    child = cinema.seat(child_of(cinema, seat.by))
    for _ in range(4):
        watched(cinema.house, child.by.account, 600_000, cinema.clock.now_ms())
    assert refusal_of(cinema, child) == "viewing.minors_time_up"
    while cinema.clock.at // 3_600_000 % 24 != 15:  # 23:00 in China
        cinema.pass_by(hours=1)
    assert refusal_of(cinema, child) == "viewing.minors_closed"
    assert isinstance(cinema.open(seat), Opened)


def refusal_of(cinema, seat):
    """The code with which opening, and the feed, is refused."""
    codes = set()
    for call in (lambda: cinema.open(seat), lambda: feed(cinema.house, cinema.channel, seat)):
        with pytest.raises(Invalid) as refused:
            call()
        codes.add(refused.value.code)
    (code,) = codes
    return code


def test_the_terminal_has_no_account_to_watch_with(cinema, seat):
    with pytest.raises(Invalid):
        cinema.open(replace(seat, by=terminal("rong")))


def test_a_takedown_closes_the_door_for_everybody_who_comes(cinema, seat):
    release = cinema.open(seat).told.release
    cinema.withdraw(cinema.releases.release(release).release)
    cinema.clock.at += FRESH_MS
    with pytest.raises(Missing):
        cinema.open(seat)


def test_encrypted_pieces_are_told(cinema, seat):
    plain = cinema.open(seat)
    release = cinema.releases.release(plain.told.release).release
    cinema.releases.keep_key(release.ladder, b"k" * 16, 1)
    cinema.again()

    assert (plain.encrypted, cinema.open(seat).encrypted) == (False, True)


def test_what_the_feed_shows_is_what_is_paid_by_whoever_never_opened_it(cinema):
    """'The price is shown whole before the first payment.'"""
    cinema.season(plan=DEAR)
    (cinema.house.settings.house / "plans.toml").write_text(
        '[[plan]]\nid = "x"\nseries = "*"\nsince = 2026-01-01\nfree_episodes = 0\ncoins = 7\n',
        "utf-8",
    )
    seat = cinema.seat()
    (card,) = feed(cinema.house, cinema.channel, seat).rows
    told = prices(cinema.house, seat.by, "lamp", 1, "CN")

    assert card.price == told.locked
    assert card.price.coins == 7


def test_an_account_without_a_ulid_gets_no_address(cinema, seat):
    strange = replace(seat.by, account=Account("mei", seat.by.account.sort, ""))
    with pytest.raises(Invalid):
        cinema.open(cinema.seat(strange))


def test_a_window_of_another_territory_does_not_lend_its_episodes(cinema):
    now = cinema.clock.now_ms()
    cinema.out("lamp", 1, window=Window(("CN",), now))
    cinema.out("lamp", 2, window=Window(("US",), now))

    assert cinema.open(cinema.seat()).told.following is None
