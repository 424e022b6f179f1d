"""Manifests of C2PA in films: put in last, and read strictly, without any network.

Written against c2pa-python 0.38.1 (c2pa-rs 0.91.3), 2026-11: the claim is of version 2, the
film is bound by `c2pa.hash.bmff.v3`, which leaves out `ftyp`, `free`, `skip`, `mfra` and the
manifest's own box. A box `free` that is put behind a sealed film therefore changes nothing
for C2PA; only the SHA-256 of the file tells. There is no timestamp, for that asks somebody
outside: a seal is good as long as its certificate is. The package is optional
(requirements/seal.txt) and loaded when it is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from piying import __version__
from piying.model.canon import canonical
from piying.model.errors import Invalid, Missing, Outside
from piying.model.seal import Bound, SourceType
from piying.render.parts import beside, put_in_place
from piying.render.seal.bare import bare_digest, manifest_boxes

MIME = "video/mp4"
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""What stands before a source type in a manifest."""
ASSERTION = "piying.dossier"
"""The label of our own assertion."""
PURPOSES = "1.3.6.1.5.5.7.3.4\n1.3.6.1.5.5.7.3.36\n1.3.6.1.4.1.62558.2.1\n"
"""What a certificate may be for: mail, documents (RFC 9336), C2PA's own purpose."""

