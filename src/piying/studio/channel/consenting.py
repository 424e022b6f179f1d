"""Consenting: what somebody agreed to, in which version of the text, and taking it back.

Every word is a row that is never changed, so that it can be shown who agreed to what, and when
(PIPL, articles 14 and 15). Taking back is as easy as agreeing.
"""

from __future__ import annotations

from piying.model.errors import Conflict, Invalid
from piying.model.viewer import Consent, Deed, Purpose
from piying.store.channel.consents import Consents
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.opaque import new_id
from piying.studio.house import House

VERSION_CHARACTERS_MAX = 40


def agree(house: House, by: By, purpose: Purpose, version: str) -> Consent:
    """Note that `by` agrees to a version of a text; the same again changes nothing.

    Raises:
        Invalid: the version is no name of one.
    """
    require(house, by, Deed.OWN)
    named = version.strip()
    if not (0 < len(named) <= VERSION_CHARACTERS_MAX and named.isprintable()):
        raise Invalid("accounts.consent_form", most=VERSION_CHARACTERS_MAX)
    held = _held(house, by, purpose)
    if held is not None and held.given and held.version == named:
        return held
    return _said(house, by, purpose, named, held)


def take_back(house: House, by: By, purpose: Purpose) -> Consent:
    """Note that `by` does not agree any more.

    Raises:
        Conflict: they did not agree.
    """
    require(house, by, Deed.OWN)
    held = _held(house, by, purpose)
    if held is None or not held.given:
        raise Conflict("accounts.consent_none", purpose=purpose.value)
    return _said(house, by, purpose, "", held)


def consents(house: House, by: By) -> tuple[Consent, ...]:
    """The last word of `by` on each purpose."""
    require(house, by, Deed.OWN)
    return Consents(house.store.database).last(person(by).id)


def _held(house: House, by: By, purpose: Purpose) -> Consent | None:
    told = Consents(house.store.database).last(person(by).id)
    return next((one for one in told if one.purpose is purpose), None)


def _said(
    house: House, by: By, purpose: Purpose, version: str, before: Consent | None
) -> Consent:
    """One word more, later than the one before; without a version it is not given any more."""
    now = max(house.clock.now_ms(), before.at_ms + 1 if before else 0)
    named = version or (before.version if before else "")
    word = Consent(new_id(now), person(by).id, purpose, named, version != "", now)
    Consents(house.store.database).add(word)
    return word
