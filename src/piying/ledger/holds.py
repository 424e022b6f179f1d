"""Holds: what is in dispute is set aside, and given on or given back at most once.

A hold moves amounts from where they are owed into `held:<dispute>`. It ends in one of two ways:
it is released, back to where each amount came from, or given to others. Both ends have one key,
so that whichever is posted second is refused: the same end again is the same entry, the other
one is a conflict. And `held` has a floor of nothing: no more can be given than is there.

A hold is about its dispute and not about a contract: what a contract has posted must not look
as if it was lower because of it, or the next settlement would post the held amount again.
"""

from __future__ import annotations

from collections.abc import Mapping

from piying.ledger.accounts import currency_of, held, payable
from piying.model.books import Account, Draft, Posting
from piying.model.errors import Invalid

HOLD, RELEASE, GIVE, KEEP_BACK = "hold", "release", "give", "reserve"


def hold(dispute: str, amounts: Mapping[str, int], *, effective: str, cause: str) -> Draft:
    """Set aside what is in `dispute`: so much of what is owed on each account.

    Raises:
        Invalid: an amount is not above zero.
    """
    lines: list[Posting] = []
    totals: dict[str, int] = {}
    for account, minor in sorted(amounts.items()):
        _positive(account, minor)
        lines.append(Posting(account, minor))
        currency = currency_of(account)
        totals[currency] = totals.get(currency, 0) + minor
    lines += (Posting(held(dispute, of).id, -minor) for of, minor in sorted(totals.items()))
    return Draft(
        f"hold:{dispute}", HOLD, effective, cause, tuple(lines), about=f"dispute:{dispute}"
    )


def release(holding: Draft, *, effective: str, cause: str) -> Draft:
    """End a hold for whoever it was held from: every amount goes back to its account.

    Raises:
        Invalid: `holding` is no hold.
    """
    _dispute(holding)
    lines = tuple(Posting(line.account, -line.minor) for line in holding.postings)
    return _end(holding, RELEASE, lines, effective, cause)


def give(holding: Draft, to: Mapping[str, int], *, effective: str, cause: str) -> Draft:
    """End a hold by giving all that is held to the accounts `to`, as much as is said for each.

    Raises:
        Invalid: `holding` is no hold; an amount is not above zero; they are not all of it.
    """
    dispute = _dispute(holding)
    ours = [line for line in holding.postings if line.minor < 0]
    given: dict[str, int] = {}
    for account, minor in to.items():
        _positive(account, minor)
        currency = currency_of(account)
        given[currency] = given.get(currency, 0) + minor
    for line in ours:
        currency = currency_of(line.account)
        if given.get(currency, 0) != -line.minor:
            raise Invalid(
                "books.hold_differs", dispute=dispute, currency=currency, minor=-line.minor,
                given=given.get(currency, 0),
            )  # fmt: skip
    lines = [Posting(account, -minor) for account, minor in sorted(to.items())]
    lines += (Posting(line.account, -line.minor) for line in ours)
    return _end(holding, GIVE, tuple(lines), effective, cause)


def keep_back(back: Account, minor: int, *, key: str, effective: str, cause: str) -> Draft:
    """Keep so much of what a party has earned on the reserve `back`.

    Raises:
        Invalid: `minor` is not above zero.
    """
    return _reserve(back, minor, f"reserve:{key}", KEEP_BACK, effective, cause)


def pay_out(back: Account, minor: int, *, key: str, effective: str, cause: str) -> Draft:
    """Owe the party so much of what was kept `back`; the database refuses more than there is.

    Raises:
        Invalid: `minor` is not above zero.
    """
    return _reserve(back, minor, f"release:{key}", RELEASE, effective, cause)


def _reserve(
    back: Account, minor: int, key: str, kind: str, effective: str, cause: str
) -> Draft:
    _positive(back.id, minor)
    change = minor if kind == KEEP_BACK else -minor
    lines = (
        Posting(payable(back.party, back.currency).id, change),
        Posting(back.id, -change),
    )
    return Draft(key, kind, effective, cause, lines, about=back.id)


def _end(
    holding: Draft, kind: str, lines: tuple[Posting, ...], effective: str, cause: str
) -> Draft:
    return Draft(f"end:{holding.idem}", kind, effective, cause, lines, about=holding.about)


def _dispute(holding: Draft) -> str:
    if holding.kind != HOLD:
        raise Invalid("books.not_a_hold", draft=holding.idem)
    return holding.idem.partition(":")[2]


def _positive(what: str, minor: int) -> None:
    if minor <= 0:
        raise Invalid("books.not_positive", what=what, minor=minor)
