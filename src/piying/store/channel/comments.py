"""Comments in the database: said once, with every step that was taken about them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, text, update

from piying.model.comment import Act, Comment, State, Step
from piying.model.errors import Missing
from piying.store.channel import viewtables as tables
from piying.store.engine import Database

SECOND_MS = 1_000
OWN_MAX = 200
"""The most comments of one person on one episode that are read at once."""
STEPS_MAX = 1_000

_SHOWN = text(
    "WITH RECURSIVE moment (second) AS ("
    "SELECT min(second) FROM channel_comment_standing "
    "WHERE series = :series AND episode = :episode AND state = 'shown' "
    "UNION ALL SELECT (SELECT min(later.second) FROM channel_comment_standing AS later "
    "WHERE later.series = :series AND later.episode = :episode AND later.state = 'shown' "
    "AND later.second > moment.second) FROM moment WHERE moment.second IS NOT NULL) "
    "SELECT said.id, said.position_ms, said.text FROM moment "
    "JOIN channel_comment_standing AS one ON one.series = :series "
    "AND one.episode = :episode AND one.state = 'shown' AND one.second = moment.second "
    "AND one.rank <= coalesce((SELECT last.rank FROM channel_comment_standing AS last "
    "WHERE last.series = :series AND last.episode = :episode AND last.state = 'shown' "
    "AND last.second = moment.second ORDER BY last.rank LIMIT 1 OFFSET :behind), 2147483647) "
    "JOIN channel_comment AS said ON said.id = one.comment"
)
"""From one second that has comments to the next, and there the first by rank: it costs what it
gives, however many there are."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A comment with how it stands and whose it is."""

    comment: Comment
    state: State
    account: str
    """Empty where the account was closed."""
    rule: str = ""
    """Of the last step."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a house."""

    database: Database

    def add(self, account: str, comment: Comment, state: State, step: Step, rank: int) -> None:
        """Keep a comment with its first step; `rank` says who goes first in a full second."""
        with self.database.writing(durable=True) as connection:
            connection.execute(
                insert(tables.comment).values(
                    id=comment.id, series=comment.series, episode=comment.episode,
                    release=comment.release, position_ms=comment.position_ms,
                    text=comment.text, at_ms=comment.at_ms,
                )
            )  # fmt: skip
            connection.execute(
                insert(tables.author).values(
                    comment=comment.id, account=account, series=comment.series,
                    episode=comment.episode,
                )
            )  # fmt: skip
            connection.execute(
                insert(tables.standing).values(
                    comment=comment.id, series=comment.series, episode=comment.episode,
                    state=state.value, second=comment.position_ms // SECOND_MS, rank=rank,
                    step=_step(connection, comment.id, step),
                )
            )  # fmt: skip

    def kept(self, name: str) -> Kept:
        """The comment called `name`.

        Raises:
            Missing: there is none.
        """
        with self.database.reading() as connection:
            return _kept(connection, name)

    def move(self, name: str, state: State, step: Step) -> None:
        """Let a comment stand as `state` from now on, for the reason that `step` says.

        Whoever calls read in the same block how it stood.
        """
        rows = tables.standing
        with self.database.writing(durable=True) as connection:
            connection.execute(
                update(rows)
                .where(rows.c.comment == name)
                .values(state=state.value, step=_step(connection, name, step))
            )

    def steps(self, name: str) -> tuple[Step, ...]:
        """All that happened to a comment, in order."""
        rows = tables.comment_step
        asked = (
            select(rows.c.act, rows.c.by, rows.c.rule, rows.c.why, rows.c.at_ms)
            .where(rows.c.comment == name)
            .order_by(rows.c.seq)
            .limit(STEPS_MAX)
        )
        with self.database.reading() as connection:
            return tuple(Step(Act(act), *rest) for act, *rest in connection.execute(asked))

    def standing(self, state: State, behind: str, most: int) -> tuple[Kept, ...]:
        """The comments that stand so, oldest first, behind the one called `behind`."""
        rows = tables.standing
        asked = (
            select(rows.c.comment)
            .where(rows.c.state == state.value, rows.c.comment > behind)
            .order_by(rows.c.comment)
            .limit(most)
        )
        with self.database.reading() as connection:
            names = connection.execute(asked).scalars().all()
            return tuple(_kept(connection, name) for name in names)

    def count(self, state: State) -> int:
        """How many comments stand so."""
        rows = tables.standing
        asked = select(func.count()).where(rows.c.state == state.value)
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def last(self, series: str, episode: int) -> int:
        """The number of the newest step about a comment on an episode; 0: there is none."""
        rows = tables.standing
        asked = select(func.max(rows.c.step)).where(
            rows.c.series == series, rows.c.episode == episode
        )
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar() or 0)

    def shown(self, series: str, episode: int, most: int) -> tuple[tuple[str, int, str], ...]:
        """(id, position, text) of what is shown, of each second the first `most` by rank.

        Those of the same rank as the last of them come too.
        """
        told = {"series": series, "episode": episode, "behind": max(most - 1, 0)}
        with self.database.reading() as connection:
            rows = connection.execute(_SHOWN, told)
            return tuple((str(a), int(b), str(c)) for a, b, c in rows)

    def own(self, account: str, series: str, episode: int) -> tuple[Kept, ...]:
        """What somebody said of an episode, newest first."""
        rows = tables.author
        asked = (
            select(rows.c.comment)
            .where(
                rows.c.account == account, rows.c.series == series, rows.c.episode == episode
            )
            .order_by(rows.c.comment.desc())
            .limit(OWN_MAX)
        )
        with self.database.reading() as connection:
            names = connection.execute(asked).scalars().all()
            return tuple(_kept(connection, name) for name in names)


def _step(connection: Connection, name: str, step: Step) -> int:
    done = connection.execute(
        insert(tables.comment_step).values(
            comment=name, act=step.act.value, by=step.by, rule=step.rule, why=step.why,
            at_ms=step.at_ms,
        )
    )  # fmt: skip
    key = done.inserted_primary_key
    if key is None:
        raise AssertionError("a step without a number")
    return int(key[0])


def _kept(connection: Connection, name: str) -> Kept:
    texts, rows, whose, steps = (
        tables.comment, tables.standing, tables.author, tables.comment_step,
    )  # fmt: skip
    asked = (
        select(
            texts.c.id, texts.c.series, texts.c.episode, texts.c.release, texts.c.position_ms,
            texts.c.text, texts.c.at_ms, rows.c.state, whose.c.account, steps.c.rule,
            steps.c.why,
        )
        .join(rows, rows.c.comment == texts.c.id)
        .join(steps, steps.c.seq == rows.c.step)
        .outerjoin(whose, whose.c.comment == texts.c.id)
        .where(texts.c.id == name)
    )  # fmt: skip
    row = connection.execute(asked).first()
    if row is None:
        raise Missing("viewing.no_comment", name=name)
    comment = Comment(
        row.id, row.series, row.episode, row.release, row.position_ms, row.text, row.at_ms
    )
    return Kept(comment, State(row.state), row.account or "", row.rule, row.why)
