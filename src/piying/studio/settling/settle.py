"""settle: close a period, post what it comes to, and write the statements.

A close may be stopped anywhere: entries are posted together and each once, statements are
written before the close is, and a close that is not there is simply made again.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from piying.ledger import accounts
from piying.ledger.closing import (
    counted_upto,
    drafts,
    facts_digest,
    last_closed,
    period_named,
    posted_by,
    pots_of,
)
from piying.ledger.entries import ROOT, SETTLE
from piying.ledger.standing import Standing
from piying.ledger.stating import Kept, parties, statement
from piying.ledger.terms.agreed import Agreed, Purpose, Recoupment, Target, Targets
from piying.ledger.terms.calendar import Period, dates, day_at, period_of
from piying.ledger.terms.days import after
from piying.ledger.terms.sums import days_counted
from piying.ledger.terms.targets import targets
from piying.ledger.terms.versions import version_on
from piying.ledger.unmoved import Counted, Ground, again, bases_of, ground
from piying.model.books import Close, Draft, Entry, Fact, Statement, Stood, Unearned
from piying.model.canon import Digest, digest
from piying.model.deal import Calendar
from piying.model.errors import Conflict, Invalid
from piying.model.play import Day
from piying.model.sale import Sale
from piying.store.books.books import Books
from piying.store.books.heads import write_head
from piying.store.signing import signer_of
from piying.studio.house import House
from piying.studio.settling.bookkeeping import Known, agreed_of, instant, known_of
from piying.studio.settling.grounds import ground_of, keep_ground

NAME, SLOT = "books", "close"
"""The head that points to the newest close."""
PAY = "pay"
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close came to."""

    period: Period
    statements: tuple[Statement, ...]
    drafts: tuple[Draft, ...]
    """What was posted, or would be."""
    uncovered: tuple[Sale, ...]
    provisional: bool
    """Nothing was posted or kept: the period is not over, or somebody only wanted to see."""


def books_of(house: House) -> Books:
    """The books of a house."""
    return Books(house.store.database)


def last_close(house: House) -> Close | None:
    """The newest close; None before the first."""
    head = house.store.head(NAME, SLOT)
    return None if head is None else house.store.get(head.digest, Close)


def settle(house: House, period: str, *, by: str, dry_run: bool = False) -> Closed:
    """Close the period called `period`; with `dry_run` only say what it would come to.

    Raises:
        Invalid: no period is called that, it is not over, or something that is needed is
            unknown: every question is told.
        Conflict: it, or one after it, is closed already.
        Missing: there are no deals, or a party is not there.
    """
    with _without_cycles():
        return _settled(house, period, by, dry_run=dry_run)


def foresee(
    house: House, periods: Sequence[str], provisional: Sequence[Day] = ()
) -> tuple[Closed, ...]:
    """What closing `periods` one after the other would come to; nothing is posted or kept.

    Args:
        house: whose books they are.
        periods: in turn, from the one behind the newest close on.
        provisional: days as they are counted so far, in place of those that were.

    Raises:
        Invalid: something that is needed is unknown: every question is told.
        Conflict: one is closed already.
        Missing: there are no deals, or a party is not there.
    """
    with _without_cycles():
        return tuple(_foreseen(house, periods, provisional))


def anchor(house: House) -> None:
    """Write the head of the books beside them, signed where the house has a key."""
    key = house.settings.signing_key
    signer = signer_of(key, os.environ) if key.is_file() else None
    write_head(books_of(house), house.settings.house, house.clock.now_ms(), signer)


def last_week(house: House) -> str:
    """The name of the newest week that is over."""
    today = day_at(house.clock.now_ms(), Calendar())
    return period_of(last_closed(after(today, -1), Calendar()), Calendar()).name


def closes(house: House) -> tuple[Close, ...]:
    """Every close, newest first."""
    return tuple(closes_back(house))


def closes_back(house: House) -> Iterator[Close]:
    """As `closes`, each read once it is asked for."""
    one = last_close(house)
    while one is not None:
        yield one
        one = house.store.get(one.before, Close) if one.before else None


# --- inside -------------------------------------------------------------------------------


def _settled(house: House, period: str, by: str, *, dry_run: bool) -> Closed:
    named, before = period_named(period), last_close(house)
    _in_turn(house, named, before, dry_run=dry_run)
    agreed, known_by = agreed_of(house, keep=not dry_run), instant(house)
    known = known_of(house, agreed, named.end)
    made = _made(house, agreed, known, named, before, known_by)
    books = books_of(house)
    about = _abouts(before)
    wanted = drafts(made.standing.now, named, _posted(books, before, made.standing), about)
    if dry_run:
        found = _stated(books, made.standing, before, wanted, posted=())
        return Closed(named, found, wanted, known.uncovered, provisional=True)
    with house.store.together(durable=True):
        entries = books.post_many(wanted, house.clock.now_ms()) if wanted else ()
        found = _stated(books, made.standing, before, (), posted=entries)
        _keep(house, made, found, before, by)
    anchor(house)
    return Closed(named, found, wanted, known.uncovered, provisional=False)


