"""seal: a signed manifest is put into a copy of the film, last of all.

What is signed is the film that a dossier was made of, and the manifest names both. The copy
has bytes of its own: they are kept, written to the signed log, and nothing but them counts as
a sealed copy when a film is released.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from piying.model.brief import Brief
from piying.model.canon import Digest, decode
from piying.model.cut import Cut
from piying.model.decision import Actor, Role
from piying.model.errors import Invalid, Missing
from piying.model.messages import say
from piying.model.review import Dossier
from piying.model.seal import Bound, Seal, SourceType
from piying.model.take import HAND, Recipe
from piying.render.label import read_label
from piying.render.seal.c2pa import Stamp, State, read_manifest, seal, tool
from piying.review.chain import Draft
from piying.store.blobs import digest_file
from piying.store.certificates import SERVICE, Certificate, certificate_of, make_certificate
from piying.store.disk import beside, make_folder
from piying.store.log import Log
from piying.store.signing import from_keyring
from piying.studio.house import House
from piying.studio.reviewing.docket import SLOT, open_log
from piying.studio.reviewing.review import film_of
from piying.studio.shooting.held import episode_name

SEAL = "seal"
"""The kind of the log's entries about sealed films."""
ROLES = (Role.OPERATOR, Role.LEAD)


@dataclass(frozen=True, slots=True)
class Stamped:
    """A sealed film."""

    seal: Seal
    path: Path
    owner: str
    """Whom the certificate names."""
    until: str
    """The last day the certificate is good for."""
    new: bool
    """Whether it was signed now."""


def seal_film(house: House, series: str, episode: int, profile: str, who: Actor) -> Stamped:
    """Sign a copy of the current film of `episode` and write it beside the film.

    Sealing the same film, dossier and certificate again gives the same copy.

    Raises:
        Missing: film, dossier, certificate, key or package is not there.
        Invalid: the role may not, or the certificate is none that C2PA takes.
    """
    check_role(who)
    name = episode_name(series, episode)
    film = film_of(house, series, episode, profile)
    if film.path is None or film.blob is None or film.cut is None:
        raise Missing("cli.run_first", verb="master", name=name,
                      why=say("cli.state_missing", house.settings.language))  # fmt: skip
    dossier, version = _dossier(house, name, film.blob)
    held = house_certificate(house)
    read_label(film.path)
    made_from = (
        ("master", film.blob), ("dossier", dossier), ("certificate", held.fingerprint),
    )  # fmt: skip
    stem = f"episode-{episode:02d}" + ("" if profile == "phone" else f"-{profile}")
    path = house.settings.out / series / f"{stem}-sealed.mp4"
    head = house.store.head(name, f"seal:{profile}")
    if head is not None and head.made_from == made_from:
        value = house.store.get(head.digest, Seal)
        if house.store.blobs.has(value.blob):
            _publish(house, value.blob, path)
            return Stamped(value, path, held.owner, held.until, new=False)
    log = open_log(house)
    at = log.head()
    bound = Bound(
        series, episode, version, dossier, film.blob, held.fingerprint, held.development,
        *((at.log, at.seq, at.hash, at.key) if at else ()),
    )  # fmt: skip
    title = f"{series} {episode:02d} {film.cut.title}".strip()
    value = _signed(house, film.path, title, source_of(house, film.cut), (bound, held, profile))
    now = house.clock.now_ms()
    log.append(Draft(who, SEAL, value, now))
    to = house.store.put(value)
    house.store.move_head(name, f"seal:{profile}", to, made_from, now)
    _publish(house, value.blob, path)
    return Stamped(value, path, held.owner, held.until, new=True)


def _signed(
    house: House,
    film: Path,
    title: str,
    kind: SourceType,
    given: tuple[Bound, Certificate, str],
) -> Seal:
    """The copy signed and kept."""
    bound, held, profile = given
    target = make_folder(house.store.folder / "work") / "sealed.mp4"
    stamp = Stamp(held.chain, held.algorithm, held.sign)
    try:
        seal(film, target, title, kind, bound, stamp)
        blob = house.store.blobs.adopt(target)
    finally:
        target.unlink(missing_ok=True)
    return Seal(blob, bound, profile, kind, tool())


def _dossier(house: House, name: str, film: Digest) -> tuple[Digest, int]:
    """The dossier of exactly this film, and its version."""
    head = house.store.head(name, SLOT)
    found = None if head is None else house.store.get(head.digest, Dossier)
    if head is None or found is None or found.master != film:
        raise Missing("review.seal_no_dossier", name=name)
    return head.digest, found.version


def _publish(house: House, blob: Digest, path: Path) -> None:
    if path.is_file() and digest_file(path) == blob:
        return
    with beside(path) as part:
        shutil.copyfile(house.store.blobs.proved({blob})[blob], part)


def house_certificate(house: House) -> Certificate:
    """The certificate that seals here, as the settings and the environment say."""
    chain, key = house.settings.seal_certificate, house.settings.seal_key
    ring = partial(from_keyring, service=SERVICE)
    return certificate_of(chain, key, os.environ, ring, house.clock.now_ms())


def make_development(house: House, who: Actor) -> Certificate:
    """A development certificate, made now where the settings say.

    Raises:
        Conflict: there is one, or a key, already.
    """
    check_role(who)
    chain, key = house.settings.seal_certificate, house.settings.seal_key
    make_certificate(chain, key, house.settings.house, house.clock.now_ms())
    return house_certificate(house)


def check_role(who: Actor) -> None:
    """Only those who may release a film may seal it."""
    if who.role not in ROLES:
        raise Invalid("review.wrong_role", act="seal", role=who.role.value,
                      roles=", ".join(role.value for role in ROLES))  # fmt: skip


def source_of(house: House, cut: Cut) -> SourceType:
    """Whether a trained model made every picture, or only something in the film."""
    made = all(_generated(house, house.store.get(clip.take, Recipe)) for clip in cut.pictures)
    return SourceType.TRAINED if made else SourceType.COMPOSITE


def _generated(house: House, recipe: Recipe) -> bool:
    """Whether a model made what the recipe asks for: it begins with a brief to one."""
    if recipe.provider == HAND or not recipe.inputs:
        return False
    try:
        house.store.get(recipe.inputs[0], Brief)
    except (Missing, Invalid):
        return False
    return True


def seals(log: Log) -> tuple[Seal, ...]:
    """Every seal in the log, oldest first."""
    return tuple(
        decode(bytes(entry.body), Seal) for entry in log.entries() if entry.kind == SEAL
    )


def cleared_in(log: Log, film: Path, master: Digest, dossier: Digest) -> bool:
    """Whether the file `film` is a sealed copy of exactly `master`, made by this house.

    Its bytes are those that the log names for this master and dossier, and its manifest
    still holds; that the rest of it is the master was proved when it was sealed and is
    proved by its SHA-256 since.
    """
    blob = digest_file(film)
    named = any(
        (one.blob, one.bound.master, one.bound.dossier) == (blob, master, dossier)
        for one in seals(log)
    )
    if not named:
        return False
    manifest = read_manifest(film)
    return manifest is not None and manifest.state is not State.INVALID
