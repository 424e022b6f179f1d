"""verify: what a file claims of itself, and whether it holds.

Any file may be asked about, with or without a house. Each claim is told with a verdict; what
could not be proved is open and never a pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing, PiyingError
from piying.model.master import Master
from piying.model.review import Dossier
from piying.model.seal import Bound
from piying.render import profiles
from piying.render.boxes import top_boxes
from piying.render.label import AigcLabel, read_label
from piying.render.seal.bare import bare_digest
from piying.render.seal.c2pa import Manifest, State, read_manifest
from piying.render.seal.stream import playlist_of, read_stream
from piying.review.chain import Anchor
from piying.store.blobs import digest_file
from piying.store.certificates import DEVELOPMENT, roots_of
from piying.store.disk import explained
from piying.studio.house import House, Settings
from piying.studio.reviewing.audit import audit
from piying.studio.reviewing.docket import open_log
from piying.studio.reviewing.seal import seals


class Verdict(StrEnum):
    """How a claim stands."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    """It cannot be proved here."""
    NOTE = "note"
    """Nothing is claimed; worth knowing."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim, said by a message of the catalogue."""

    verdict: Verdict
    code: str
    data: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """All that can be said of one file, or of a film in pieces."""

    path: Path
    kind: str
    """"mp4", "fragmented", "hls" or "other"."""
    digests: tuple[tuple[str, Digest], ...]
    """(name, SHA-256) of each file."""
    told: tuple[Told, ...]
    label: AigcLabel | None = None
    manifest: Manifest | None = None
    """What it says counts for nothing where it is not valid."""
    known: str = ""
    """"master", "sealed" or "unknown" to the house; empty: there is no house."""

    @property
    def good(self) -> bool:
        """Whether everything that is claimed holds."""
        return not any(one.verdict in (Verdict.FAILS, Verdict.OPEN) for one in self.told)


def verify(house: House | None, settings: Settings, path: Path, trust: Path | None) -> Verified:
    """What is claimed by the file `path`, or by the film in pieces in the folder `path`.

    Args:
        house: whose masters, seals and log are asked; None: nobody's.
        settings: they name the house's own certificate, which is trusted.
        path: any file, a playlist, or a folder with one.
        trust: PEM of certificates that are trusted besides.

    Raises:
        Missing: there is no such file.
    """
    if not path.exists():
        raise Missing("cli.no_file", path=path)
    try:
        playlist = playlist_of(path)
    except PiyingError as error:
        return Verified(path, "hls", (), (_failed(error),))
    if playlist is not None:
        return _stream(path, playlist)
    with explained(path):
        return _file(house, settings, path, trust)


def _told(verdict: Verdict, code: str, **data: object) -> Told:
    return Told(verdict, f"render.verify_{code}", tuple(data.items()))


def _failed(error: PiyingError, verdict: Verdict = Verdict.FAILS) -> Told:
    return Told(verdict, error.code, tuple(error.data.items()))


def _stream(path: Path, playlist: Path) -> Verified:
    try:
        with explained(playlist):
            stream = read_stream(playlist)
    except PiyingError as error:
        return Verified(path, "hls", (), (_failed(error),))
    told = [_told(Verdict.HOLDS, "pieces", count=len(stream.pieces))]
    labels: dict[Path, AigcLabel] = {}
    for head in stream.heads:
        label, said = _label(head)
        told.append(said)
        if label is not None:
            labels[head] = label
    if not stream.heads:
        told.append(_told(Verdict.FAILS, "no_head"))
    if len(set(labels.values())) > 1:
        told.append(_told(Verdict.FAILS, "labels_differ"))
    told.append(_told(Verdict.NOTE, "hls_unsealed"))
    digests = tuple((one.name, digest_file(one)) for one in stream.files)
    return Verified(path, "hls", digests, tuple(told), next(iter(labels.values()), None))


def _label(path: Path) -> tuple[AigcLabel | None, Told]:
    """The label in a file, and what is to be said of it."""
    try:
        return read_label(path), _told(Verdict.HOLDS, "label")
    except Invalid as error:
        try:
            return read_label(path, wrapped=True), _told(Verdict.HOLDS, "label_wrapped")
        except Invalid:
            return None, _failed(error)


def _file(house: House | None, settings: Settings, path: Path, trust: Path | None) -> Verified:
    digest = digest_file(path)
    digests = ((path.name, digest),)
    known, belongs = _known(house, digest)
    kind, shape = _shape(path)
    if shape is not None:
        return Verified(path, kind, digests, (shape, *belongs), known=known)
    label, said = _label(path)
    told = [said]
    manifest = None
    try:
        manifest = read_manifest(path, _trusted(settings, trust))
    except PiyingError as error:
        told.append(_failed(error, Verdict.OPEN))
    else:
        told += _of_manifest(manifest)
    if manifest is not None and manifest.bound and manifest.state is not State.INVALID:
        told += _of_bound(house, path, manifest.bound)
    return Verified(path, kind, digests, (*told, *belongs), label, manifest, known)