def _foreseen(
    house: House, periods: Sequence[str], provisional: Sequence[Day]
) -> Iterator[Closed]:
    before, books = last_close(house), books_of(house)
    agreed, known_by = agreed_of(house), instant(house)
    named = [period_named(one) for one in periods]
    known = known_of(house, agreed, named[-1].end, provisional)
    posted, sooner = dict(books.all_posted()), list[Draft]()
    for period in named:
        _in_turn(house, period, before, dry_run=True)
        made = _made(house, agreed, known, period, before, known_by)
        find = partial(_of_pot, posted)
        wanted = drafts(made.standing.now, period, find, _abouts(before))
        found = _stated(books, made.standing, before, wanted, posted=(), sooner=sooner)
        uncovered = tuple(sale for sale in known.uncovered if sale.day <= period.end)
        yield Closed(period, found, wanted, uncovered, provisional=True)
        before = _close(made, (), books.last(), before, "")
        for draft in wanted:
            posted[draft.about] = _sums((draft,), posted.get(draft.about, {}))
        sooner += wanted


def _of_pot(posted: Mapping[str, Mapping[str, int]], about: str) -> Mapping[str, int]:
    return posted.get(about, {})


def _abouts(before: Close | None) -> set[str]:
    """The pots that a close posted to."""
    return {
        one.contract + (f"/{one.series}" if one.series else "")
        for one in (before.stood if before else ())
        if one.purpose != Purpose.TAX
    }


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Do not look for cycles in the block.

    A close makes millions of values that form none, and looking through them again and again
    is a fifth of its time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what was made is old at once, without looking at it
            gc.freeze()
            gc.unfreeze()
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Made:
    standing: Standing
    facts: tuple[Fact, ...]
    known_by: str
    rests: Callable[[Targets], Ground]
    """What it rests on, for the next close."""


def _in_turn(house: House, named: Period, before: Close | None, *, dry_run: bool) -> None:
    if before is not None and named.end <= before.end:
        raise Conflict("settle.closed_already", period=named.name, last=before.period)
    today = day_at(house.clock.now_ms(), Calendar())
    if named.end >= today and not dry_run:
        raise Invalid("settle.not_over", period=named.name, end=named.end, today=today)


def _made(
    house: House,
    agreed: Agreed,
    known: Known,
    named: Period,
    before: Close | None,
    known_by: str,
) -> _Made:
    counted = Counted(known.facts, known.tallies, counted_upto(agreed, named.end, known_by))
    facts, tallies = counted.only(), counted.cut()
    now = targets(agreed, facts, named.end, known_by, tallies)
    pots = pots_of(agreed, known_by)
    if before is None:
        between, stood = Targets(named.begin, known_by, (), (), (), (), ()), None
    else:
        earlier = replace(counted, upto=counted_upto(agreed, before.end, known_by))
        stood = _targets(before)
        rested = ground_of(house, digest(before))
        between = again(agreed, pots, earlier, known_by, (stood, rested))
    fresh = tuple(fact for fact in facts if before is None or fact.day > before.end)
    standing = Standing(
        period=named,
        before=stood,
        between=between,
        now=now,
        facts=fresh,
        pots=pots,
        due=_due(agreed, named, known_by),
        tallies=tallies,
    )
    return _Made(standing, facts, known_by, partial(_rests, agreed, pots, counted))


def _rests(agreed: Agreed, pots: Mapping[str, str], counted: Counted, made: Targets) -> Ground:
    """What `made` rests on."""
    found = ground(agreed, pots, counted, (made.day, made.known_by))
    return Ground(found, bases_of(made))


def _due(agreed: Agreed, named: Period, known_by: str) -> str:
    """When the period is paid: the latest day of its deals; empty where one is unknown."""
    found = set()
    for name in {deal.id for deal in agreed.deals}:
        versions = [deal for deal in agreed.deals if deal.id == name]
        deal = version_on(versions, named.end, known_by)
        if deal is not None:
            found.add(dates(named, deal.calendar, agreed.workdays)["payment"])
    return "" if "" in found else max(found, default="")


def _stated(
    books: Books, standing: Standing, before: Close | None, wanted: Iterable[Draft],
    posted: Iterable[Entry], sooner: Iterable[Draft] = (),
) -> tuple[Statement, ...]:  # fmt: skip
    """The statements, from the books as they are with `sooner` and `wanted` on top."""
    _, head = books.last()
    since = 0 if before is None else before.seq
    moves = _moves(books, since)
    coming = _sums(wanted)
    by_account: dict[str, dict[str, None]] = {}
    for one in posted:
        for line in one.draft.postings:
            by_account.setdefault(line.account, {})[one.id] = None
    found, balances = [], _sums(sooner, books.balances())
    for party, currency in _people(standing):
        account = accounts.payable(party, currency).id
        settled, paid, held = moves.get(account, (0, 0, 0))
        closing = -(balances.get(account, 0) + coming.get(account, 0))
        opening = closing - settled + coming.get(account, 0) + paid + held
        entries = tuple(by_account.get(account, ()))
        kept = Kept(opening, paid, held, closing, entries, head)
        found.append(statement(party, currency, standing, kept))
    return tuple(found)


