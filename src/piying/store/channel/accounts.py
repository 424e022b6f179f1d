"""Members in the database: viewers and staff, their duties, and how they prove who they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from piying.model.errors import Conflict, Missing
from piying.model.viewer import Account, Duty, Sort
from piying.store.channel import membertables as tables
from piying.store.engine import Database

LISTED_MAX = 500
"""The most members of one list."""


class Proof(StrEnum):
    """How somebody proves who they are."""

    PASSWORD = "password"  # noqa: S105 - the name of a sort
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Credential:
    """A way in that a member has."""

    id: str
    """Of a passkey its own name in base64url, of a password the member's."""
    member: str
    sort: Proof
    data: bytes
    """The Argon2id hash as text, or the public key in COSE."""
    uses: int
    """The counter of a passkey; 0 where it keeps none."""
    name: str
    made_ms: int
    used_ms: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """The members of a house."""

    database: Database

    def add(self, account: Account, handle: str | None = None) -> None:
        """Keep a new member.

        Raises:
            Conflict: the handle is another's.
        """
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            _free(connection, handle, account.id)
            connection.execute(
                insert(tables.member).values(
                    id=account.id, sort=account.sort.value, name=account.name, handle=handle,
                    party=account.party, minors=int(account.minors), pin="",
                    made_ms=account.at_ms,
                )
            )  # fmt: skip
            _put_duties(connection, account.id, account.duties)

    def become(self, name: str, sort: Sort, handle: str, shown: str) -> Account:
        """The member `name` with a handle from now on; the id and all that hangs on it stay.

        Raises:
            Conflict: the handle is another's, or the member is not anonymous any more.
        """
        rows = tables.member
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            _free(connection, handle, name)
            changed = connection.execute(
                update(rows)
                .where(
                    rows.c.id == name, rows.c.sort == Sort.ANONYMOUS.value,
                    rows.c.closed_ms.is_(None),
                )
                .values(sort=sort.value, handle=handle, name=shown)
            )  # fmt: skip
            if changed.rowcount != 1:
                raise Conflict("accounts.not_anonymous")
            return _account(connection, rows.c.id == name)

    def account(self, name: str) -> Account:
        """The open account with the id `name`.

        Raises:
            Missing: there is none, or it was closed.
        """
        with self.database.reading() as connection:
            return _account(connection, tables.member.c.id == name)

    def called(self, handle: str) -> Account | None:
        """Whoever logs in as `handle` and is not closed; None: nobody."""
        with self.database.reading() as connection:
            try:
                return _account(connection, tables.member.c.handle == handle)
            except Missing:
                return None

    def handle(self, name: str) -> str:
        """What the member types to log in; empty for the anonymous."""
        rows = tables.member
        with self.database.reading() as connection:
            asked = select(rows.c.handle).where(rows.c.id == name)
            return connection.execute(asked).scalar() or ""

    def staff(self) -> tuple[Account, ...]:
        """Every open account of the staff, oldest first."""
        rows = tables.member
        asked = (
            select(rows.c.id)
            .where(rows.c.sort == Sort.STAFF.value, rows.c.closed_ms.is_(None))
            .order_by(rows.c.made_ms, rows.c.id)
            .limit(LISTED_MAX)
        )
        with self.database.reading() as connection:
            names = connection.execute(asked).scalars().all()
            return tuple(_account(connection, rows.c.id == name) for name in names)

    def enrolled(self, duty: Duty) -> int:
        """How many open members with `duty` can log in."""
        asked = (
            select(func.count(func.distinct(tables.member.c.id)))
            .join(tables.duty, tables.duty.c.member == tables.member.c.id)
            .join(tables.credential, tables.credential.c.member == tables.member.c.id)
            .where(tables.duty.c.duty == duty.value, tables.member.c.closed_ms.is_(None))
        )
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def set_duties(self, name: str, duties: Iterable[Duty], party: str) -> None:
        """Let a member have these duties and no others."""
        rows = tables.member
        with self.database.writing(durable=True) as connection:
            connection.execute(delete(tables.duty).where(tables.duty.c.member == name))
            _put_duties(connection, name, duties)
            connection.execute(update(rows).where(rows.c.id == name).values(party=party))

    def set_minors(self, name: str, pin: str, *, minors: bool) -> None:
        """Turn minors mode on or off; `pin` is the hash of what turns it off."""
        rows = tables.member
        with self.database.writing(durable=True) as connection:
            connection.execute(
                update(rows).where(rows.c.id == name).values(minors=int(minors), pin=pin)
            )

    def pin(self, name: str) -> str:
        """The hash of the PIN; empty where there is none."""
        rows = tables.member
        with self.database.reading() as connection:
            asked = select(rows.c.pin).where(rows.c.id == name)
            return str(connection.execute(asked).scalar_one())

    def rename(self, name: str, shown: str) -> None:
        """Show a member under another name."""
        rows = tables.member
        with self.database.writing(durable=True) as connection:
            connection.execute(update(rows).where(rows.c.id == name).values(name=shown))

    def close(self, name: str, at_ms: int) -> None:
        """Close an account for good.

        Ways in and devices are forgotten, of a viewer the names too. A login name of the staff
        stays taken: nobody is to be mistaken for who had it.
        """
        rows, logins = tables.member, tables.login
        mine = rows.c.id == name
        with self.database.writing(durable=True) as connection:
            for table in (tables.credential, tables.factor, tables.code):
                connection.execute(delete(table).where(table.c.member == name))
            connection.execute(update(logins).where(logins.c.member == name).values(device=""))
            connection.execute(
                update(rows)
                .where(mine, rows.c.sort != Sort.STAFF.value)
                .values(name="", handle=None)
            )
            connection.execute(update(rows).where(mine).values(pin="", closed_ms=at_ms))

    # --- credentials --------------------------------------------------------------------

    def put_credential(self, given: Credential) -> None:
        """Keep a way in; a password takes the place of the one before.

        Raises:
            Conflict: the passkey is known already.
        """
        rows = tables.credential
        try:
            with self.database.writing(durable=True) as connection:
                if given.sort is Proof.PASSWORD:
                    connection.execute(
                        delete(rows).where(
                            rows.c.member == given.member, rows.c.sort == given.sort.value
                        )
                    )
                connection.execute(
                    insert(rows).values(
                        id=given.id, member=given.member, sort=given.sort.value,
                        data=given.data, uses=given.uses, name=given.name,
                        made_ms=given.made_ms, used_ms=given.used_ms,
                    )
                )  # fmt: skip
        except IntegrityError as error:
            raise Conflict("accounts.passkey_known") from error

    def credentials(self, member: str) -> tuple[Credential, ...]:
        """Every way in of a member, oldest first."""
        rows = tables.credential
        asked = select(rows).where(rows.c.member == member).order_by(rows.c.made_ms, rows.c.id)
        with self.database.reading() as connection:
            return tuple(_credential(tuple(row)) for row in connection.execute(asked))

    def credential(self, name: str) -> Credential | None:
        """The credential `name`."""
        rows = tables.credential
        with self.database.reading() as connection:
            row = connection.execute(select(rows).where(rows.c.id == name)).first()
        return None if row is None else _credential(tuple(row))

    def used(self, name: str, uses: int, at_ms: int, before: int) -> bool:
        """Note that a credential was used; False: its counter moved since it was read."""
        rows = tables.credential
        with self.database.writing(durable=True) as connection:
            changed = connection.execute(
                update(rows)
                .where(rows.c.id == name, rows.c.uses == before)
                .values(uses=uses, used_ms=at_ms)
            )
        return changed.rowcount == 1

    def drop_credential(self, member: str, name: str) -> None:
        """Take a way in away.

        Raises:
            Missing: the member has none of that name.
        """
        rows = tables.credential
        with self.database.writing(durable=True) as connection:
            gone = connection.execute(
                delete(rows).where(rows.c.id == name, rows.c.member == member)
            )
            if gone.rowcount != 1:
                raise Missing("accounts.no_credential")


