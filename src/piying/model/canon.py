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
    """The value of type `kind` that `data` is the canonical bytes of."""
    try:
        value = msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise Invalid("store.unreadable", what=kind.__name__, why=str(error)) from error
    if canonical(value) != data:
        raise Invalid("store.unreadable", what=kind.__name__, why="not canonical bytes")
    return value


def kind_of(data: bytes) -> str:
    """The `kind` written in the canonical bytes of a value, for example "cut.1"."""
    return msgspec.json.decode(data, type=_Head).kind
