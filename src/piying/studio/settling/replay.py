"""Replay: a statement with all that it follows from, for others to work out again offline.

A folder of canonical JSON, of the tables of tax and working days, and of the roll-ups of the
period; `manifest.json` names every file with its SHA-256. Whoever has the folder and this
program needs no house: terms and facts give the targets, targets and entries the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from piying.ledger.closing import facts_digest
from piying.ledger.proof import prove
from piying.ledger.terms.agreed import Agreed
from piying.ledger.terms.targets import targets
from piying.ledger.terms.tax import taxes
from piying.ledger.terms.workdays import workdays
from piying.model.books import Account, Close, Entry, Fact, Statement
from piying.model.canon import Digest, canonical, decode, digest, digest_bytes
from piying.model.deal import Contract, Deal, Hold, Party, PoolClosing
from piying.model.errors import Invalid, Missing
from piying.model.play import Name
from piying.store.blobs import digest_file
from piying.store.disk import explained, make_folder, write_file
from piying.store.plays.names import LOG, Names
from piying.studio.house import House
from piying.studio.settling.bookkeeping import TAX, WORKDAYS, agreed_of, table_of
from piying.studio.settling.closed import facts_at
from piying.studio.settling.evidence import facts_in, rolled, rows_sha256
from piying.studio.settling.replaying import stated_again, stood
from piying.studio.settling.settle import books_of
from piying.studio.settling.statements import closed_in

MANIFEST = "manifest.json"
TERMS, FACTS, CLOSE, BEFORE, NAMES = (
    "terms.json", "facts.json", "close.json", "before.json", "names.json",
)  # fmt: skip
ENTRIES, ACCOUNTS = "entries.jsonl", "accounts.json"
DAYS, STATEMENTS = "days", "statements"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed, as it is handed over."""

    deals: tuple[Deal, ...]
    contracts: tuple[Contract, ...]
    parties: tuple[Party, ...]
    holds: tuple[Hold, ...]
    closings: tuple[PoolClosing, ...]
    kind: str = "terms.1"


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of an export."""

    path: str
    sha256: Digest
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export holds."""

    statement: str
    close: Digest
    head: Digest
    files: tuple[Listed, ...]
    kind: str = "export.1"


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking an export came to: everything holds, or `wrong` says what does not."""

    statement: str
    files: int
    entries: int
    facts: int
    targets: int
    statements: int
    rollups: int
    head: Digest
    manifest: Digest
    """The SHA-256 of the manifest: who was told it another way knows that nothing changed."""


def export(house: House, name: str, folder: Path) -> Manifest:
    """Write what the statement `name` follows from to `folder`.

    Raises:
        Missing: there is no such statement, or a roll-up is gone.
        Conflict: the facts of then cannot be brought together any more.
        Invalid: the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Invalid("explain.folder_full", path=folder)
    _, close = closed_in(house, name)
    agreed = agreed_of(house)
    told = facts_at(house, agreed, close)
    books = books_of(house)
    entries = [one for one in books.entries() if one.seq <= close.seq]
    files: dict[str, bytes] = {
        TERMS: canonical(
            Terms(agreed.deals, agreed.contracts, agreed.parties, agreed.holds, agreed.closings)
        ),
        TAX: table_of(house, TAX).encode("utf-8"),
        WORKDAYS: table_of(house, WORKDAYS).encode("utf-8"),
        FACTS: canonical(told),
        CLOSE: canonical(close),
        NAMES: b"[" + b",".join(one.data for one in house.store.entries(LOG)) + b"]",
        ENTRIES: b"".join(canonical(one) + b"\n" for one in entries),
        ACCOUNTS: canonical(books.accounts()),
    }
    if close.before is not None:
        files[BEFORE] = canonical(house.store.get(close.before, Close))
    for statement, value in close.statements:
        files[f"{STATEMENTS}/{statement}.json"] = canonical(house.store.get(value, Statement))
    files |= _rollups(house, name, close)
    make_folder(folder)
    for path, data in files.items():
        write_file(folder / path, data)
    listed = tuple(
        Listed(path, digest_bytes(data), len(data)) for path, data in sorted(files.items())
    )
    manifest = Manifest(name, digest(close), close.head, listed)
    write_file(folder / MANIFEST, canonical(manifest))
    return manifest


