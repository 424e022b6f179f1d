"""Batches: what a player hands in at once, read and judged row by row.

A batch is one JSON object: its id, which whoever sends it keeps until it is acknowledged, and
its plays, either as rows or column by column:

    {"batch": "01K…", "rows": [{"viewing_hi": 1, "viewing_lo": 2, "n": 0, …}, …]}
    {"batch": "01K…", "columns": {"viewing_hi": [1, …], "viewing_lo": [2, …], …}}

A batch that cannot be told apart or counted is refused as a whole, and whoever sent it may send
it mended. In any other every row is counted: `received` = accepted + set aside, always.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from piying.audience.rows import RANGES, is_clock_wrong, reason_of
from piying.model import play
from piying.model.errors import Invalid
from piying.model.play import COLUMNS, Reason

BATCH = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""The id of a batch: a ULID, or any 16 to 64 characters that may stand in an address."""

ROWS_DEFAULT = 1_000
ROWS_MAX = 10_000
"""The most rows that an operator may allow in one batch."""
BODY_BYTES_DEFAULT = 4 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one batch may hold."""

    rows: int = ROWS_DEFAULT
    body_bytes: int = BODY_BYTES_DEFAULT


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is no play: its place in the batch from 0, why, and what was written."""

    row: int
    reason: Reason
    text: str
    """JSON as it came."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch, with its plays apart from what is set aside."""

    batch: str
    received: int
    columns: dict[str, array[int]]
    """The accepted rows: every column of `COLUMNS`, 64 bits a number, equally long."""
    aside: tuple[Aside, ...] = ()

    @property
    def accepted(self) -> int:
        """How many rows are plays."""
        return self.received - len(self.aside)


def rejected(aside: tuple[Aside, ...]) -> tuple[tuple[Reason, int], ...]:
    """How many rows are set aside for each reason, by the name of the reason."""
    counted = Counter(one.reason for one in aside)
    return tuple(sorted(counted.items()))


def judge(body: bytes, at_ms: int, limits: Limits = Limits()) -> Judged:
    """The batch of `body`, received at `at_ms` milliseconds since 1970.

    Raises:
        Invalid: it is no batch, or larger than `limits`; nothing of it was taken.
    """
    if len(body) > limits.body_bytes:
        raise Invalid("audience.body_too_large", size=len(body), limit=limits.body_bytes)
    try:
        head = _head_decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid("audience.batch_unreadable", why=str(error)) from error
    if not BATCH.fullmatch(head.batch):
        raise Invalid("audience.batch_id", name=head.batch[:80])
    rows, columns = bytes(head.rows), bytes(head.columns)
    if bool(rows) == bool(columns):
        raise Invalid("audience.rows_or_columns", batch=head.batch)
    if rows:
        return _rows(head.batch, rows, at_ms, limits)
    return _columns(head.batch, columns, at_ms, limits)


# --- what the decoder is told ---------------------------------------------------------------


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    batch: str
    rows: msgspec.Raw = msgspec.Raw()
    columns: msgspec.Raw = msgspec.Raw()


_Row = msgspec.defstruct(
    "_Row",
    [(name, Annotated[int, Meta(ge=low, le=high)]) for name, (low, high) in RANGES.items()],
    forbid_unknown_fields=True,
    frozen=True,
    gc=False,
)
_Columns = msgspec.defstruct(
    "_Columns",
    [
        (name, list[Annotated[int, Meta(ge=low, le=high)]])
        for name, (low, high) in RANGES.items()
    ],
    forbid_unknown_fields=True,
)
_LooseColumns = msgspec.defstruct(
    "_LooseColumns", [(name, list[msgspec.Raw]) for name in COLUMNS], forbid_unknown_fields=True
)

_head_decoder = msgspec.json.Decoder(_Head)
_rows_decoder = msgspec.json.Decoder(list[_Row])  # type: ignore[valid-type]
_raw_rows_decoder = msgspec.json.Decoder(list[msgspec.Raw])
_columns_decoder = msgspec.json.Decoder(_Columns)
_loose_columns_decoder = msgspec.json.Decoder(_LooseColumns)


