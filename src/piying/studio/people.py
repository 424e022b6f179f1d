"""The people of a house: who may act, and in which roles, as `people.toml` in it says.

A name is asserted by whoever types it; the file says which names there are. It is the
operator's to guard, as the house itself is. Where the file names somebody's account, what they
do on the desk is done in their name and in no other.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from piying.model.decision import Actor, Role
from piying.model.errors import Invalid, Missing
from piying.studio.handed import text_of
from piying.studio.house import House

FILE = "people.toml"
NAME_CHARACTERS_MAX = 60


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody and what they may be."""

    name: str
    roles: tuple[Role, ...]
    account: str = ""
    """What they type to log in at the desk; empty: they have no seat there."""


def people(house: House) -> tuple[Person, ...]:
    """Everybody who may act.

    Raises:
        Missing: there is no such file; it says what to write into it.
        Invalid: the file cannot be understood, or names somebody twice.
    """
    path = house.settings.house / FILE
    if not path.exists():
        raise Missing("review.no_people", path=path)
    text = text_of(path)
    try:
        told = tomllib.loads(text).get("person", [])
        found = tuple(
            Person(
                str(row["name"]).strip(), tuple(Role(role) for role in row["roles"]),
                str(row.get("account", "")).strip(),
            )
            for row in told
        )  # fmt: skip
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid("review.people_unreadable", path=path, why=str(error)) from error
    names = [person.name.casefold() for person in found]
    accounts = [person.account.casefold() for person in found if person.account]
    for person in found:
        account = person.account.casefold()
        twice = names.count(person.name.casefold()) > 1 or accounts.count(account) > 1
        if twice or not 0 < len(person.name) <= NAME_CHARACTERS_MAX:
            raise Invalid("review.people_unreadable", path=path, why=person.name or "name = ?")
    return found


def actor(house: House, name: str, role: Role) -> Actor:
    """`name` acting in `role`, if the house knows them in it.

    Raises:
        Invalid: nobody of that name may act in that role.
    """
    for person in people(house):
        if person.name == name.strip() and role in person.roles:
            return Actor(person.name, role)
    raise Invalid("review.unknown_person", name=name, role=role.value,
                  path=house.settings.house / FILE)  # fmt: skip


def actor_of(house: House, account: str, roles: tuple[Role, ...]) -> Actor:
    """Whoever logs in as `account`, acting in the first of `roles` that they have.

    Raises:
        Missing: there is no file of people.
        Invalid: the file names nobody for the account, or in none of these roles.
    """
    for person in people(house):
        if account and person.account.casefold() == account.casefold():
            held = next((role for role in roles if role in person.roles), None)
            if held is not None:
                return Actor(person.name, held)
    wanted = ", ".join(role.value for role in roles)
    raise Invalid(
        "review.no_seat", account=account, roles=wanted, path=house.settings.house / FILE
    )
