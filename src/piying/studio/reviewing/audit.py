"""audit: whether the log is whole and all of it was permitted; and the key that signs it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from piying.model.canon import canonical
from piying.model.decision import Actor, Happening, Role
from piying.model.errors import Conflict, Invalid
from piying.review.chain import Anchor, Entry, Verified
from piying.review.overdue import Deadline, deadlines
from piying.review.permits import Refusal, violations
from piying.review.takedown import Item, due_ms
from piying.store.disk import explained, write_file
from piying.store.signing import PASSPHRASE, Signer, make_key
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.reviewing.docket import clocks, dockets, open_log
from piying.studio.reviewing.takedown import items

ROOT_FILE = "review.root"
"""The file of the house that names the first key; whoever trusts nobody knows it already."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was done and was not permitted."""

    seq: int
    one: Happening
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version of an episode that waits for people."""

    series: str
    episode: int
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit came to."""

    verified: Verified
    root: str
    """The fingerprint of the first key."""
    head: Anchor | None
    faults: tuple[Fault, ...]
    late: tuple[Item, ...]
    """Notices that are neither acknowledged nor escalated and whose time has run out."""
    overdue: tuple[Waiting, ...] = ()
    """What people should have decided, ended or answered by now."""

    @property
    def good(self) -> bool:
        """Whether the log is whole and nothing in it was forbidden or forgotten."""
        return self.verified.good and not self.faults and not self.late and not self.overdue


def audit(house: House, root: str = "", anchors: Sequence[Anchor] = ()) -> Audit:
    """Verify the log, ask of every happening whether it was permitted, look at the outbox.

    `root` is the fingerprint of the first key; empty: as the house itself says, which proves
    less.
    """
    log = open_log(house, sign=False)
    trusted = root or _root(house) or log.root()
    verified = log.verified(trusted, anchors)
    if not verified.good:
        return Audit(verified, trusted, None, (), ())
    now = house.clock.now_ms()
    late = tuple(
        item for item in items(house, log) if not item.settled and now > due_ms(item, clocks())
    )
    overdue = tuple(one for one in waiting(house) if now > one.deadline.due_ms)
    return Audit(verified, trusted, log.head(), _faults(house), late, overdue)


def waiting(house: House) -> tuple[Waiting, ...]:
    """Everything that waits for people, most urgent first."""
    found = [
        Waiting(docket.series, docket.episode, deadline)
        for docket in dockets(house)
        for deadline in deadlines([one for _, one in docket.entries], clocks(), docket.place)
    ]
    return tuple(sorted(found, key=lambda one: one.deadline.due_ms))


def make_signing_key(house: House) -> Signer:
    """The key that will sign this house's log, made now, with the environment's passphrase.

    Raises:
        Conflict: there is a key already.
    """
    made = make_key(house.settings.signing_key, house.settings.house, _passphrase())
    path = house.settings.house / ROOT_FILE
    if not path.exists():
        write_file(path, f"{made.name}\n".encode())
    return made


def rotate(house: House) -> tuple[Entry, Path]:
    """Let a new key sign from now on; the entry that says so, and where the old key lies now.

    The new key is made beside the old one and takes its place only once the log names it.

    Raises:
        Conflict: a rotation was begun and not ended; the file beside says so.
    """
    path = house.settings.signing_key
    fresh_path = path.with_name(f"{path.name}.new")
    if fresh_path.exists():
        raise Conflict("store.key_exists", path=fresh_path)
    log = open_log(house)
    fresh = make_key(fresh_path, house.settings.house, _passphrase())
    entry = log.rotate(fresh, house.clock.now_ms())
    old = path.with_name(f"{path.name}.until-{entry.seq}")
    with explained(path):
        if path.exists():
            path.rename(old)
        fresh_path.rename(path)
    return entry, old


def export_log(house: House, path: Path) -> int:
    """Write the log as one entry a line, for whoever verifies it elsewhere; how many."""
    entries = open_log(house, sign=False).entries()
    write_file(path, b"".join(canonical(entry) + b"\n" for entry in entries))
    return len(entries)


def anchor_from(text: str) -> Anchor:
    """The anchored head that JSON says, as `audit --json` and the head file write it.

    Raises:
        Invalid: it is none.
    """
    try:
        return msgspec.json.decode(text, type=Anchor)
    except msgspec.DecodeError as error:
        raise Invalid("review.anchor_unreadable", why=str(error)) from error


def check_role(who: Actor) -> None:
    """Only an operator makes and changes keys."""
    if who.role is not Role.OPERATOR:
        raise Invalid("review.wrong_role", act="key", role=who.role.value,
                      roles=Role.OPERATOR.value)  # fmt: skip


def _passphrase() -> str:
    """The passphrase that the environment gives for the key file."""
    return os.environ.get(PASSPHRASE, "")


def _root(house: House) -> str:
    path = house.settings.house / ROOT_FILE
    if not path.exists():
        return ""
    return text_of(path).strip()


def _faults(house: House) -> tuple[Fault, ...]:
    found = []
    for docket in dockets(house):
        told = [one for _, one in docket.entries]
        for index, one, refusals in violations(told, docket.needs):
            found.append(Fault(docket.entries[index][0].seq, one, refusals))
    return tuple(sorted(found, key=lambda fault: fault.seq))
