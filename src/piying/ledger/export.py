"""Export: the books as text that the ledgers of others read, so that anybody can check them.

Beancount and hledger are plain-text accounting programs. Both work out for themselves whether
every entry balances and what every account comes to; the balances that we claim are written
behind the entries, and either program refuses the file if it finds others. Amounts have as many
digits as their currency has; both programs infer how exact they have to be from the digits.

Beancount's names of accounts begin with a capital and hold letters, digits and hyphens, so a
path is changed to fit and kept beside as `path`. Formats: beancount.github.io/docs/
beancount_language_syntax.html and hledger.org/hledger.html, both read 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from piying.ledger.accounts import currency_of
from piying.ledger.entries import balances
from piying.model.books import Account, AccountKind, Entry
from piying.model.money import MINOR_DIGITS

ROOTS: dict[AccountKind, str] = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.INCOME: "Income",
    AccountKind.EXPENSE: "Expenses",
    AccountKind.EQUITY: "Equity",
}
TYPES: dict[AccountKind, str] = {
    AccountKind.ASSET: "A",
    AccountKind.LIABILITY: "L",
    AccountKind.INCOME: "R",
    AccountKind.EXPENSE: "X",
    AccountKind.EQUITY: "E",
}
"""As hledger calls the kinds: income is revenue."""
_UNFIT = re.compile(r"[^A-Za-z0-9-]+")
EMPTY = "1970-01-01"
"""The day on which accounts are opened where there is no entry."""


def beancount(entries: Sequence[Entry], accounts: Iterable[Account]) -> Iterator[str]:
    """The lines of a Beancount file, each without its line break."""
    opened = sorted(accounts, key=lambda each: each.id)
    names = beancount_names(opened)
    days = [entry.draft.effective for entry in entries] or [EMPTY]
    yield 'option "title" "piying"'
    yield ""
    for each in opened:
        yield f"{min(days)} open {names[each.id]} {each.currency}"
        yield f"  path: {_quoted(each.id)}"
    for entry in entries:
        draft = entry.draft
        yield ""
        yield f"{draft.effective} * {_quoted(draft.kind)} {_quoted(draft.cause)}"
        yield f"  seq: {entry.seq}"
        yield f"  entry: {_quoted(entry.id)}"
        yield f"  key: {_quoted(draft.idem)}"
        yield f"  hash: {_quoted(entry.hash)}"
        for line in draft.postings:
            yield f"  {names[line.account]}  {amount(line.minor, currency_of(line.account))}"
            if line.memo:
                yield f"    memo: {_quoted(line.memo)}"
    yield ""
    after = (date.fromisoformat(max(days)) + timedelta(days=1)).isoformat()
    standing = balances(entries)
    for each in opened:
        yield (
            f"{after} balance {names[each.id]} "
            f"{amount(standing.get(each.id, 0), each.currency)}"
        )


def hledger(entries: Sequence[Entry], accounts: Iterable[Account]) -> Iterator[str]:
    """The lines of an hledger journal, each without its line break."""
    opened = sorted(accounts, key=lambda each: each.id)
    days = [entry.draft.effective for entry in entries] or [EMPTY]
    for each in opened:
        yield f"account {each.id}  ; type: {TYPES[each.kind]}"
    for entry in entries:
        draft = entry.draft
        yield ""
        words = draft.cause.replace(";", ",")
        yield f"{draft.effective} * ({entry.seq}) {draft.kind} | {words}"
        yield f"    ; entry: {entry.id}"
        yield f"    ; hash: {entry.hash}"
        for line in draft.postings:
            memo = f"  ; {line.memo}" if line.memo else ""
            yield f"    {line.account}  {amount(line.minor, currency_of(line.account))}{memo}"
    yield ""
    yield f"{max(days)} * balances"
    standing = balances(entries)
    for each in opened:
        wanted = amount(standing.get(each.id, 0), each.currency)
        yield f"    {each.id}  {amount(0, each.currency)} = {wanted}"


def beancount_names(accounts: Iterable[Account]) -> Mapping[str, str]:
    """The name of each account in a Beancount file, by its path; no two have the same."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for each in accounts:
        parts = [_UNFIT.sub("-", part).strip("-") or "X" for part in each.id.split(":")]
        parts = [part[0].upper() + part[1:] for part in parts]
        name = base = ":".join([ROOTS[each.kind], *parts])
        again = 1
        while name in taken:
            again += 1
            name = f"{base}-{again}"
        taken.add(name)
        names[each.id] = name
    return names


def amount(minor: int, currency: str) -> str:
    """An amount with as many digits as its currency has: "-12.30 CNY"; units have none."""
    digits = MINOR_DIGITS.get(currency, 0)
    whole, rest = divmod(abs(minor), 10**digits)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}{f'.{rest:0{digits}d}' if digits else ''} {currency}"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
