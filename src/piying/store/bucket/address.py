"""Where a bucket is found: what an operator writes down of it, without a key in it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from piying.model.errors import Invalid

SCHEME = "s3"
STORE = "PIYING_STORE"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""The names that every S3-compatible store allows."""
PART = re.compile(r"(?!\.+$)[A-Za-z0-9._-]{1,64}")
"""One part of a prefix; none that is only dots."""
REGION = re.compile(r"[A-Za-z0-9-]{1,40}")
SIZE = re.compile(r"(?P<number>[1-9]\d{0,5})(?P<unit>MB|GB|TB)")
UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
SAID = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Address:
    """A bucket and where it is."""

    bucket: str
    prefix: str = ""
    """What every name in it begins with, without a slash at either end."""
    endpoint: str = ""
    """http(s)://HOST:PORT of the store; empty: what the client of the store knows."""
    region: str = ""
    path_style: bool = True
    """Whether the bucket stands in the path of an address; otherwise before its host."""

    def __str__(self) -> str:
        place = f"{SCHEME}://{self.bucket}/{self.prefix}".rstrip("/")
        return f"{place} ({self.endpoint})" if self.endpoint else place

    @property
    def reached_at(self) -> str:
        """The address that is asked; empty: what the client of the store knows."""
        if self.path_style or not self.endpoint:
            return self.endpoint
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{self.bucket}.{parts.netloc}"

    def named(self, *parts: str) -> str:
        """The name in the bucket of what is called `parts` in the house."""
        return "/".join((self.prefix, *parts) if self.prefix else parts)


@dataclass(frozen=True, slots=True)
class Stored:
    """How a house uses its bucket."""

    address: Address
    cache_bytes: int = 0
    """The most that may stay on this disk as well; 0: all of it."""
    redirect: bool = False
    """Whether pieces of films are sent by the store itself."""


def stored_from(environment: Mapping[str, str], typed: str | None = None) -> Stored | None:
    """What the settings say of a bucket; None: there is none. `typed` is stronger.

    Raises:
        Invalid: a setting has a value that it cannot have.
    """
    place = environment.get(STORE, "") if typed is None else typed
    if not place:
        return None
    endpoint = environment.get(f"{STORE}_ENDPOINT", "").rstrip("/")
    path_style = environment.get(f"{STORE}_PATH_STYLE") or ("yes" if endpoint else "no")
    address = Address(
        *_place(place),
        endpoint=_endpoint(endpoint),
        region=_region(environment.get(f"{STORE}_REGION", "")),
        path_style=_is_said(f"{STORE}_PATH_STYLE", path_style),
    )
    redirect = environment.get(f"{STORE}_REDIRECT") or "no"
    return Stored(
        address,
        _size(environment.get(f"{STORE}_CACHE", "")),
        _is_said(f"{STORE}_REDIRECT", redirect),
    )


def _place(value: str) -> tuple[str, str]:
    """The bucket and the prefix of `s3://BUCKET/PREFIX`."""
    scheme, mark, rest = value.partition("://")
    bucket, _, prefix = rest.partition("/")
    parts = [part for part in prefix.split("/") if part]
    if (
        scheme != SCHEME
        or not mark
        or not BUCKET.fullmatch(bucket)
        or not all(PART.fullmatch(part) for part in parts)
    ):
        raise Invalid("store.bad_bucket", value=_without_keys(value))
    return bucket, "/".join(parts)


def _endpoint(value: str) -> str:
    """`value`, if it is the address of a store; without TLS only within one's own network."""
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        parts, host = urlsplit(""), None
    extra = parts.path or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not host or extra:
        raise Invalid("store.bad_endpoint", value=_without_keys(value))
    if parts.scheme == "http" and not _is_near(host):
        raise Invalid("store.open_endpoint", value=value)
    return value


def _is_near(host: str) -> bool:
    """Whether `host` is this machine or of its own network: what no stranger reads along."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host


def _region(value: str) -> str:
    if value and not REGION.fullmatch(value):
        raise Invalid(
            "store.bad_setting", name=f"{STORE}_REGION", value=value, known="us-east-1, …"
        )
    return value


def _size(value: str) -> int:
    if not value:
        return 0
    found = SIZE.fullmatch(value)
    if found is None:
        raise Invalid(
            "store.bad_setting", name=f"{STORE}_CACHE", value=value, known="500MB, 20GB, 1TB, …"
        )
    return int(found["number"]) * UNITS[found["unit"]]


def _is_said(name: str, value: str) -> bool:
    if value not in SAID:
        raise Invalid("store.bad_setting", name=name, value=value, known=", ".join(SAID))
    return SAID[value]


def _without_keys(value: str) -> str:
    """`value` as it may be shown: somebody may have written a key into it."""
    scheme, mark, rest = value.partition("://")
    _, at, host = rest.rpartition("@")
    return f"{scheme}{mark}***@{host}" if at else value
