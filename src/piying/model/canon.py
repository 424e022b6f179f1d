"""Canonical bytes and digests: equal values have equal bytes, whose digest names them."""

from __future__ import annotations

import hashlib
from typing import NewType, TypeVar

import msgspec

from piying.model.errors import Invalid

Digest = NewType("Digest", str)
"""A SHA-256 as 64 lower-case hexadecimal characters."""

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")


class _Head(msgspec.Struct):
    kind: str


def canonical(value: object) -> bytes:
    """The one byte string of `value`; equal values give equal bytes."""
    return _encoder.encode(value)


def digest_bytes(data: bytes) -> Digest:
    """The digest that names `data`."""
    return Digest(hashlib.sha256(data).hexdigest())


def digest(value: object) -> Digest:
    """The digest that names `value`: the SHA-256 of its canonical bytes."""
    return digest_bytes(canonical(value))


def decode(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `data` is the canonical bytes of.

    Bytes that were written before `kind` was given a field take that field's default. What they
    are named by stays the digest of the bytes, which is not that of the value any more.

    Raises:
        Invalid: the bytes are not canonical, or hold what `kind` does not know.
    """
    try:
        value = msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise Invalid("store.unreadable", what=kind.__name__, why=str(error)) from error
    if canonical(value) != data and not _is_older(data, value):
        raise Invalid("store.unreadable", what=kind.__name__, why="not canonical bytes")
    return value


def _is_older(data: bytes, value: object) -> bool:
    """Whether `data` is canonical and says of `value` everything but newer fields."""
    told = msgspec.json.decode(data)
    return canonical(told) == data and _says(told, msgspec.json.decode(canonical(value)))


def _says(told: object, whole: object) -> bool:
    if isinstance(told, dict) and isinstance(whole, dict):
        return all(key in whole and _says(told[key], whole[key]) for key in told)
    if isinstance(told, list) and isinstance(whole, list):
        return len(told) == len(whole) and all(map(_says, told, whole))
    return type(told) is type(whole) and told == whole


def kind_of(data: bytes) -> str:
    """The `kind` written in the canonical bytes of a value, for example "cut.1"."""
    return msgspec.json.decode(data, type=_Head).kind