_QUIET = {"ocsp_fetch": False, "remote_manifest_fetch": False}
"""Nothing is asked of anybody outside."""
_SIGN = {
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {**_QUIET, "verify_after_sign": False},
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A certificate that signs, without its private key."""

    chain: bytes
    """PEM: the certificate that signs, then those above it."""
    algorithm: str
    """"es256", "es384" or "ed25519"."""
    sign: Callable[[bytes], bytes] = field(repr=False)
    """The signature over a message; of an EC key as r and s side by side (RFC 9053)."""


class State(StrEnum):
    """What came of reading a manifest."""

    TRUSTED = "trusted"
    """All is as signed, by a certificate under one that was given as trusted."""
    UNTRUSTED = "untrusted"
    """All is as signed, by a certificate that nobody here vouches for."""
    INVALID = "invalid"
    """Film or manifest were changed, or the manifest cannot be read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest of a film says, as far as people need it."""

    state: State
    problems: tuple[str, ...] = ()
    """Codes of the C2PA specification, 15.2.2, or what the reader said."""
    title: str = ""
    generator: str = ""
    """Name and version of what made the claim."""
    signer: str = ""
    """The common name in the certificate."""
    issuer: str = ""
    """The organisation in the certificate."""
    serial: str = ""
    algorithm: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    """(what was done, source type without its address)."""
    bound: Bound | None = None
    """Our own assertion; None: it is not a manifest of piying."""


def installed() -> bool:
    """Whether manifests can be written and read here."""
    return find_spec("c2pa") is not None


def _library() -> ModuleType:
    if not installed():
        raise Missing("render.seal_package")
    return import_module("c2pa")


def tool() -> str:
    """Name and version of what signs.

    Raises:
        Missing: the package is not installed.
    """
    return f"c2pa-rs {_library().sdk_version()}"


def seal(
    source: Path, target: Path, title: str, kind: SourceType, bound: Bound, stamp: Stamp
) -> None:
    """Write `target`: the film `source` with a signed manifest in it.

    It is read back before it gets its name: the manifest is valid, says what was given, and
    what is left without it are the bytes of `source`.

    Raises:
        Missing: the package or the film is not there.
        Invalid: the film has a manifest already, or the certificate is none that C2PA takes.
        Outside: writing failed.
    """
    library = _library()
    if manifest_boxes(source):
        raise Invalid("render.seal_twice", path=source)
    part = beside(target)
    try:
        _sign(library, source, part, _said(title, kind, bound), stamp)
        held = read_manifest(part)
        if held is None or held.state is State.INVALID or held.bound != bound:
            why = ", ".join(held.problems) if held else "-"
            raise Outside("render.seal_unreadable", path=target, why=why)
        if bare_digest(part) != bound.master:
            raise Outside("render.seal_changed", path=source)
        put_in_place(part, target)
    except OSError as error:
        raise Outside("render.join_failed", path=target, why=str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _sign(
    library: ModuleType, source: Path, part: Path, said: Mapping[str, object], stamp: Stamp
) -> None:
    algorithm = getattr(library.C2paSigningAlg, stamp.algorithm.upper())
    try:
        with (
            library.Context.from_dict(_SIGN) as context,
            library.Signer.from_callback(
                stamp.sign, algorithm, stamp.chain.decode(), None
            ) as signer,
            library.Builder(said, context=context) as builder,
            source.open("rb") as read,
            part.open("w+b") as written,
        ):
            builder.sign(signer, MIME, read, written)
    except library.C2paError as error:
        raise Invalid("render.seal_refused", path=source, why=_plain(error)) from error


def _said(title: str, kind: SourceType, bound: Bound) -> dict[str, object]:
    created = {"action": "c2pa.created", "digitalSourceType": f"{SOURCE}{kind.value}"}
    return {
        "claim_generator_info": [{"name": "piying", "version": __version__}],
        "title": title,
        "format": MIME,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [created]}},
            {"label": ASSERTION, "data": json.loads(canonical(bound))},
        ],
    }


def read_manifest(path: Path, trusted: bytes = b"") -> Manifest | None:
    """The manifest of the film at `path`, verified; None where it has none.

    Args:
        path: an MP4.
        trusted: PEM of the certificates that are trusted; without any, none is.

    Raises:
        Missing: there is a manifest, and the package that reads it is not installed.
        Invalid: the file does not consist of whole boxes.
    """
    if not manifest_boxes(path):
        return None
    library = _library()
    verify: dict[str, object] = {**_QUIET, "verify_trust": True}
    given: dict[str, object] = {"verify": verify}
    if trusted:
        given["trust"] = {"trust_anchors": trusted.decode("ascii"), "trust_config": PURPOSES}
    try:
        with (
            library.Context.from_dict(given) as context,
            path.open("rb") as file,
            library.Reader(MIME, file, context=context) as reader,
        ):
            return _manifest(json.loads(reader.json()), reader.get_validation_state())
    except library.C2paError as error:
        return Manifest(State.INVALID, (_plain(error),))


def _plain(error: Exception) -> str:
    """What the library said, in one line."""
    return re.sub(r"\s+", " ", str(error))[:300]


def _manifest(told: dict[str, Any], state: str) -> Manifest:
    held = told.get("manifests", {}).get(told.get("active_manifest", ""), {})
    problems = tuple(str(one.get("code", "")) for one in told.get("validation_status", ()))
    signature = held.get("signature_info", {})
    by: dict[str, Any] = next(iter(held.get("claim_generator_info", ())), {})
    data = {one["label"]: one.get("data", {}) for one in held.get("assertions", ())}
    acted: list[dict[str, Any]] = [
        one for name, one in data.items() if name.startswith("c2pa.actions")
    ]
    states = {"Trusted": State.TRUSTED, "Valid": State.UNTRUSTED}
    return Manifest(
        state=states.get(state, State.INVALID),
        problems=problems,
        title=str(held.get("title", "")),
        generator=f"{by.get('name', '')} {by.get('version', '')}".strip(),
        signer=str(signature.get("common_name", "")),
        issuer=str(signature.get("issuer", "")),
        serial=str(signature.get("cert_serial_number", "")),
        algorithm=str(signature.get("alg", "")),
        actions=tuple(
            (str(one.get("action", "")), str(one.get("digitalSourceType", "")).split("/")[-1])
            for each in acted
            for one in each.get("actions", ())
        ),
        bound=_bound(data.get(ASSERTION)),
    )


def _bound(data: object) -> Bound | None:
    """Our own assertion, if it is one."""
    if data is None:
        return None
    try:
        return msgspec.convert(data, Bound)
    except msgspec.ValidationError:
        return None
