"""Closing a period: what the books have to say at its end, and what brings them there.

Everything is *target − posted*, pot by pot, so a close may be asked for as often as anybody
likes: what is posted already is not posted again, and what became known late is posted in the
next close, whichever period it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from piying.ledger import accounts
from piying.ledger.entries import SETTLE, difference, with_suspense
from piying.ledger.terms.agreed import Agreed, Purpose, Target, Targets
from piying.ledger.terms.calendar import Period, period_of
from piying.ledger.terms.days import after
from piying.ledger.terms.measures import OWN
from piying.ledger.terms.pot import grouped
from piying.ledger.terms.sums import Tally, days_counted
from piying.ledger.terms.versions import contracts_known, reigns, version_on
from piying.model.books import Draft, Fact, Metric
from piying.model.canon import Digest, digest
from piying.model.deal import HOUSE, Calendar
from piying.model.errors import Invalid

CONTENT = "content"
"""The expense that the parts of others are."""
WITHHELD = "income"
"""The account of tax that was withheld from persons."""
ROLLED = (Metric.PLAYS, Metric.WATCH_MS, Metric.USERS)
"""What our own roll-ups count."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the accounts of one pot have to stand at, cumulatively."""

    about: str
    """Under which its entries stand in the books: "contract/series", "tax/party"."""
    accounts: Mapping[str, int]
    """Debits above zero."""


def period_named(name: str) -> Period:
    """The period called `name`: "2026-W47" or "2026-11".

    Raises:
        Invalid: no period is called that.
    """
    try:
        if "-W" in name:
            year, week = name.split("-W")
            day = date.fromisocalendar(int(year), int(week), 1).isoformat()
            found = period_of(day, Calendar(period="week"))
        else:
            found = period_of(date.fromisoformat(f"{name}-01").isoformat(),
                              Calendar(period="month"))  # fmt: skip
    except ValueError:
        found = None
    if found is None or found.name != name:
        raise Invalid("settle.bad_period", period=name)
    return found


def counted_upto(agreed: Agreed, day: str, known_by: str) -> Callable[[str], str]:
    """The last day that counts at a close at the end of `day`, by contract.

    A deal's facts count once its own period is over: those of a monthly deal wait for the end
    of the month, whatever weeks are closed meanwhile.
    """
    by_deal: dict[str, str] = {}
    for name in {contract.deal for contract in agreed.contracts}:
        held = version_on([deal for deal in agreed.deals if deal.id == name], day, known_by)
        by_deal[name] = day if held is None else last_closed(day, held.calendar)
    upto = {contract.id: by_deal[contract.deal] for contract in agreed.contracts}
    return lambda contract: upto.get(contract, day)


def counted_by(agreed: Agreed, day: str, known_by: str) -> Callable[[Fact], bool]:
    """Whether a fact counts at a close at the end of `day`, as `counted_upto` says."""
    upto = counted_upto(agreed, day, known_by)
    return lambda fact: fact.day <= upto(fact.contract)


def facts_digest(facts: Iterable[Fact], tallies: Iterable[Tally] = ()) -> Digest:
    """The digest of facts: those of roll-ups by their days, all others one by one.

    The digest of a roll-up is of all its rows, so its day says what the facts of it are; with
    it stands the last day that counted of each contract.
    """
    others: list[Fact] = []
    days: set[tuple[str, Digest]] = set()
    last: dict[str, str] = {}
    for fact in facts:
        if fact.counted_by != OWN or fact.metric not in ROLLED or fact.evidence is None:
            others.append(fact)
            continue
        days.add((fact.day, fact.evidence))
        last[fact.contract] = max(fact.day, last.get(fact.contract, ""))
    tallies = tuple(tallies)
    days |= days_counted(tallies)
    ends: dict[int, str] = {}
    for tally in tallies:  # many titles share their days
        shared = id(tally.platforms)
        if shared not in ends:
            ends[shared] = max((spell[-1] for spell in tally.platforms.values()), default="")
        if ends[shared]:
            last[tally.contract] = max(ends[shared], last.get(tally.contract, ""))
    return digest([sorted(days), sorted(last.items()), others])


