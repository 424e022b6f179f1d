"""Folding: everything durable since the beginning of last week, as one state, and kept so.

The state is a function of what is durable and of the hour that it is. So it is the same whether
it was made in one go or followed from the beginning. What would change the meaning of reports
that were folded already (another length of an episode, a name for a series that had none) asks
for a new state.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.audience.cells import Picture
from piying.audience.live import EVERYTHING, Now, Running, shares
from piying.model.errors import Missing
from piying.model.figures import DAY_HOURS, Event, Gain, People
from piying.model.play import HOUR_MS
from piying.store.channel.following import Following
from piying.store.channel.happened import Happened
from piying.store.plays.names import LOG, all_names
from piying.store.plays.reported import Lengths, Reported, lengths
from piying.store.plays.tail import Came, Tail
from piying.studio.counting.worlds import Screening, screenings_of
from piying.studio.house import House, plays_of

MARGIN_HOURS = DAY_HOURS
"""Before the first hour that is shown so many more are read: a viewing may have begun there."""
SALES_MS = 1_000
"""Sales and names are looked at so often; all else each time."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was read, and is not yet in the state."""

    gains: tuple[Gain, ...] = ()
    people: tuple[People, ...] = ()
    events: tuple[Event, ...] = ()
    rows: int = 0
    came_ms: int = 0

    @property
    def any(self) -> bool:
        """Whether they change anything."""
        return bool(self.gains or self.people or self.events)


class Folding:
    """The state, and what it is read from; for one thread."""

    def __init__(self, house: House, now_ms: int) -> None:
        self._house = house
        self.now = Now(now_ms // HOUR_MS)
        self.running = Running()
        self.rows = self.came_ms = 0
        first = self.now.first_hour
        self._reported = Reported(first - MARGIN_HOURS, self.now.today)
        self._tail = Tail(plays_of(house))
        self._happened = Happened(house.store.database, first * HOUR_MS)
        self._following = Following(house.store.database)
        self._names: dict[int, str] = {}
        self._names_seq = -1
        self._looked_ms = 0
        self._lengths: dict[tuple[str, int], int] = {}
        self._known: Lengths = lengths({})
        self._seen: set[tuple[int, int]] = set()
        self._unmeasured: set[tuple[str, int]] = set()
        self._stale = False

    # --- reading ------------------------------------------------------------------------

    def load(self) -> None:
        """Read everything.

        Raises:
            Outside: the disk or the database failed.
            Invalid: an hour is not what it was when it was made.
        """
        self._look_up()
        now_ms = self.now.hour * HOUR_MS
        gains: dict[tuple[int, int, int], list[int]] = {}
        people: list[People] = []
        for source in (self._tail.past(self._reported.first_hour), self._tail.more(now_ms)):
            for came in source:
                read = self._folded(came)
                people += read.people
                for one in read.gains:
                    held = gains.setdefault((one.drama, one.episode, one.hour), [0, 0, 0])
                    held[0] += one.plays
                    held[1] += one.finished
                    held[2] += one.watch_ms
        found = tuple(Gain(*key, *held) for key, held in gains.items())
        self.apply(Changes(found, tuple(people), self._happened.look()))
        self.running.forget(self.now)
        self.running.taken()

    def more(self, now_ms: int) -> tuple[Changes, ...]:
        """What came since; not yet in the state."""
        due = now_ms - self._looked_ms >= SALES_MS or now_ms < self._looked_ms
        if due:
            self._looked_ms = now_ms
        if self._following.look().releases or (due and self._names_moved()):
            self._look_up()
        found = [self._folded(came) for came in self._tail.more(now_ms)]
        events = self._happened.look(sales=due)
        return (*found, Changes(events=events)) if events else tuple(found)

    @property
    def is_stale(self) -> bool:
        """Whether what was folded has another meaning by now."""
        return self._stale

    # --- the state ----------------------------------------------------------------------

    def apply(self, changes: Changes) -> None:
        """Bring the state up to what was read."""
        self.rows += changes.rows
        self.came_ms = max(self.came_ms, changes.came_ms)
        for gain in changes.gains:
            if (gain.drama, gain.episode) not in self._seen:
                self._seen.add((gain.drama, gain.episode))
                title = (self.name_of(gain.drama), gain.episode)
                if title not in self._lengths:
                    self._unmeasured.add(title)
        first = self.now.first_hour
        self.running.gain(
            (self.name_of(one.drama), one) for one in changes.gains if one.hour >= first
        )
        for one in changes.people:
            if one.day < self.now.today:
                continue
            series = EVERYTHING if one.drama < 0 else self.name_of(one.drama)
            self.running.meet(series, one.episode, one.day, one.people)
        for share in shares(changes.events):
            if share.hour >= first:
                self.running.add(share)

    def turn(self, now_ms: int) -> bool:
        """Come to the hour that it is; whether it is another one."""
        now = Now(now_ms // HOUR_MS)
        if now == self.now:
            return False
        self.now = now
        self.running.forget(now)
        self._reported.new_day(now.today)
        return True

    @property
    def picture(self) -> Picture:
        """The state as it is shown."""
        return Picture(self.running, self.now, frozenset(self._unmeasured))

    @property
    def viewers_exact(self) -> bool:
        """Whether everybody was told apart; else viewers are at least so many."""
        return not self._reported.people_full

    def name_of(self, drama: int) -> str:
        """The series of a number, or the number where it has no name."""
        return self._names.get(drama, f"#{drama}")

    # --- inside -------------------------------------------------------------------------

    def _folded(self, came: Came) -> Changes:
        gains, people = self._reported.add(came.rows, self._known)
        return Changes(gains, people, rows=len(came.rows["n"]), came_ms=came.at_ms)

    def _names_moved(self) -> bool:
        last = self._house.store.last_entry(LOG)
        return (last.seq if last else 0) != self._names_seq

    def _look_up(self) -> None:
        """Read names and lengths; say whether what was folded means something else now."""
        self._following.look()
        last = self._house.store.last_entry(LOG)
        self._names_seq = last.seq if last else 0
        known = all_names(self._house.store)
        names = {
            number: name for (sort, number), name in known.names.items() if sort == "drama"
        }
        lasting = {
            (one.series, one.episode): one.duration_ms for one in _screenings(self._house)
        }
        for drama, episode in self._seen:
            before, now = self._names.get(drama), names.get(drama)
            if before != now or self._lengths.get((before or "", episode)) != lasting.get(
                (now or "", episode)
            ):
                self._stale = True
        self._names, self._lengths = names, lasting
        numbers = {name: number for number, name in names.items()}
        self._known = lengths(
            {
                (numbers[series], episode): ms
                for (series, episode), ms in lasting.items()
                if series in numbers
            }
        )


def _screenings(house: House) -> tuple[Screening, ...]:
    """The episodes that can be played; none where nobody has told of any."""
    try:
        return screenings_of(house)
    except Missing:
        return ()