def _posted(
    books: Books, before: Close | None, standing: Standing
) -> Callable[[str], Mapping[str, int]]:
    """What is posted about a pot: what the close before came to, and what came since then.

    The books are asked for everything only where they do not stand on that close.
    """
    if before is None or standing.before is None or _head_at(books, before.seq) != before.head:
        everything = books.all_posted()
        return lambda of: everything.get(of, {})
    stood, since = posted_by(standing.before), books.all_posted(before.seq)

    def posted(of: str) -> Mapping[str, int]:
        if of not in stood:
            return books.posted(of)
        later = since.get(of, {})
        return {
            name: stood[of].get(name, 0) + later.get(name, 0)
            for name in stood[of].keys() | later.keys()
        }

    return posted


def _head_at(books: Books, seq: int) -> Digest:
    """The hash of the entry number `seq`, or of none where there is none."""
    entry = next(books.entries(seq - 1), None) if seq else None
    return ROOT if entry is None else entry.hash


def _sums(several: Iterable[Draft], upon: Mapping[str, int] | None = None) -> dict[str, int]:
    """What drafts come to by account, upon what was there."""
    found = dict(upon or {})
    for draft in several:
        for line in draft.postings:
            found[line.account] = found.get(line.account, 0) + line.minor
    return found


def _moves(books: Books, since: int) -> dict[str, tuple[int, int, int]]:
    """What was settled, paid and held by hand since an entry, by account of a party."""
    found: dict[str, tuple[int, int, int]] = {}
    for (name, kind), minor in books.moved(since).items():
        if name.startswith("payable:"):
            settled, paid, held = found.get(name, (0, 0, 0))
            if kind == SETTLE:
                settled -= minor
            elif kind == PAY:
                paid += minor
            else:
                held += minor
            found[name] = (settled, paid, held)
    return found


def _people(standing: Standing) -> tuple[tuple[str, str], ...]:
    had = parties(standing.before) if standing.before else ()
    return tuple(sorted({*parties(standing.now), *had}))


def _keep(
    house: House, made: _Made, found: tuple[Statement, ...], before: Close | None, by: str
) -> None:
    store = house.store
    names = store.put_all(found)
    kept = tuple((one.id, name) for one, name in zip(found, names, strict=True))
    close = _close(made, kept, books_of(house).last(), before, by)
    name = store.put(close)
    store.move_head(NAME, SLOT, name, (), house.clock.now_ms())
    keep_ground(house, name, made.rests(made.standing.now))


def _close(
    made: _Made, kept: tuple[tuple[str, Digest], ...], books: tuple[int, Digest],
    before: Close | None, by: str,
) -> Close:  # fmt: skip
    """A period as it is closed, with the last entry of the books."""
    standing = made.standing
    seq, head = books
    days = {(fact.day, fact.evidence) for fact in made.facts if fact.evidence}
    days |= days_counted(standing.tallies)
    return Close(
        period=standing.period.name,
        begin=standing.period.begin,
        end=standing.period.end,
        known_by=made.known_by,
        stood=tuple(_stood(line) for line in standing.now.lines),
        unearned=tuple(
            Unearned(one.contract, one.series, one.currency, _text(one.unrecouped))
            for one in standing.now.recoupments
        ),
        versions=standing.now.versions,
        days=tuple(sorted(days)),
        facts=facts_digest(made.facts, standing.tallies),
        statements=kept,
        seq=seq,
        head=head,
        before=digest(before) if before else None,
        by=by,
    )


def _targets(close: Close) -> Targets:
    """What everything stood at when a period was closed."""
    return Targets(
        day=close.end,
        known_by=close.known_by,
        lines=tuple(
            Target(one.party, Purpose(one.purpose), one.contract, one.series, one.currency,
                   _number(one.exact), one.minor)
            for one in close.stood
        ),
        recoupments=tuple(
            Recoupment(one.contract, one.series, one.currency, ZERO, ZERO, ZERO,
                       _number(one.unrecouped))
            for one in close.unearned
        ),
        minimums=(),
        traces=(),
        versions=close.versions,
    )  # fmt: skip


def _stood(line: Target) -> Stood:
    return Stood(line.party, line.purpose.value, line.contract, line.series, line.currency,
                 _text(line.exact), line.minor)  # fmt: skip


def _number(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below))


def _text(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"
