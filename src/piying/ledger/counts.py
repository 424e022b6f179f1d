"""Counts: plays and watched time in the books, so that one law proves them and money alike.

What was received is a debit; what of it counts, and what does not for each reason, are credits.
A day whose roll-up does not add up is an entry that does not balance, and the database refuses
it. Each version of a day posts what it changes of the one before.
"""

from __future__ import annotations

from collections.abc import Iterable

from piying.ledger import accounts
from piying.model.books import Draft, Posting
from piying.model.errors import Invalid
from piying.model.play import Day, DayRow

COUNT = "count"


def count_draft(
    day: Day, rows: Iterable[DayRow] = (), before: tuple[Day, Iterable[DayRow]] | None = None
) -> Draft | None:
    """What `day` adds to the counts; None where it adds nothing.

    With its `rows` the watched time is posted as well. `before` is the version of the day that
    this one follows, as it was posted.

    Raises:
        Invalid: what was received is not what counts and what does not; the rows do not add up
            to the day.
    """
    standing = counts_of(day, rows)
    if before is not None:
        for account, count in counts_of(*before).items():
            standing[account] = standing.get(account, 0) - count
    lines = tuple(Posting(account, count) for account, count in standing.items() if count)
    if not lines:
        return None
    idem, about = f"count:{day.day}:{day.version}", f"day:{day.day}"
    return Draft(idem, COUNT, day.day, f"rollup:{day.rows_sha256}", lines, about=about)


def counts_of(day: Day, rows: Iterable[DayRow] = ()) -> dict[str, int]:
    """What the accounts of counts come to for a day: debits above zero.

    Raises:
        Invalid: the day does not add up, or not to its rows.
    """
    refused = sum(count for _, count in day.refused)
    if day.received != day.counted + refused:
        raise Invalid(
            "books.count_differs", day=day.day, received=day.received, counted=day.counted,
            refused=refused,
        )  # fmt: skip
    found = {accounts.received().id: day.received, accounts.counted().id: -day.counted}
    for reason, count in day.refused:
        found[accounts.refused(reason.value).id] = -count
    watched = effective = plays = seen = 0
    for row in rows:
        seen += 1
        watched += row.watch_ms
        effective += row.effective_ms
        plays += row.effective_plays
    if seen:
        if plays != day.counted:
            raise Invalid("books.rows_differ", day=day.day, rows=plays, counted=day.counted)
        found[accounts.watched().id] = watched
        found[accounts.effective().id] = -effective
        found[accounts.over_cap().id] = effective - watched
    return found
