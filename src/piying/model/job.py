"""Jobs: what is sent to a vendor, frozen before it is sent, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.money import Money


class JobState(StrEnum):
    """How far a paid job is. One list for whoever writes it and whoever reads it."""

    QUEUED = "queued"
    """Its money is reserved and its order frozen; nothing was sent."""
    SUBMITTING = "submitting"
    """The order may have reached the vendor: after a crash nobody knows."""
    POLLING = "polling"
    """The vendor's job id is kept; it is asked for, never sent again."""
    DONE = "done"
    """The take is kept and the real price settled."""
    FAILED = "failed"
    """The vendor refused or gave up, or nothing was sent; nothing more is owed."""
    UNKNOWN = "unknown"
    """Nobody can tell whether it was paid: a person decides, the money stays reserved."""
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"


class Charge(StrEnum):
    """How certain the money of a job is."""

    OPEN = "open"
    """It is reserved; the job has not ended."""
    KNOWN = "known"
    """The vendor says what it charges, or nothing was sent."""
    LISTED = "listed"
    """Nobody says what was charged: until a person confirms, the price list counts, for what
    the vendor says was used, else for what was asked."""
    CONFIRMED = "confirmed"
    """A person has read it on the vendor's bill."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is sent to a vendor, whole and final; it holds no key and no secret.

    Files are named by digest, never by path, so that an order can be sent only as it was
    frozen.
    """

    provider: str
    model: str
    endpoint: str
    """Scheme, host and path that it is sent to."""
    body: str
    """The vendor's request as canonical JSON; where a file belongs stands
    {"$blob": DIGEST, "as": "base64" | "data_url" | "url"}."""
    blobs: tuple[Digest, ...]
    media_type: str
    """What is expected back."""
    length_ms: int = 0
    """What is expected back: the shortest length of a clip, a voice or a cue."""
    version: int = 1
    """Of the adapter's format: an order of a format it no longer reads is not resumed."""
    kind: str = field(default="order.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Place:
    """What a job is for; budgets are kept for each part."""

    series: str
    episode: int
    shot: str
    month: str
    """"2026-11", in UTC, of the reservation."""


@dataclass(frozen=True, slots=True)
class Job:
    """One paid job as it stands."""

    id: str
    """A ULID; the key that a vendor gets where it honours one."""
    recipe: Digest
    order: Digest
    place: Place
    state: JobState
    reserved: Money
    vendor_job: str = ""
    settled: Money | None = None
    take: str = ""
    why: str = ""
    at_ms: int = 0
    """When it came into this state."""
    attempts: int = 0
    provider: str = ""
    model: str = ""
    variant: int = 0
    """A deliberate other attempt at the same order."""
    made_ms: int = 0
    """When it was asked for."""
    charge: Charge = Charge.OPEN
    original: Money | None = None
    """The money in the vendor's currency: its price, and when it says so what it charged;
    None: that is not known."""
