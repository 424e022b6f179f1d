"""What viewers keep: where they are, favourites, likes, and how long minors watched."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, delete, exists, func, or_, select, text, tuple_, update

from piying.model.viewer import Progress
from piying.store.channel import viewtables as tables
from piying.store.channel.tables import released
from piying.store.engine import Database

AGE_MS_MAX = 7 * 86_400_000
"""A place told later than a week after it was reached counts as a week old."""
PLACES_MAX = 2_000
"""The most episodes of one series, and the most series, that are read at once."""

_PLACE = text(
    "INSERT INTO channel_progress (account, series, episode, position_ms, moment_ms) "
    "VALUES (:account, :series, :episode, :position_ms, :moment_ms) "
    "ON CONFLICT (account, series, episode) DO UPDATE "
    "SET position_ms = excluded.position_ms, moment_ms = excluded.moment_ms "
    "WHERE excluded.moment_ms > channel_progress.moment_ms "
    "OR (excluded.moment_ms = channel_progress.moment_ms "
    "AND excluded.position_ms > channel_progress.position_ms)"
)
_FORGET = text(
    "INSERT INTO channel_forgotten (account, series, moment_ms) "
    "VALUES (:account, :series, :moment_ms) "
    "ON CONFLICT (account, series) DO UPDATE SET moment_ms = excluded.moment_ms "
    "WHERE excluded.moment_ms > channel_forgotten.moment_ms"
)
_FAVOURITE = text(
    "INSERT INTO channel_favourite (account, series, at_ms, looked_ms) "
    "VALUES (:account, :series, :at_ms, :at_ms) ON CONFLICT DO NOTHING"
)
_LIKE = text(
    "INSERT INTO channel_like (account, series, episode, at_ms) "
    "VALUES (:account, :series, :episode, :at_ms) ON CONFLICT DO NOTHING"
)
_COUNT = text(
    "INSERT INTO channel_likes (series, episode, count) VALUES (:series, :episode, 1) "
    "ON CONFLICT (series, episode) DO UPDATE SET count = channel_likes.count + 1"
)
_WATCHED = text(
    "INSERT INTO channel_watched (account, day, ms) VALUES (:account, :day, :ms) "
    "ON CONFLICT (account, day) DO UPDATE SET ms = channel_watched.ms + excluded.ms"
)


@dataclass(frozen=True, slots=True)
class Favourite:
    """A series that somebody follows."""

    series: str
    at_ms: int
    looked_ms: int
    """When they last saw which episodes there are."""


@dataclass(frozen=True, slots=True)
class Keepsakes:
    """What the viewers of a house keep."""

    database: Database

    # --- where they are -----------------------------------------------------------------

    def out(self, series: str, episode: int) -> bool:
        """Whether the episode was ever released."""
        asked = select(released.c.seq).where(
            released.c.series == series, released.c.episode == episode
        )
        with self.database.reading() as connection:
            return connection.execute(asked.limit(1)).first() is not None

    def known(self, series: str) -> bool:
        """Whether anything of the series was ever released."""
        asked = select(released.c.seq).where(released.c.series == series)
        with self.database.reading() as connection:
            return connection.execute(asked.limit(1)).first() is not None

    def keep(self, place: Progress) -> bool:
        """Keep where somebody is; False: a newer place is kept, or it was forgotten since.

        The same places in any order leave the same: the newest, of two as new the later one.
        """
        rows = tables.forgotten
        gone = select(func.max(rows.c.moment_ms)).where(
            rows.c.account == place.account, rows.c.series.in_(("", place.series))
        )
        with self.database.writing() as connection:
            if place.at_ms <= (connection.execute(gone).scalar() or 0):
                return False
            done = connection.execute(
                _PLACE,
                {
                    "account": place.account, "series": place.series,
                    "episode": place.episode, "position_ms": place.position_ms,
                    "moment_ms": place.at_ms,
                },
            )  # fmt: skip
        return done.rowcount == 1

    def places(self, account: str, series: str) -> tuple[Progress, ...]:
        """Where somebody is in each episode of a series, by episode."""
        rows = tables.progress
        asked = (
            select(rows)
            .where(rows.c.account == account, rows.c.series == series)
            .order_by(rows.c.episode)
            .limit(PLACES_MAX)
        )
        with self.database.reading() as connection:
            return tuple(Progress(*row) for row in connection.execute(asked))

    def history(
        self, account: str, before: tuple[int, str] | None, most: int
    ) -> tuple[Progress, ...]:
        """The newest place in each series, newest first, behind the place `before`."""
        rows = tables.progress
        other = rows.alias()
        newer = exists().where(
            other.c.account == rows.c.account,
            other.c.series == rows.c.series,
            or_(
                other.c.moment_ms > rows.c.moment_ms,
                and_(other.c.moment_ms == rows.c.moment_ms, other.c.episode > rows.c.episode),
            ),
        )
        asked = select(rows).where(rows.c.account == account, ~newer)
        if before is not None:
            asked = asked.where(tuple_(rows.c.moment_ms, rows.c.series) < before)
        asked = asked.order_by(rows.c.moment_ms.desc(), rows.c.series.desc()).limit(most)
        with self.database.reading() as connection:
            return tuple(Progress(*row) for row in connection.execute(asked))

    def forget(self, account: str, series: str, at_ms: int) -> int:
        """Forget where somebody was in a series (empty: in all); how many episodes it was."""
        rows, gone = tables.progress, tables.forgotten
        which = [rows.c.account == account]
        old = [gone.c.account == account, gone.c.moment_ms < at_ms - AGE_MS_MAX]
        if series:
            which.append(rows.c.series == series)
        with self.database.writing() as connection:
            connection.execute(delete(gone).where(*old))
            if not series:
                connection.execute(delete(gone).where(gone.c.account == account))
            connection.execute(
                _FORGET, {"account": account, "series": series, "moment_ms": at_ms}
            )
            return int(connection.execute(delete(rows).where(*which)).rowcount)

    # --- favourites ---------------------------------------------------------------------

    def follow(self, account: str, series: str, at_ms: int) -> None:
        """Follow a series; who does already keeps what they have."""
        with self.database.writing() as connection:
            connection.execute(
                _FAVOURITE, {"account": account, "series": series, "at_ms": at_ms}
            )

    def unfollow(self, account: str, series: str) -> None:
        """Follow a series no longer."""
        rows = tables.favourite
        with self.database.writing() as connection:
            connection.execute(
                delete(rows).where(rows.c.account == account, rows.c.series == series)
            )

    def looked(self, account: str, series: str, at_ms: int) -> None:
        """Note that somebody saw which episodes a series has; it never goes back."""
        rows = tables.favourite
        with self.database.writing() as connection:
            connection.execute(
                update(rows)
                .where(
                    rows.c.account == account, rows.c.series == series,
                    rows.c.looked_ms < at_ms,
                )
                .values(looked_ms=at_ms)
            )  # fmt: skip

    def favourite(self, account: str, series: str) -> Favourite | None:
        """Since when somebody follows a series; None: they do not."""
        rows = tables.favourite
        asked = select(rows.c.series, rows.c.at_ms, rows.c.looked_ms).where(
            rows.c.account == account, rows.c.series == series
        )
        with self.database.reading() as connection:
            row = connection.execute(asked).first()
        return None if row is None else Favourite(*row)

    def favourites(
        self, account: str, before: tuple[int, str] | None, most: int
    ) -> tuple[Favourite, ...]:
        """What somebody follows, the newest first, behind `before`."""
        rows = tables.favourite
        asked = select(rows.c.series, rows.c.at_ms, rows.c.looked_ms).where(
            rows.c.account == account
        )
        if before is not None:
            asked = asked.where(tuple_(rows.c.at_ms, rows.c.series) < before)
        asked = asked.order_by(rows.c.at_ms.desc(), rows.c.series.desc()).limit(most)
        with self.database.reading() as connection:
            return tuple(Favourite(*row) for row in connection.execute(asked))

    def following(self, account: str) -> int:
        """How many series somebody follows."""
        rows = tables.favourite
        asked = select(func.count()).where(rows.c.account == account)
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    # --- likes --------------------------------------------------------------------------

    def like(self, account: str, series: str, episode: int, at_ms: int) -> None:
        """Like an episode; a second time changes nothing."""
        told = {"account": account, "series": series, "episode": episode, "at_ms": at_ms}
        with self.database.writing() as connection:
            if connection.execute(_LIKE, told).rowcount == 1:
                connection.execute(_COUNT, {"series": series, "episode": episode})

    def unlike(self, account: str, series: str, episode: int) -> None:
        """Like an episode no longer; a second time changes nothing."""
        rows = tables.liked
        with self.database.writing() as connection:
            gone = connection.execute(
                delete(rows).where(
                    rows.c.account == account, rows.c.series == series,
                    rows.c.episode == episode,
                )
            )  # fmt: skip
            if gone.rowcount == 1:
                self._one_less(series, episode)

    def likes(self, account: str, series: str, episode: int) -> tuple[int, bool]:
        """How many like an episode, and whether `account` does."""
        rows, counts = tables.liked, tables.likes
        mine = select(rows.c.at_ms).where(
            rows.c.account == account, rows.c.series == series, rows.c.episode == episode
        )
        all_of_them = select(counts.c.count).where(
            counts.c.series == series, counts.c.episode == episode
        )
        with self.database.reading() as connection:
            count = connection.execute(all_of_them).scalar() or 0
            return int(count), connection.execute(mine).first() is not None

    # --- minors -------------------------------------------------------------------------

    def watch(self, account: str, day: int, ms: int) -> int:
        """Add to what somebody watched on a day; how much it is now."""
        with self.database.writing() as connection:
            connection.execute(_WATCHED, {"account": account, "day": day, "ms": ms})
            return self.watched(account, day)

    def watched(self, account: str, day: int) -> int:
        """How long somebody watched on a day, in milliseconds."""
        rows = tables.watched
        asked = select(rows.c.ms).where(rows.c.account == account, rows.c.day == day)
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar() or 0)

    # --- the end ------------------------------------------------------------------------

    def drop(self, account: str) -> None:
        """Remove all that somebody keeps; their comments stay and are nobody's."""
        rows = tables.liked
        mine = select(rows.c.series, rows.c.episode).where(rows.c.account == account)
        with self.database.writing(durable=True) as connection:
            for series, episode in connection.execute(mine).all():
                self._one_less(series, episode)
            for table in (
                tables.progress, tables.forgotten, tables.favourite, tables.liked,
                tables.watched, tables.author,
            ):  # fmt: skip
                connection.execute(delete(table).where(table.c.account == account))

    def _one_less(self, series: str, episode: int) -> None:
        rows = tables.likes
        with self.database.writing() as connection:
            connection.execute(
                update(rows)
                .where(rows.c.series == series, rows.c.episode == episode)
                .values(count=rows.c.count - 1)
            )
