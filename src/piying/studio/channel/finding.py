"""Finding: rows of series, one series with its episodes, search, the calendar, the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from piying.model.messages import CATALOGUE
from piying.model.viewer import Account, Deed, Progress
from piying.model.watching import Card, Coming, GoingOn, Home, Rail, SeriesPage
from piying.release import rails
from piying.release.editorial import shown as lists_shown
from piying.release.schedule import to_come, week
from piying.release.search import search as searched
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.cards import card_of
from piying.studio.channel.doors import Ring
from piying.studio.channel.memory import Channel
from piying.studio.channel.minors import limits_of
from piying.studio.channel.opening import Seat, View, viewed
from piying.studio.channel.paging import Page, cursor_of, page_size, read_cursor
from piying.studio.channel.shelf import Shelf, Title, day_of
from piying.studio.house import House

RAIL_MOST = 20
BECAUSE_OF = 3
"""So many of the series watched last say what else may be liked."""
COMING_MOST = 10


@dataclass(frozen=True)
class Visit:
    """What one person may see where they are, at one moment."""

    channel: Channel
    account: Account
    shelf: Shelf
    titles: Mapping[str, Title]
    now_ms: int

    @cached_property
    def ring(self) -> Ring:
        """Their rights and plans."""
        return self.channel.doors.ring(self.account.id)

    def view(self, title: Title) -> View:
        """One series as they see it."""
        return View(self.channel, self.account, self.ring, title, self.now_ms)

    def hot(self) -> list[Title]:
        """What is most watched of late."""
        return self.those(self.channel.popular.series(self.now_ms))

    def new(self, most: int) -> list[Title]:
        """What came out last."""
        first = {name: one.run.first_ms for name, one in self.titles.items()}
        return self.those(rails.new(first, self.now_ms, most))

    def those(self, names: Iterable[str]) -> list[Title]:
        """Those of `names` that they may see, in that order."""
        return [self.titles[name] for name in names if name in self.titles]


def visit(house: House, channel: Channel, by: By, territory: str) -> Visit:
    """What `by` may see there now.

    Raises:
        Invalid: they may not watch at all.
    """
    require(house, by, Deed.WATCH)
    account, now_ms = person(by), house.clock.now_ms()
    shelf = channel.shelf(territory, now_ms)
    titles = shelf.titles
    if account.minors:
        ages = limits_of(house).ages
        titles = {name: one for name, one in titles.items() if one.listing.age in ages}
    return Visit(channel, account, shelf, titles, now_ms)


def home(house: House, channel: Channel, seat: Seat, progress: Sequence[Progress] = ()) -> Home:
    """The first page: where somebody goes on, and rows of series; none that is empty.

    `progress` is where they were, the newest first.
    """
    here = visit(house, channel, seat.by, seat.territory)
    rows = [_rail("hot", here.hot()), _rail("new", here.new(RAIL_MOST))]
    seen = [one.series for one in progress]
    rows.append(_rail("because", _because(here, seen)))
    rows += [
        Rail(one.id, one.title_zh, one.title_en, _cards(here.those(one.series)))
        for one in lists_shown(here.shelf.lists, day_of(here.now_ms), here.titles)
    ]
    return Home(going_on(here, progress), tuple(row for row in rows if row.cards))


def going_on(here: Visit, progress: Iterable[Progress]) -> tuple[GoingOn, ...]:
    """Where somebody goes on, the newest first."""
    told = [one for one in progress if one.series in here.titles]
    ends = lengths(here.channel, here.titles, {one.series for one in told})
    return tuple(
        GoingOn(
            card_of(here.titles[one.series]), one.episode, one.position_ms,
            ends[one.series, one.episode],
        )
        for one in rails.going_on(told, ends, RAIL_MOST)
    )  # fmt: skip


def series_page(
    house: House, channel: Channel, seat: Seat, series: str, progress: Iterable[Progress] = ()
) -> SeriesPage:
    """Everything that is shown of a series.

    `progress` is where they were in it.

    Raises:
        Missing: it is not out where they are.
        Invalid: it is not shown in minors mode.
    """
    view = viewed(house, channel, seat, series)
    title = view.title
    ends = lengths(channel, {series: title}, {series})
    found = rails.going_on((one for one in progress if one.series == series), ends, 1)
    first = next(iter(title.releases))
    episode, position_ms = (found[0].episode, found[0].position_ms) if found else (first, 0)
    return SeriesPage(
        card=card_of(title),
        cast=title.listing.cast,
        language=title.listing.language,
        numbers=title.listing.numbers,
        doors=tuple(map(view.door, title.releases)),
        coming=_coming(title, view.now_ms)[:COMING_MOST],
        episode=episode,
        position_ms=position_ms,
    )


def search(
    house: House, channel: Channel, seat: Seat, typed: str, most: int = 20
) -> tuple[Card, ...]:
    """The best series for what somebody types, best first."""
    here = visit(house, channel, seat.by, seat.territory)
    entries = [channel.entry(one.listed) for one in here.titles.values()]
    hits = searched(entries, typed, page_size(most))
    return _cards(here.titles[hit.series] for hit in hits)


def browse(
    house: House, channel: Channel, seat: Seat, cursor: str = "", most: int = 20
) -> Page[Card]:
    """Every series that is out, the one with the newest episode first.

    Raises:
        Invalid: the cursor is none of ours, or the page is too large.
    """
    here = visit(house, channel, seat.by, seat.territory)
    return _page(here.titles.values(), cursor, most)


def listed(channel: Channel, territory: str, cursor: str = "", most: int = 100) -> Page[Card]:
    """Every series that is out there, for whoever asks without being anybody."""
    shelf = channel.shelf(territory, channel.house.clock.now_ms())
    return _page(shelf.titles.values(), cursor, most)


def calendar(
    house: House, channel: Channel, seat: Seat
) -> tuple[tuple[int, tuple[Coming, ...]], ...]:
    """What comes in the next seven days: (days from now, episodes in order of time)."""
    here = visit(house, channel, seat.by, seat.territory)
    told = {
        (one.series, one.episode): one
        for title in here.titles.values()
        for one in _coming(title, here.now_ms)
    }
    updates = [
        update
        for title in here.titles.values()
        for update in to_come(
            title.series, title.listing.updates, title.releases, title.run.episodes,
            here.now_ms,
        )
    ]  # fmt: skip
    return tuple(
        (away, tuple(told[one.series, one.episode] for one in some))
        for away, some in week(updates, here.now_ms)
    )


def lengths(
    channel: Channel, titles: Mapping[str, Title], series: Collection[str]
) -> dict[tuple[str, int], int]:
    """How long every episode of `series` is that is out, in milliseconds."""
    return {
        (name, episode): channel.ladder(release.ladder).duration_ms
        for name in series
        if name in titles
        for episode, release in titles[name].releases.items()
    }


def since(channel: Channel, territory: str) -> dict[tuple[str, int], int]:
    """When every episode that is out there could first be seen."""
    titles = channel.shelf(territory, channel.house.clock.now_ms()).titles
    return {
        (name, episode): at_ms
        for name, title in titles.items()
        for episode, at_ms in title.since_ms.items()
    }


def _because(here: Visit, seen: Sequence[str]) -> list[Title]:
    watched = [one.listing for one in here.those(seen[:BECAUSE_OF])]
    every = (one.listing for one in here.titles.values())
    return here.those(rails.because(watched, every, seen, RAIL_MOST)) if watched else []


def _rail(name: str, titles: Sequence[Title]) -> Rail:
    said = CATALOGUE[f"watching.rail_{name}"]
    return Rail(name, said.zh, said.en, _cards(titles[:RAIL_MOST]))


def _cards(titles: Iterable[Title]) -> tuple[Card, ...]:
    return tuple(map(card_of, titles))


def _coming(title: Title, now_ms: int) -> tuple[Coming, ...]:
    listing = title.listing
    found = to_come(title.series, listing.updates, title.releases, title.run.episodes, now_ms)
    return tuple(Coming(one.series, listing.title, one.episode, one.at_ms) for one in found)


def _page(titles: Iterable[Title], cursor: str, most: int) -> Page[Card]:
    behind, size = read_cursor(cursor), page_size(most)
    order = sorted(titles, key=lambda one: (-one.newest_ms, one.series))
    if behind is not None:
        at = (-behind[0], behind[1])
        order = [one for one in order if (-one.newest_ms, one.series) > at]
    rows = order[:size]
    more = cursor_of(rows[-1].newest_ms, rows[-1].series) if len(order) > size else ""
    return Page(_cards(rows), more)