def last_closed(day: str, calendar: Calendar) -> str:
    """The last day of the newest period that is over at the end of `day`."""
    period = period_of(day, calendar)
    return period.end if period.end <= day else after(period.begin, -1)


def pots_of(agreed: Agreed, known_by: str) -> dict[str, str]:
    """The pot of each contract, as targets call it: its own name, or its group's."""
    contracts = contracts_known(agreed.contracts, known_by)
    by_deal = {
        name: reigns([deal for deal in agreed.deals if deal.id == name], known_by)
        for name in {contract.deal for contract in contracts}
    }
    return {one.id: grouped(one, by_deal[one.deal]) or one.id for one in contracts}


def wanted(found: Targets) -> tuple[Wanted, ...]:
    """What the books have to say, by pot, and tax by person."""
    pots: dict[str, dict[str, int]] = {}
    for line in found.lines:
        if line.party == HOUSE or line.purpose is Purpose.GRANT:
            continue
        about = f"tax/{line.party}" if line.purpose is Purpose.TAX else about_of(line)
        into = pots.setdefault(about, {})
        for account, minor in _lines(line):
            into[account] = into.get(account, 0) + minor
    return tuple(Wanted(about, pots[about]) for about in sorted(pots))


def posted_by(found: Targets) -> dict[str, dict[str, int]]:
    """What is posted about each pot, by account, once the books were brought to `found`.

    Raises:
        Invalid: it asks for what no entry can be.
    """
    return {
        one.about: {name: minor for name, minor in with_suspense(one.accounts).items() if minor}
        for one in wanted(found)
    }


def about_of(line: Target) -> str:
    """The pot of a line, as its entries name it."""
    return f"{line.contract}/{line.series}" if line.series else line.contract


def drafts(
    found: Targets, period: Period, posted: Callable[[str], Mapping[str, int]],
    abouts: Iterable[str] = (),
) -> tuple[Draft, ...]:  # fmt: skip
    """The entries that bring the books to `found`; none where they are there already.

    Args:
        found: what everything comes to at the end of `period`.
        period: that is closed.
        posted: what the entries about a pot come to, by account.
        abouts: pots that were posted before; one that no longer comes to anything is undone.
    """
    made = []
    by_about = {one.about: one.accounts for one in wanted(found)}
    for about in sorted({*by_about, *abouts}):
        target = by_about.get(about, {})
        draft = difference(
            target,
            posted(about),
            idem=f"settle {period.name} {about} {digest(sorted(target.items()))[:20]}",
            effective=period.end,
            cause=f"close {period.name}",
            about=about,
            kind=SETTLE,
        )
        if draft is not None:
            made.append(draft)
    return tuple(made)


def _lines(line: Target) -> list[tuple[str, int]]:
    """What one target asks of the accounts: debits above zero, adding up to nothing."""
    currency, minor, purpose = line.currency, line.minor, line.purpose
    cost = accounts.expense(CONTENT, currency).id
    if purpose is Purpose.SUSPENSE:  # which itself follows from what is left over
        return [(cost, minor)]
    if purpose is Purpose.RESERVE:
        back = accounts.reserve(line.party, _part(line.contract), currency).id
        return [(cost, minor), (back, -minor)]
    owed = accounts.payable(line.party, currency).id
    if purpose is Purpose.HELD:
        return [(owed, minor), (accounts.held(_part(line.contract), currency).id, -minor)]
    if purpose is Purpose.TAX:
        return [(owed, minor), (accounts.tax(WITHHELD, currency).id, -minor)]
    return [(cost, minor), (owed, -minor)]


def _part(name: str) -> str:
    """A contract or a group as a part of the path of an account."""
    return name.replace(":", ".")