# --- rows -----------------------------------------------------------------------------------


def _rows(batch: str, text: bytes, at_ms: int, limits: Limits) -> Judged:
    try:
        rows = _rows_decoder.decode(text)
    except msgspec.DecodeError:
        return _one_by_one(batch, _raw_rows(batch, text, limits), at_ms)
    _check_count(batch, len(rows), limits)
    values = zip(*map(msgspec.structs.astuple, rows), strict=True)
    columns = {name: array("q", column) for name, column in zip(COLUMNS, values, strict=False)}
    if not rows:
        return Judged(batch, 0, {name: array("q") for name in COLUMNS})
    return _by_clock(Judged(batch, len(rows), columns), at_ms)


def _raw_rows(batch: str, text: bytes, limits: Limits) -> list[bytes]:
    try:
        raw = [bytes(one) for one in _raw_rows_decoder.decode(text)]
    except msgspec.DecodeError as error:
        raise Invalid("audience.batch_unreadable", why=str(error)) from error
    _check_count(batch, len(raw), limits)
    return raw


def _one_by_one(batch: str, raw: list[bytes], at_ms: int) -> Judged:
    """The batch of rows of which at least one is no play."""
    columns = {name: array("q") for name in COLUMNS}
    aside = []
    for index, text in enumerate(raw):
        row = _row_of(text)
        reason = reason_of(row, at_ms)
        if reason is not None:
            aside.append(Aside(index, reason, text.decode("utf-8", "replace")))
            continue
        for name, column in columns.items():
            column.append(row[name])
    return Judged(batch, len(raw), columns, tuple(aside))


def _row_of(text: bytes) -> dict[str, int]:
    """What `text` holds, which may be no row at all; nothing where it is no JSON."""
    try:
        row: dict[str, int] = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return row


# --- columns --------------------------------------------------------------------------------


def _columns(batch: str, text: bytes, at_ms: int, limits: Limits) -> Judged:
    try:
        found = _columns_decoder.decode(text)
    except msgspec.DecodeError:
        return _loose_columns(batch, text, at_ms, limits)
    columns = {name: array("q", getattr(found, name)) for name in COLUMNS}
    count = _even(batch, {name: len(column) for name, column in columns.items()})
    _check_count(batch, count, limits)
    return _by_clock(Judged(batch, count, columns), at_ms)


def _loose_columns(batch: str, text: bytes, at_ms: int, limits: Limits) -> Judged:
    """The batch of columns in which at least one value is not what it has to be."""
    try:
        found = _loose_columns_decoder.decode(text)
    except msgspec.DecodeError as error:  # a column is missing, or nobody knows it
        raise Invalid("audience.batch_unreadable", why=str(error)) from error
    columns = {name: getattr(found, name) for name in COLUMNS}
    count = _even(batch, {name: len(column) for name, column in columns.items()})
    _check_count(batch, count, limits)
    rows = [
        b"{%s}" % b",".join(
            b'"%s":%s' % (name.encode(), bytes(column[index]))
            for name, column in columns.items()
        )
        for index in range(count)
    ]  # fmt: skip
    return _one_by_one(batch, rows, at_ms)


def _even(batch: str, lengths: dict[str, int]) -> int:
    """How long every column is."""
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise Invalid("audience.columns_uneven", batch=batch, lengths=told)
    return next(iter(lengths.values()))


# --- both -----------------------------------------------------------------------------------


def _by_clock(judged: Judged, at_ms: int) -> Judged:
    """`judged` less the plays whose clocks are wrong."""
    times = judged.columns[play.TS]
    if not times or not (
        is_clock_wrong(min(times), at_ms) or is_clock_wrong(max(times), at_ms)
    ):
        return judged
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*judged.columns.values(),
                                                                strict=True)]  # fmt: skip
    return _one_by_one(judged.batch, [msgspec.json.encode(row) for row in rows], at_ms)


def _check_count(batch: str, count: int, limits: Limits) -> None:
    if count > limits.rows:
        raise Invalid("audience.too_many_rows", batch=batch, count=count, limit=limits.rows)
