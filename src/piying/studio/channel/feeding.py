"""Feeding: what comes next when somebody swipes, episode by episode, open or with its price.

First where they go on, episode by episode until one is locked; then what else they began; then
the first episodes of what others watch, and of what is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from piying.model.viewer import Progress
from piying.model.watching import Opened, Shut
from piying.release import rails
from piying.studio.channel.finding import Visit, lengths, visit
from piying.studio.channel.memory import Channel
from piying.studio.channel.minors import check_minors
from piying.studio.channel.opening import Seat, shown
from piying.studio.channel.paging import Page, cursor_of, page_size, read_cursor
from piying.studio.channel.shelf import Title
from piying.studio.house import House

FEED_MOST = 10

Place = tuple[str, int]
"""Series and episode."""


def feed(
    house: House,
    channel: Channel,
    seat: Seat,
    progress: Sequence[Progress] = (),
    *,
    cursor: str = "",
    most: int = FEED_MOST,
) -> Page[Opened | Shut]:
    """The next `most` episodes to watch; opening one of them begins its series.

    Args:
        house: whose channel it is.
        channel: what is out.
        seat: who asks, and where they are.
        progress: where they were, the newest first.
        cursor: behind what to go on; empty: at the beginning.
        most: how many.

    Raises:
        Invalid: the cursor is none of ours, the page is too large, or minors mode has closed.
    """
    behind, size = read_cursor(cursor), page_size(most)
    here = visit(house, channel, seat.by, seat.territory)
    order = list(dict.fromkeys(_order(here, progress)))
    start = _start(order, (behind[1], behind[0])) if behind else 0
    rows = order[start : start + size]
    if rows:  # of age they are all; the hour and the time of the day are the same for each
        check_minors(house, here.account, here.titles[rows[0][0]].listing)
    more = ""
    if rows and start + size < len(order):
        more = cursor_of(rows[-1][1], rows[-1][0])
    cards = tuple(
        shown(here.view(here.titles[series]), seat, episode) for series, episode in rows
    )
    return Page(cards, more)


def _order(here: Visit, progress: Iterable[Progress]) -> Iterator[Place]:
    told = [one for one in progress if one.series in here.titles]
    began = {one.series for one in told}
    ends = lengths(here.channel, here.titles, began)
    going = rails.going_on(told, ends, len(began))
    if going:
        yield from _run(here, here.titles[going[0].series], going[0].episode)
    yield from ((one.series, one.episode) for one in going)
    fresh = [*here.hot(), *here.new(len(here.titles))]
    for title in dict.fromkeys(one.series for one in fresh):
        if title not in began:
            yield title, next(iter(here.titles[title].releases))


def _run(here: Visit, title: Title, first: int) -> Iterator[Place]:
    """The episodes from `first` on, with the first one that is locked."""
    for episode in title.releases:
        if episode >= first:
            yield title.series, episode
            if here.ring.why(title, episode, here.now_ms) is None:
                return


def _start(order: Sequence[Place], last: Place) -> int:
    """Where to go on behind `last`, which may have gone meanwhile."""
    if last in order:
        return order.index(last) + 1
    same = [at for at, place in enumerate(order) if place[0] == last[0]]
    return same[-1] + 1 if same else 0