def _shape(path: Path) -> tuple[str, Told | None]:
    """What sort of file it is, and why it cannot be read if it cannot."""
    with path.open("rb") as file:
        begin = file.read(8)
    if begin[4:8] not in (b"ftyp", b"styp"):
        return "other", _told(Verdict.FAILS, "not_mp4", path=path.name)
    try:
        kinds = {box.kind for box in top_boxes(path)}
    except Invalid as error:
        return "mp4", _told(Verdict.FAILS, "cut_short", **error.data)
    return ("fragmented" if b"moof" in kinds else "mp4"), None


def _trusted(settings: Settings, trust: Path | None) -> bytes:
    """PEM of what is trusted: the house's own certificate, and what the user names."""
    found = b""
    if settings.seal_certificate.is_file():
        found += roots_of(settings.seal_certificate)
    if trust is not None:
        roots_of(trust)
        found += trust.read_bytes()
    return found


_PROBLEMS = {
    "assertion.bmffHash.mismatch": "film_changed",
    "assertion.bmffHash.malformed": "film_changed",
    "assertion.hashedURI.mismatch": "manifest_changed",
    "claimSignature.mismatch": "manifest_changed",
    "claimSignature.missing": "manifest_changed",
    "claimSignature.outsideValidity": "certificate_expired",
    "signingCredential.expired": "certificate_expired",
    "signingCredential.invalid": "certificate_unfit",
}
"""What the codes of C2PA mean in plain words."""


def _of_manifest(manifest: Manifest | None) -> Iterator[Told]:
    if manifest is None:
        yield _told(Verdict.NOTE, "unsealed")
        return
    if manifest.state is State.INVALID:
        plain = [_PROBLEMS[one] for one in manifest.problems if one in _PROBLEMS]
        for name in dict.fromkeys(plain or ["manifest_changed"]):
            yield _told(Verdict.FAILS, name, codes=", ".join(manifest.problems))
    else:
        yield _told(Verdict.HOLDS, "sealed", signer=manifest.issuer or manifest.signer)
    if manifest.state is State.UNTRUSTED:
        yield _told(Verdict.OPEN, "untrusted", signer=manifest.issuer or manifest.signer)
    bound = manifest.bound
    if manifest.issuer == DEVELOPMENT or (bound is not None and bound.development):
        yield _told(Verdict.NOTE, "development")
    yield _told(Verdict.NOTE, "no_timestamp")


def _of_bound(house: House | None, path: Path, bound: Bound) -> Iterator[Told]:
    """Whether what our own assertion says is so."""
    try:
        same = bare_digest(path) == bound.master
    except Invalid as error:
        yield _failed(error)
    else:
        name = "inner_same" if same else "inner_differs"
        verdict = Verdict.HOLDS if same else Verdict.FAILS
        yield _told(verdict, name, master=bound.master)
    if house is None:
        yield _told(Verdict.NOTE, "no_house")
        return
    try:
        dossier = house.store.get(bound.dossier, Dossier)
    except Missing:
        yield _told(Verdict.NOTE, "other_house", dossier=bound.dossier[:12])
        return
    fits = (dossier.series, dossier.episode, dossier.version, dossier.master) == (
        bound.series, bound.episode, bound.version, bound.master,
    )  # fmt: skip
    yield _told(
        Verdict.HOLDS if fits else Verdict.FAILS, "dossier" if fits else "dossier_differs",
        series=dossier.series, episode=dossier.episode, version=dossier.version,
    )  # fmt: skip
    yield from _of_log(house, bound)


def _of_log(house: House, bound: Bound) -> Iterator[Told]:
    """Whether the log is whole and still holds the entry that the seal names."""
    anchor = Anchor(bound.log, bound.log_seq, bound.log_hash, 0, bound.log_key)
    whole = audit(house, "", (anchor,) if bound.log else ()).verified.good
    if not whole:
        yield _told(Verdict.FAILS, "log_differs", seq=bound.log_seq)
    elif bound.log:
        yield _told(Verdict.HOLDS, "log", seq=bound.log_seq)
    else:
        yield _told(Verdict.NOTE, "log_was_empty")


def _known(house: House | None, digest: Digest) -> tuple[str, tuple[Told, ...]]:
    """Whether these bytes are a master or a sealed film of the house."""
    if house is None:
        return "", ()
    for name in profiles.profiles():
        slot = f"master:{name}"
        for episode in house.store.names(slot):
            head = house.store.head(episode, slot)
            if head is not None and house.store.get(head.digest, Master).blob == digest:
                return "master", (_told(Verdict.NOTE, "is_master", name=episode, profile=name),)
    for one in seals(open_log(house, sign=False)):
        if one.blob == digest:
            said = f"{one.bound.series}/e{one.bound.episode:02d}"
            held = _told(Verdict.NOTE, "is_sealed", name=said, profile=one.profile)
            return "sealed", (held,)
    return "unknown", (_told(Verdict.NOTE, "is_unknown"),)
