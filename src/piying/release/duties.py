"""Who may do what: one table; what is not in it, nobody may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from piying.model.viewer import Account, Deed, Duty, Scope, Sort

PROVED_MS = 900_000
"""A quarter of an hour: how fresh a password or a passkey has to be for what is grave."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do a deed."""

    duties: tuple[Duty, ...] = ()
    """Any of them will do; empty: no duty is asked for."""
    sorts: tuple[Sort, ...] = (Sort.STAFF,)
    fresh: bool = False
    """Whether they have to have proved within `PROVED_MS` who they are."""
    party: bool = False
    """Whether a producer may do it for their own party alone."""
    scope: Scope | None = None
    """What a token needs for it; None: no token ever does it."""


class Refused(StrEnum):
    """Why not."""

    DUTY = "duty"
    PARTY = "party"
    FRESH = "fresh"
    SCOPE = "scope"
    SECOND = "second"


class Second(StrEnum):
    """How a login stands to a second factor."""

    GIVEN = "given"
    """It was given, or none is asked for."""
    OWED = "owed"
    """They have one and have not given it."""
    NONE = "none"
    """They have none and have to set one up."""


EVERYBODY = tuple(Sort)
NAMED = (Sort.VIEWER, Sort.STAFF)

RULES: Mapping[Deed, Rule] = {
    Deed.WATCH: Rule(sorts=EVERYBODY, scope=Scope.CATALOGUE),
    Deed.TELL_PLAYS: Rule(sorts=EVERYBODY, scope=Scope.PLAYS),
    Deed.OWN: Rule(sorts=EVERYBODY),
    Deed.PROVE: Rule(sorts=NAMED, fresh=True),
    Deed.COMMENT: Rule(sorts=NAMED),
    Deed.FIGURES: Rule(
        (Duty.PRODUCER, Duty.FINANCE, Duty.OPERATOR), party=True, scope=Scope.FIGURES
    ),
    Deed.STATEMENTS: Rule((Duty.PRODUCER, Duty.FINANCE), party=True, scope=Scope.STATEMENTS),
    Deed.CLOSES: Rule((Duty.FINANCE,), scope=Scope.STATEMENTS),
    Deed.REVIEW: Rule((Duty.REVIEWER,)),
    Deed.LIST: Rule((Duty.EDITOR, Duty.OPERATOR)),
    Deed.RELEASE: Rule((Duty.OPERATOR,), scope=Scope.RELEASES),
    Deed.TAKE_DOWN: Rule((Duty.OPERATOR, Duty.REVIEWER), fresh=True),
    Deed.SETTLE: Rule((Duty.FINANCE,)),
    Deed.PAY_OUT: Rule((Duty.FINANCE,), fresh=True),
    Deed.REFUND: Rule((Duty.FINANCE,), fresh=True),
    Deed.SEE_PAYMENTS: Rule((Duty.FINANCE,)),
    Deed.MEMBERS: Rule((Duty.OPERATOR,), fresh=True, scope=Scope.ACCOUNTS),
    Deed.SEE_MEMBERS: Rule((Duty.OPERATOR,), scope=Scope.ACCOUNTS),
    Deed.TOKENS: Rule(tuple(Duty), fresh=True),
    Deed.SETTINGS: Rule((Duty.OPERATOR,)),
}


_ASKED_OF_STAFF = (Second.OWED, Second.NONE)
_ASKED: Mapping[Deed, tuple[Second, ...]] = {
    Deed.PROVE: (Second.OWED,),
    **{
        deed: ()
        for deed, rule in RULES.items()
        if rule.sorts != (Sort.STAFF,) and deed is not Deed.PROVE
    },
}
"""With which of them a deed is refused to the staff."""


def refusal(
    account: Account,
    deed: Deed,
    *,
    proved_ago_ms: int,
    party: str | None = None,
    second: Second = Second.GIVEN,
) -> Refused | None:
    """Why `account` may not do `deed` by a login; None: it may.

    `party` is whose figures or statements they are; None: it is about nobody's in particular,
    which a mere producer may not ask for. `second` is asked of the staff, for what viewers do
    not do; who has no second factor yet may still set one up.
    """
    rule = RULES.get(deed)
    if rule is None or account.sort not in rule.sorts:
        return Refused.DUTY
    held = set(account.duties) & set(rule.duties)
    if rule.duties and not held:
        return Refused.DUTY
    if account.sort is Sort.STAFF and second in _ASKED.get(deed, _ASKED_OF_STAFF):
        return Refused.SECOND
    own = account.party != "" and account.party == party
    if rule.party and held == {Duty.PRODUCER} and not own:
        return Refused.PARTY
    if rule.fresh and not 0 <= proved_ago_ms < PROVED_MS:
        return Refused.FRESH
    return None


def refusal_of_token(
    account: Account, scopes: Iterable[Scope], deed: Deed, *, party: str | None = None
) -> Refused | None:
    """Why a token of `account` with `scopes` may not do `deed`; None: it may.

    It may do only what its scope opens and what its account may still do.
    """
    rule = RULES.get(deed)
    if rule is None or rule.scope is None or rule.scope not in set(scopes):
        return Refused.SCOPE
    return refusal(account, deed, proved_ago_ms=0, party=party)


def open_to(account: Account) -> tuple[Scope, ...]:
    """The scopes that a token of `account` may be given."""
    return tuple(
        scope
        for scope in Scope
        if any(
            rule.scope is scope
            and refusal(account, deed, proved_ago_ms=0, party=account.party) is None
            for deed, rule in RULES.items()
        )
    )
