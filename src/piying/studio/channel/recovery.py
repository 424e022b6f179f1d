"""Recovery codes: ten that stand in for a lost authenticator, each once.

They are shown when they are made and kept as their SHA-256: 125 bits need no slow hash.
"""

from __future__ import annotations

from piying.store.channel.logins import Codes
from piying.studio.channel.opaque import digest_of, new_code, plain_code
from piying.studio.house import House

RECOVERY = "recovery"
CODES = 10
UNTIL_MS = 253_402_300_799_999
"""The end of the year 9999: they hold until they are used or others are made."""


def make_codes(house: House, member: str) -> tuple[str, ...]:
    """Ten new codes of a member, inside a block that changes; those before are over."""
    codes = Codes(house.store.database)
    codes.end(member, RECOVERY, house.clock.now_ms())
    made = tuple(new_code() for _ in range(CODES))
    for one in made:
        codes.put(digest_of(one), RECOVERY, member, UNTIL_MS)
    return made


def use_code(house: House, member: str, typed: str) -> bool:
    """Use a code of a member up; False: it is none, or was used."""
    codes, digest = Codes(house.store.database), digest_of(plain_code(typed))
    return codes.use(digest, RECOVERY, house.clock.now_ms(), member) is not None


def codes_left(house: House, member: str) -> int:
    """How many of them were not used."""
    return Codes(house.store.database).left(member, RECOVERY, house.clock.now_ms())


def end_codes(house: House, member: str) -> None:
    """Let none of them be used any more."""
    Codes(house.store.database).end(member, RECOVERY, house.clock.now_ms())
