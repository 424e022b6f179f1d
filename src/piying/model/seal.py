"""Seals: a copy of a master with a signed manifest in it, and what that copy is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest


class SourceType(StrEnum):
    """Where a film comes from, by the last word of IPTC's address (digitalsourcetype)."""

    TRAINED = "trainedAlgorithmicMedia"
    """Every picture was made by a trained model."""
    COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
    """Drawn or brought pictures with something in it that a trained model made: a voice."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the manifest of a sealed film says of our own: the assertion `piying.dossier`."""

    series: str
    episode: int
    version: int
    """Of the dossier."""
    dossier: Digest
    master: Digest
    """The SHA-256 of the film without the manifest."""
    certificate: str
    """The SHA-256 of the certificate that signs, DER."""
    development: bool
    """Whether that certificate was made by piying itself, so that it vouches for nobody."""
    log: str = ""
    """The name of the log, empty where it had no entry yet; then its newest entry."""
    log_seq: int = 0
    log_hash: str = ""
    log_key: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed film: its bytes, and what its manifest says."""

    blob: Digest
    """The SHA-256 of the sealed file."""
    bound: Bound
    profile: str
    source: SourceType
    tool: str
    """Name and version of what signed."""
    kind: str = field(default="seal.1", kw_only=True)
