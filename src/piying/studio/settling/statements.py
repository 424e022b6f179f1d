"""statement: statements that were made, as files to send; and what was paid on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from piying.ledger import accounts
from piying.ledger.entries import mirror
from piying.ledger.terms.calendar import day_at
from piying.model.books import Close, Draft, Entry, Posting, Statement, StatementLine, Trace
from piying.model.canon import canonical
from piying.model.deal import Calendar
from piying.model.deferred import deferred
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.money import grouped, minor_digits
from piying.model.people import Cast
from piying.render.statement.sheet import Named, sheet, step_said
from piying.render.statement.tables import csv_of
from piying.store.books.books import Books
from piying.store.disk import make_folder, write_file
from piying.studio.house import House
from piying.studio.settling.bookkeeping import agreed_of, newest
from piying.studio.settling.settle import PAY, anchor, books_of, closes, closes_back

if TYPE_CHECKING:
    from piying.render.statement.pdf import pdf
    from piying.render.statement.workbook import workbook_of
else:
    pdf = deferred("piying.render.statement.pdf:pdf")
    workbook_of = deferred("piying.render.statement.workbook:workbook_of")

FORMS = ("pdf", "csv", "json")
BANK = "bank"
BACK = "back"
KNOWN_MAX = 12
"""So many statements are named to whoever asks for one that is not there."""
AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement, and the period it is of."""

    period: str
    statement: Statement


def statements(house: House, period: str = "", party: str = "") -> tuple[Found, ...]:
    """Every statement that was made, newest first; of one period or party where named."""
    return tuple(
        Found(close.period, house.store.get(name, Statement))
        for close in closes(house)
        if period in {"", close.period}
        for _, name in close.statements
        if not party or house.store.get(name, Statement).party == party
    )


def statement_named(house: House, name: str) -> Statement:
    """The statement called `name`.

    Raises:
        Missing: there is none; it says which there are.
    """
    return closed_in(house, name)[0]


def closed_in(house: House, name: str) -> tuple[Statement, Close]:
    """The statement called `name`, and the close that made it; raises as `statement_named`."""
    known: list[str] = []
    for close in closes_back(house):
        for one, kept in close.statements:
            if one == name:
                return house.store.get(kept, Statement), close
            known.append(one)
    if not known:
        raise Missing("settle.nothing_closed")
    raise Missing("settle.no_statement", name=name, known=", ".join(known[:KNOWN_MAX]))


def write(house: House, statement: Statement, folder: Path, language: str) -> tuple[Path, ...]:
    """The files of a statement: the page, the table, and the value itself.

    Raises:
        Outside: it cannot be set, or the disk refused.
    """
    make_folder(folder)
    paths = tuple(folder / f"{statement.id}.{form}" for form in FORMS)
    for path, form in zip(paths, FORMS, strict=True):
        write_file(path, file_of(house, statement, form, language))
    return paths


def file_of(house: House, statement: Statement, form: str, language: str) -> bytes:
    """One file of a statement: its page (pdf), its table (csv, xlsx), or the value (json).

    Raises:
        Outside: the page cannot be set.
    """
    if form == "pdf":
        return pdf(sheet(statement, named(house, statement), language))
    if form == "xlsx":
        return workbook_of(statement)
    return canonical(statement) if form == "json" else csv_of(statement).encode("utf-8")


def named(house: House, statement: Statement) -> Named:
    """What the page calls everybody."""
    agreed = agreed_of(house)
    called = {party.id: party.name for party in agreed.parties}
    series = {name for contract in newest(agreed.contracts) for name in contract.series}
    return Named(
        issuer=called.get("house", house.settings.producer),
        party=called.get(statement.party, statement.party),
        series={name: _title(house, name) for name in series},
    )


def steps_said(line: StatementLine, party: str, language: str) -> tuple[tuple[Trace, str], ...]:
    """The steps of a line, each with its words; `party` is what its party is called."""
    called = Named(issuer="", party=party)
    return tuple((step, step_said(step, called, language)) for step in line.steps)


def pay(house: House, name: str, amount: str, reference: str) -> Entry:
    """Enter that so much was paid on a statement; the same reference is entered once.

    Raises:
        Missing: there is no such statement.
        Invalid: `amount` is none.
        Conflict: it is more than is owed, the reference was entered otherwise, or what was
            paid by it came back.
    """
    statement = statement_named(house, name)
    currency = statement.currency
    minor = _minor(amount, currency)
    books, account = books_of(house), accounts.payable(statement.party, currency)
    draft = Draft(
        idem=_payment(statement, reference),
        kind=PAY,
        effective=day_at(house.clock.now_ms(), Calendar()),
        cause=f"{statement.id} {reference}",
        postings=(
            Posting(account.id, minor, reference),
            Posting(accounts.cash(BANK, currency).id, -minor, reference),
        ),
        about=f"{PAY}/{statement.party}",
    )
    owed, entered = -books.balance(account.id), _entered(books, draft.idem)
    if entered and entered.id in books.undone():
        raise Conflict("settle.came_back", statement=statement.id, reference=reference)
    if minor > owed and not entered:
        raise Conflict(
            "settle.paid_too_much", party=statement.party, currency=currency,
            owed=grouped(owed, currency), paid=grouped(minor, currency),
        )  # fmt: skip
    entry = books.post(draft, house.clock.now_ms())
    anchor(house)
    return entry


def came_back(house: House, name: str, reference: str, why: str) -> Entry:
    """Enter that what was paid on a statement came back: it is owed again.

    The same again is entered once.

    Raises:
        Missing: there is no such statement, or nothing was paid on it by that reference.
        Conflict: it was entered with other words.
    """
    statement = statement_named(house, name)
    books = books_of(house)
    paid = _entered(books, _payment(statement, reference))
    if paid is None:
        raise Missing("settle.no_payment", statement=statement.id, reference=reference)
    idem = f"{BACK} {statement.id} {reference}"
    had = _entered(books, idem)
    day = had.draft.effective if had else day_at(house.clock.now_ms(), Calendar())
    entry = books.post(mirror(paid, idem=idem, effective=day, cause=why), house.clock.now_ms())
    anchor(house)
    return entry


def _payment(statement: Statement, reference: str) -> str:
    return f"{PAY} {statement.id} {reference}"


def _entered(books: Books, idem: str) -> Entry | None:
    try:
        return books.entry(idem)
    except Missing:
        return None


def _minor(amount: str, currency: str) -> int:
    digits = minor_digits(currency)
    if not AMOUNT.fullmatch(amount):
        raise Invalid("settle.bad_amount", amount=amount, currency=currency)
    minor = Fraction(amount) * 10**digits
    if minor.denominator != 1 or minor <= 0:
        raise Invalid("settle.bad_amount", amount=amount, currency=currency)
    return int(minor)


def _title(house: House, series: str) -> str:
    """What a series is called: by its cast file, or by its name where there is none."""
    head = house.store.head(series, "cast")
    if head is None:
        return series
    return house.store.get(head.digest, Cast).title or series