def verify_export(folder: Path) -> Checked:
    """Work out again what stands in `folder`, without any house.

    Raises:
        Missing: the folder, or a file that the manifest names, is not there.
        Invalid: anything differs: a file, an entry, a fact, a target, a statement.
    """
    manifest = _manifest(folder)
    data = _files(folder, manifest)
    close = decode(data[CLOSE], Close)
    if digest(close) != manifest.close or close.head != manifest.head:
        raise Invalid("explain.differs", what=CLOSE)
    facts = decode(data[FACTS], tuple[Fact, ...])
    if facts_digest(facts) != close.facts:
        raise Invalid("explain.differs", what=FACTS)
    entries = tuple(decode(line, Entry) for line in data[ENTRIES].splitlines())
    _check_chain(entries, decode(data[ACCOUNTS], tuple[Account, ...]), close)
    agreed = _agreed(data)
    before = decode(data[BEFORE], Close) if BEFORE in data else None
    if (close.before or "") != ("" if before is None else digest(before)):
        raise Invalid("explain.differs", what=BEFORE)
    found = targets(agreed, facts, close.end, close.known_by)
    if stood(found) != close.stood:
        raise Invalid("explain.targets_differ", period=close.period)
    again = {one.id: one for one in stated_again(agreed, facts, close, before, entries)}
    for name, value in close.statements:
        kept = decode(data[f"{STATEMENTS}/{name}.json"], Statement)
        if digest(kept) != value or again.get(name) != kept:
            raise Invalid("explain.statement_differs", statement=name)
    if set(again) != {name for name, _ in close.statements}:
        raise Invalid("explain.statement_differs", statement=", ".join(sorted(again)))
    return Checked(
        manifest.statement, len(manifest.files), len(entries), len(facts), len(found.lines),
        len(close.statements), _check_rollups(folder, data, facts), close.head,
        manifest_sha256(folder),
    )  # fmt: skip


def manifest_sha256(folder: Path) -> Digest:
    """The SHA-256 of the manifest in `folder`, which names all of it."""
    return digest_file(folder / MANIFEST)


# --- writing ------------------------------------------------------------------------------


def _rollups(house: House, name: str, close: Close) -> dict[str, bytes]:
    """The roll-ups of the days of the statement, as they were counted."""
    found = house.store.get(dict(close.statements)[name], Statement)
    files = {}
    for day, evidence in found.days:
        roll = rolled(house, day, evidence)
        if roll is not None:
            with explained(roll.path):
                files[f"{DAYS}/{evidence}.parquet"] = roll.path.read_bytes()
    return files


# --- checking -----------------------------------------------------------------------------


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    if not path.is_file():
        raise Missing("explain.no_manifest", path=path)
    with explained(path):
        return decode(path.read_bytes(), Manifest)


def _files(folder: Path, manifest: Manifest) -> dict[str, bytes]:
    """The files that the manifest names, each proved; no other may lie there."""
    found = {}
    root = folder.resolve()
    for one in manifest.files:
        path = folder / one.path
        if not path.resolve().is_relative_to(root):
            raise Invalid("explain.differs", what=one.path)
        if not path.is_file():
            raise Missing("explain.file_gone", path=path)
        with explained(path):
            data = path.read_bytes()
        if len(data) != one.bytes or digest_bytes(data) != one.sha256:
            raise Invalid("explain.differs", what=one.path)
        found[one.path] = data
    needed = {TERMS, TAX, WORKDAYS, FACTS, CLOSE, NAMES, ENTRIES, ACCOUNTS}
    lie = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    stray = sorted((lie - found.keys() - {MANIFEST}) | (needed - found.keys()))
    if stray:
        raise Invalid("explain.differs", what=", ".join(stray[:5]))
    return found


def _check_chain(entries: Sequence[Entry], accounts: Iterable[Account], close: Close) -> None:
    proof = prove(((one, None) for one in entries), accounts, {close.seq: close.head})
    if proof.flaw is not None:
        raise Invalid("explain.chain_broken", seq=proof.at, flaw=proof.flaw.value)


def _agreed(data: Mapping[str, bytes]) -> Agreed:
    terms = decode(data[TERMS], Terms)
    return Agreed(
        deals=terms.deals,
        contracts=terms.contracts,
        parties=terms.parties,
        holds=terms.holds,
        closings=terms.closings,
        taxes=taxes(data[TAX].decode("utf-8"), TAX),
        workdays=workdays(data[WORKDAYS].decode("utf-8"), WORKDAYS),
    )


def _check_rollups(folder: Path, data: Mapping[str, bytes], told: Sequence[Fact]) -> int:
    """How many roll-ups there are: each has the rows of its name, and gives its facts."""
    names = Names()
    for one in decode(data[NAMES], tuple[Name, ...]):
        names.names[one.sort, one.number] = one.name
    rolls = [path for path in data if path.startswith(f"{DAYS}/")]
    for path in rolls:
        rows = Digest(path.removeprefix(f"{DAYS}/").removesuffix(".parquet"))
        mine = {fact for fact in told if fact.evidence == rows}
        if rows_sha256(folder / path) != rows or not mine:
            raise Invalid("explain.differs", what=path)
        found = set(facts_in(folder / path, min(fact.day for fact in mine), rows, names))
        counted = {fact.contract for fact in mine}
        if mine != {fact for fact in found if fact.contract in counted}:
            raise Invalid("explain.differs", what=path)
    return len(rolls)
