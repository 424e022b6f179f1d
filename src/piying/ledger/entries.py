"""Entries: drafts that balance, what names them, and their place in the chain.

The body of a draft and the link of an entry are hashed over their fields, each with its length
before it ("5:label", in characters; all of it as UTF-8), so that no two different drafts have
the same bytes: plain concatenation would make "a" + "bc" equal "ab" + "c". The body leaves out
when the entry was recorded, so a retry has the same body; the link covers number, time, body
and the link before it. An entry is named by the moment that it was recorded and the first ten
bytes of its hash, so its name can be checked too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from piying.ledger.accounts import currency_of, named, rounding_suspense
from piying.model.books import Draft, Entry, Posting
from piying.model.canon import Digest
from piying.model.errors import Conflict, Invalid
from piying.model.ids import ulid

ROOT = Digest("0" * 64)
"""What stands before the first entry."""
BODY, LINK = "piying draft 1", "piying entry 1"
"""What is hashed, and how: part of the hash, so that neither can pass for the other."""

MINOR_MAX = 10**15
"""Of one line, either way; the sum of an entry fits 64 bits."""
POSTINGS_MAX = 5_000
WORDS_CHARACTERS_MAX = 500

REVERSE, SETTLE = "reverse", "settle"

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def checked(draft: Draft) -> Draft:
    """`draft`, if it may be written.

    Raises:
        Invalid: it has fewer than two lines or too many, a line of nothing, an account that
            cannot be, a word that cannot be kept; or does not balance in every currency.
    """
    for name, words in (
        ("idem", draft.idem), ("kind", draft.kind), ("cause", draft.cause),
        ("about", draft.about), ("reverses", draft.reverses),
        *(("memo", line.memo) for line in draft.postings),
    ):  # fmt: skip
        needed = name in {"idem", "kind", "cause"}
        if (
            (needed and not words)
            or len(words) > WORDS_CHARACTERS_MAX
            or _CONTROL.search(words)
        ):
            raise Invalid("books.bad_words", draft=draft.idem, field=name, value=words[:40])
    if not _is_day(draft.effective):
        raise Invalid("books.bad_day", draft=draft.idem, value=draft.effective)
    if not 2 <= len(draft.postings) <= POSTINGS_MAX:
        raise Invalid(
            "books.bad_count", draft=draft.idem, count=len(draft.postings), most=POSTINGS_MAX
        )
    for line in draft.postings:
        if line.minor == 0 or abs(line.minor) > MINOR_MAX:
            raise Invalid(
                "books.bad_amount", draft=draft.idem, account=line.account, minor=line.minor
            )
        named(line.account)
    for currency, total in sums(draft.postings).items():
        if total:
            raise Invalid("books.unbalanced", draft=draft.idem, currency=currency, total=total)
    return draft


def sums(postings: Iterable[Posting]) -> dict[str, int]:
    """What the lines come to in each currency; nothing but zeros where they balance."""
    totals: dict[str, int] = {}
    for line in postings:
        currency = currency_of(line.account)
        totals[currency] = totals.get(currency, 0) + line.minor
    return totals


def body_sha256(draft: Draft) -> Digest:
    """The digest of what a draft says."""
    fields = [
        BODY, draft.idem, draft.kind, draft.effective, draft.cause, draft.about, draft.reverses,
        str(len(draft.postings)),
    ]  # fmt: skip
    for line in draft.postings:
        fields += (line.account, str(line.minor), line.memo)
    return Digest(_hash(fields))


def link_sha256(seq: int, prev: Digest, recorded_ms: int, body: Digest) -> Digest:
    """The hash of an entry: its number, the hash before it, when it was recorded, its body."""
    return Digest(_hash([LINK, str(seq), prev, str(recorded_ms), body]))


def entry_of(
    draft: Draft, seq: int, prev: Digest, recorded_ms: int, body: Digest | None = None
) -> Entry:
    """The entry number `seq` that follows the one with the hash `prev`.

    `body` is the digest of the draft, where the caller has it already.
    """
    body = body or body_sha256(draft)
    linked = link_sha256(seq, prev, recorded_ms, body)
    name = entry_id(recorded_ms, linked)
    return Entry(seq, name, draft, body, recorded_ms, prev, linked)


def entry_id(recorded_ms: int, linked: Digest) -> str:
    """The name of the entry with this hash: sorts by when it was recorded."""
    return ulid(recorded_ms, bytes.fromhex(linked[:20]))


def mirror(entry: Entry, *, idem: str, effective: str, cause: str) -> Draft:
    """The draft that undoes `entry`: every line with the opposite sign.

    For an entry that is wrong. Where the facts were wrong, the difference is posted instead.

    Raises:
        Conflict: `entry` undoes another; what is right again is posted anew.
    """
    if entry.draft.reverses:
        raise Conflict("books.reverses_reversal", entry=entry.id)
    lines = tuple(
        Posting(line.account, -line.minor, line.memo) for line in entry.draft.postings
    )
    return Draft(idem, REVERSE, effective, cause, lines, entry.id, entry.draft.about)


def is_mirror(draft: Draft, of: Draft) -> bool:
    """Whether every account ends as if `of` had never been."""
    return not any(moved([draft, of]).values())


def difference(  # noqa: PLR0913 - a draft has so many words
    target: Mapping[str, int],
    posted: Mapping[str, int],
    *,
    idem: str,
    effective: str,
    cause: str,
    about: str = "",
    kind: str = SETTLE,
    memos: Mapping[str, str] | None = None,
) -> Draft | None:
    """Target minus posted: what brings the accounts to where they have to be; None if they are.

    Both are cumulative balances by account, debits above zero; an account that is in only one
    of them stands at nothing in the other. Parts are rounded down, so in each currency the
    target may come to a little more than nothing: that waits in the rounding suspense, whose
    own target follows from the others. `memos` says for an account what its line is for.

    Raises:
        Invalid: what is left over is more than rounding can leave: one unit for each account.
    """
    wanted = with_suspense(target, idem)
    names = sorted(wanted.keys() | posted.keys())
    said = memos or {}
    lines = tuple(
        Posting(name, change, said.get(name, ""))
        for name in names
        if (change := wanted.get(name, 0) - posted.get(name, 0))
    )
    return Draft(idem, kind, effective, cause, lines, about=about) if lines else None


def with_suspense(target: Mapping[str, int], idem: str = "") -> dict[str, int]:
    """`target` with the rounding suspense, in which what parts leave over waits.

    Raises:
        Invalid: what is left over is more than rounding can leave.
    """
    wanted: dict[str, int] = {}
    left: dict[str, int] = {}
    counts: dict[str, int] = {}
    for name, minor in target.items():
        currency = currency_of(name)
        if name.startswith("rounding_suspense") and name == rounding_suspense(currency).id:
            continue
        wanted[name] = minor
        left[currency] = left.get(currency, 0) + minor
        counts[currency] = counts.get(currency, 0) + 1
    for currency, minor in left.items():
        if not 0 <= minor < counts[currency]:
            raise Invalid("books.too_much_left", draft=idem, currency=currency, minor=minor)
        wanted[rounding_suspense(currency).id] = -minor
    return wanted


def moved(drafts: Iterable[Draft]) -> dict[str, int]:
    """What the drafts together do to each account: debits above zero."""
    totals: dict[str, int] = {}
    for draft in drafts:
        for line in draft.postings:
            totals[line.account] = totals.get(line.account, 0) + line.minor
    return totals


def balances(entries: Iterable[Entry]) -> dict[str, int]:
    """The balance of every account that an entry ever touched: debits above zero."""
    return moved(entry.draft for entry in entries)


@lru_cache(maxsize=1_000)
def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _hash(fields: Iterable[str]) -> str:
    text = "".join([f"{len(field)}:{field}" for field in fields])
    return hashlib.sha256(text.encode()).hexdigest()
