"""Files of plays: JSON, CSV and Parquet as portions that intake takes.

Every portion of a file has an id that follows from the file's bytes and its place, so that a
file that is brought in twice, or again after a stop, adds nothing twice. Parquet and CSV stay
columns all the way; only where a value is no whole number its portion goes row by row.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pyarrow import csv

from piying.audience.batch import ROWS_DEFAULT
from piying.model.errors import Invalid, Missing
from piying.model.play import COLUMNS
from piying.store.disk import explained

PORTION_ROWS = 1 << 16
"""Of a file of columns; of JSON lines a portion has as many as a batch."""
ARRAY_BYTES_MAX = 1 << 30
LINE_BYTES_MAX = 64 << 20
SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".parquet")
_WHOLE = re.compile(r"-?\d{1,40}")


@dataclass(frozen=True, slots=True)
class Portion:
    """A piece of a file as it is handed in: a body, or columns with their batch id."""

    place: str
    """Where it begins: a line, or a row."""
    read: int
    """How many bytes of the file were read for it and those before, more or less."""
    body: bytes = b""
    batch: str = ""
    columns: dict[str, NDArray[np.int64]] | None = None


def portions(path: Path) -> Iterator[Portion]:
    """The plays of the file at `path`, in order.

    Raises:
        Missing: there is no such file.
        Invalid: it is not what its name says, or has other columns.
    """
    if not path.is_file():
        raise Missing("plays.file_missing", path=path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Invalid("plays.file_unknown", path=path, known=", ".join(SUFFIXES))
    with explained(path), path.open("rb") as file:
        stem = f"file-{hashlib.file_digest(file, 'sha256').hexdigest()[:24]}"
    names = (f"{stem}-{number:08}" for number in count())
    if suffix == ".parquet":
        yield from _parquet(path, names)
    elif suffix == ".csv":
        yield from _csv(path, names)
    else:
        yield from _json(path, names)


# --- JSON -----------------------------------------------------------------------------------

_raw_decoder = msgspec.json.Decoder(msgspec.Raw)
_array_decoder = msgspec.json.Decoder(list[msgspec.Raw])


class _Batch(msgspec.Struct):
    batch: msgspec.Raw


_batch_decoder = msgspec.json.Decoder(_Batch)


def _json(path: Path, names: Iterator[str]) -> Iterator[Portion]:
    """Lines of rows, lines of batches, or one array of either."""
    with explained(path), path.open("rb") as file:
        opening = file.read(4_096).lstrip()
        file.seek(0)
        if opening[:1] == b"[":
            size = path.stat().st_size
            if size > ARRAY_BYTES_MAX:
                raise Invalid("plays.file_too_large", path=path, limit=ARRAY_BYTES_MAX)
            try:
                rows = [bytes(one) for one in _array_decoder.decode(file.read())]
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise Invalid("plays.file_unreadable", path=path, why=error) from error
            yield from _texts(enumerate(rows, start=1), names, lambda: size)
            return
        lines = iter(lambda: file.readline(LINE_BYTES_MAX), b"")
        told = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
        yield from _texts(told, names, file.tell)


def _texts(
    texts: Iterator[tuple[int, bytes]],
    names: Iterator[str],
    read: Callable[[], int],
) -> Iterator[Portion]:
    """Batches as they are, or rows gathered into batches, by what the first of them is."""
    first = next(texts, None)
    if first is None:
        return
    every = chain([first], texts)
    if _is_batch(first[1]):
        for number, text in every:
            yield Portion(str(number), read(), body=text)
        return
    while portion := list(islice(every, ROWS_DEFAULT)):
        rows = [_readable(text) for _, text in portion]
        yield Portion(str(portion[0][0]), read(), body=_body(next(names), rows))


def _is_batch(text: bytes) -> bool:
    try:
        _batch_decoder.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _readable(text: bytes) -> bytes:
    """`text` if it is JSON; otherwise as a JSON string, which is no play and is set aside."""
    try:
        _raw_decoder.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.encode(text.decode("utf-8", "replace"))
    return text


def _body(batch: str, rows: Iterable[bytes]) -> bytes:
    return b'{"batch":"%s","rows":[%s]}' % (batch.encode(), b",".join(rows))


# --- columns --------------------------------------------------------------------------------


def _parquet(path: Path, names: Iterator[str]) -> Iterator[Portion]:
    with explained(path):
        try:
            file = pq.ParquetFile(path)
            _check_columns(path, file.schema_arrow.names)
            rows, total = 0, max(1, file.metadata.num_rows)
            size = path.stat().st_size
            for part in file.iter_batches(PORTION_ROWS, columns=list(COLUMNS)):
                place, rows = rows + 1, rows + part.num_rows
                yield from _columns(part, str(place), size * rows // total, names)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise Invalid("plays.file_unreadable", path=path, why=error) from error


def _csv(path: Path, names: Iterator[str]) -> Iterator[Portion]:
    """Every cell is read as text, so that what is no number is seen and not guessed."""
    uneven: list[str] = []

    def keep(row: csv.InvalidRow) -> str:
        uneven.append(row.text)
        return "skip"

    with explained(path), path.open("rb") as source:
        try:
            reader = csv.open_csv(
                source,
                csv.ReadOptions(use_threads=False),
                csv.ParseOptions(invalid_row_handler=keep),
                csv.ConvertOptions(column_types=dict.fromkeys(COLUMNS, pa.string())),
            )
            _check_columns(path, reader.schema.names)
            rows = 0
            for part in reader:
                place, rows = rows + 1, rows + part.num_rows
                yield from _columns(part, str(place), source.tell(), names)
        except pa.ArrowInvalid as error:
            raise Invalid("plays.file_unreadable", path=path, why=error) from error
        for start in range(0, len(uneven), ROWS_DEFAULT):
            texts = [msgspec.json.encode(text) for text in uneven[start : start + ROWS_DEFAULT]]
            yield Portion("?", source.tell(), body=_body(next(names), texts))


def _check_columns(path: Path, found: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in found]
    unknown = [name for name in found if name not in COLUMNS]
    if missing or unknown or len(found) != len(COLUMNS):
        raise Invalid(
            "plays.file_columns", path=path, missing=", ".join(missing) or "-",
            unknown=", ".join(unknown) or "-",
        )  # fmt: skip


def _columns(
    part: pa.RecordBatch, place: str, read: int, names: Iterator[str]
) -> Iterator[Portion]:
    """`part` as columns; row by row where one of its values is no whole number of 64 bits."""
    try:
        columns = {
            name: _numbers(part.column(name)).to_numpy(zero_copy_only=False)
            for name in COLUMNS
        }  # fmt: skip
    except pa.ArrowInvalid:
        rows = part.select(list(COLUMNS)).to_pylist()
        for start in range(0, len(rows), ROWS_DEFAULT):
            texts = [
                msgspec.json.encode({name: _number(value) for name, value in row.items()})
                for row in rows[start : start + ROWS_DEFAULT]
            ]
            yield Portion(place, read, body=_body(next(names), texts))
        return
    yield Portion(place, read, batch=next(names), columns=columns)


def _numbers(column: pa.Array) -> pa.Array:
    """`column` as 64-bit numbers.

    Raises:
        pa.ArrowInvalid: one of its values is none.
    """
    if column.null_count or not (
        pa.types.is_integer(column.type) or pa.types.is_string(column.type)
    ):
        raise pa.ArrowInvalid(column.type)
    return column.cast(pa.int64())


def _number(value: object) -> object:
    """A cell as JSON may hold it: a number where it is one, and otherwise its text."""
    if isinstance(value, str):
        return int(value) if _WHOLE.fullmatch(value) else value
    return value if value is None or isinstance(value, int | float) else str(value)