def _free(connection: Connection, handle: str | None, name: str) -> None:
    rows = tables.member
    asked = select(rows.c.id).where(rows.c.handle == handle, rows.c.id != name)
    if handle is not None and connection.execute(asked).first() is not None:
        raise Conflict("accounts.handle_taken")


def _put_duties(connection: Connection, name: str, duties: Iterable[Duty]) -> None:
    told = sorted({one.value for one in duties})
    if told:
        connection.execute(insert(tables.duty), [{"member": name, "duty": one} for one in told])


def _account(connection: Connection, which: object) -> Account:
    rows = tables.member
    asked = select(
        rows.c.id, rows.c.sort, rows.c.name, rows.c.party, rows.c.minors, rows.c.made_ms
    ).where(which, rows.c.closed_ms.is_(None))  # type: ignore[arg-type]
    row = connection.execute(asked).first()
    if row is None:
        raise Missing("accounts.no_account")
    held = (
        select(tables.duty.c.duty)
        .where(tables.duty.c.member == row[0])
        .order_by(tables.duty.c.duty)
    )
    duties = tuple(Duty(one) for one in connection.execute(held).scalars())
    return Account(row[0], Sort(row[1]), row[2], duties, row[3], bool(row[4]), row[5])


def _credential(row: tuple[object, ...]) -> Credential:
    name, member, sort, data, uses, label, made, used = row
    return Credential(
        str(name), str(member), Proof(str(sort)), bytes(data),  # type: ignore[call-overload]
        int(str(uses)), str(label), int(str(made)), int(str(used)),
    )  # fmt: skip
