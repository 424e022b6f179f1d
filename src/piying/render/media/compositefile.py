"""Composite files: how a person puts a picture together, and the archive it is kept in.

A person writes TOML; every table is a layer, the first one the lowest:

    grain = 200

    [[layer]]
    file = "street.mp4"

    [[layer]]
    file = "girl.mp4"
    key = "#00b140"
    match = 600
    wrap = 300

`puppets = true` in place of `file` stands for the shot as the puppet kit plays it. What is
kept is one ZIP archive with the layers as data and every file under its digest, so a composite
stays whole wherever it is carried.
"""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from piying.model.canon import Digest, canonical, decode, digest_bytes
from piying.model.composite import (
    COMPOSITE_TYPE,
    Blend,
    Box,
    Composite,
    CompositeLayer,
    MatteKind,
    Part,
    Sign,
)
from piying.model.errors import Invalid, Missing
from piying.render.archive import archived, kept
from piying.render.media.heads import STILL_TYPES
from piying.render.media.signs import typeset
from piying.render.media.stills import Still, png_of

TOLD_BYTES_MAX = 1_000_000
LAYERS_MAX = 8
FILES_BYTES_MAX = 2_000_000_000
ENDING = ".composite.toml"
"""What the names of composite files end with."""

_TOLD = "composite.json"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NUMBERS = {
    "opacity": (0, 1000), "match": (0, 1000), "wrap": (0, 1000),
    "key_near": (0, 1000), "key_far": (0, 1000),
}  # fmt: skip
_WORDS = {"file", "puppets", "matte", "key", "box", "blend", "sign", *_NUMBERS}
_SIGN_WORDS = {"text", "corners", "ink", "weight", "serif", "column", "opacity"}

Kind = Callable[[Path], str | None]
"""The media type of a file by its first bytes."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A composite as it is kept."""

    composite: Composite
    data: bytes
    files: tuple[tuple[Path, str], ...]
    """Every file of a person's that is in it, with its media type."""


class _Reader:
    """One composite file as it is read."""

    def __init__(self, path: Path, shot: str, kind: Kind) -> None:
        self.path, self.shot, self.kind = path, shot, kind
        self.blobs: dict[Digest, bytes] = {}
        self.files: list[tuple[Path, str]] = []

    def wrong(self, where: str, why: str) -> Invalid:
        return Invalid(
            "render.composite_wrong", shot=self.shot, path=self.path, where=where, why=why
        )

    def layer(
        self, at: int, table: Mapping[str, object], puppets: Part | None
    ) -> CompositeLayer:
        where = f"layer {at + 1}"
        unknown = sorted(set(table) - _WORDS)
        if unknown:
            raise self.wrong(where, f"{unknown[0]}? {', '.join(sorted(_WORDS))}")
        numbers = {name: self.number(where, table, name) for name in _NUMBERS if name in table}
        key = table.get("key", "")
        if not isinstance(key, str) or (key and not _COLOUR.fullmatch(key)):
            raise self.wrong(where, 'key = "#rrggbb"')
        part = self.part(where, table, puppets)
        matte, matte_part = self.matte(where, table.get("matte", ""), key=key)
        try:
            blend = Blend(str(table.get("blend", "over")))
        except ValueError as error:
            raise self.wrong(where, f"blend = {' | '.join(Blend)}") from error
        return CompositeLayer(part, matte, matte_part, key, box=self.box(where, table),
                        blend=blend, **numbers)  # fmt: skip

    def number(self, where: str, table: Mapping[str, object], name: str) -> int:
        value, (least, most) = table[name], _NUMBERS[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(where, f"{name} = {least} … {most}")
        return value

    def part(self, where: str, table: Mapping[str, object], puppets: Part | None) -> Part:
        name = table.get("file")
        if table.get("puppets") is True and name is None:
            if puppets is None:
                raise self.wrong(where, "puppets = true")
            return puppets
        if not isinstance(name, str) or "puppets" in table:
            raise self.wrong(where, 'file = "…" | puppets = true')
        part = self.file(where, name)
        signs = table.get("sign", [])
        return self.signed(where, part, signs, name) if signs else part

    def signed(self, where: str, part: Part, told: object, name: str) -> Part:
        """A still with the words of its signs, in place of the still."""
        if part.media_type not in STILL_TYPES or not isinstance(told, list):
            raise self.wrong(where, f"[[layer.sign]]: {part.media_type}")
        signs = tuple(self.sign(f"{where}, sign {at + 1}", one) for at, one in enumerate(told))
        still = Still(self.blobs[part.blob], self.shot, name)
        data = png_of(typeset(still.pixels(), signs, self.shot))
        blob = digest_bytes(data)
        self.blobs[blob] = data
        return Part(blob, "image/png")

    def sign(self, where: str, table: object) -> Sign:
        if not isinstance(table, dict) or set(table) - _SIGN_WORDS:
            raise self.wrong(where, ", ".join(sorted(_SIGN_WORDS)))
        given = dict(table)
        corners = given.pop("corners", None)
        ink = given.get("ink", "#000000")
        good = (
            isinstance(given.get("text"), str)
            and isinstance(ink, str)
            and _COLOUR.fullmatch(ink) is not None
            and all(isinstance(given.get(name, 1), int) for name in ("weight", "opacity"))
            and 100 <= given.get("weight", 700) <= 900
            and 0 <= given.get("opacity", 1000) <= 1000
            and all(isinstance(given.get(name, False), bool) for name in ("serif", "column"))
            and isinstance(corners, list)
            and len(corners) == 4
            and all(isinstance(one, list) and len(one) == 2 for one in corners)
            and all(isinstance(n, int) and -2000 <= n <= 3000 for one in corners for n in one)
        )
        if not good:
            raise self.wrong(where, 'text = "…", corners = [[x, y], [x, y], [x, y], [x, y]]')
        return Sign(corners=tuple((x, y) for x, y in corners), **given)

    def matte(self, where: str, wanted: object, *, key: str) -> tuple[MatteKind, Part | None]:
        if not isinstance(wanted, str) or (wanted and key):
            raise self.wrong(where, 'matte = "alpha" | matte = "FILE" | key = "#rrggbb"')
        if key:
            return MatteKind.KEY, None
        if wanted in ("", "none"):
            return MatteKind.NONE, None
        if wanted == "alpha":
            return MatteKind.ALPHA, None
        return MatteKind.LUMA, self.file(where, wanted)

    def box(self, where: str, table: Mapping[str, object]) -> Box:
        value = table.get("box", [0, 0, 1000, 1000])
        if not (
            isinstance(value, list)
            and len(value) == 4
            and all(isinstance(one, int) and -4000 <= one <= 5000 for one in value)
            and min(value[2:]) >= 10
        ):
            raise self.wrong(where, "box = [left, top, width, height]")
        return Box(*value)

    def file(self, where: str, name: str) -> Part:
        folder = self.path.parent.resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise self.wrong(where, f"{name}: outside of {folder}")
        if not path.is_file():
            raise Missing("cli.no_file", path=path)
        if path.stat().st_size + sum(map(len, self.blobs.values())) > FILES_BYTES_MAX:
            raise self.wrong(where, f"{name}: > {FILES_BYTES_MAX:,} B")
        media_type = self.kind(path)
        if media_type is None:
            raise Invalid("render.picture_kind", shot=self.shot, path=path)
        data = path.read_bytes()
        blob = digest_bytes(data)
        if blob not in self.blobs:
            self.files.append((path, media_type))
        self.blobs[blob] = data
        return Part(blob, media_type)


def pack(path: Path, shot: str, kind: Kind, puppets: Callable[[], tuple[bytes, str]]) -> Packed:
    """The composite that the file `path` describes, with all of its files.

    Args:
        path: the composite file; its files lie in its folder.
        shot: the shot it is for, to be named in messages.
        kind: what a file is.
        puppets: the stage of the shot and its media type; asked for only if a layer is it.

    Raises:
        Invalid: something in it is wrong; file and layer are named.
        Missing: a file that it names is not there.
    """
    reader = _Reader(path, shot, kind)
    if path.stat().st_size > TOLD_BYTES_MAX:
        raise reader.wrong("-", f"> {TOLD_BYTES_MAX:,} B")
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise reader.wrong("-", str(error)) from error
    tables, strength = told.get("layer"), told.get("grain", 0)
    if set(told) - {"layer", "grain"} or not isinstance(tables, list) or not tables:
        raise reader.wrong("-", "[[layer]], grain")
    if len(tables) > LAYERS_MAX:
        raise reader.wrong("-", f"{len(tables)} > {LAYERS_MAX}")
    if not isinstance(strength, int) or not 0 <= strength <= 1000:
        raise reader.wrong("-", "grain = 0 … 1000")
    stage = None
    if any(table.get("puppets") is True for table in tables):
        data, media_type = puppets()
        stage = Part(digest_bytes(data), media_type)
        reader.blobs[stage.blob] = data
    layers = tuple(reader.layer(at, table, stage) for at, table in enumerate(tables))
    composite = Composite(layers, strength)
    data = archived(COMPOSITE_TYPE, (_TOLD, canonical(composite)), reader.blobs)
    return Packed(composite, data, tuple(reader.files))


def unpack(path: Path, shot: str, folder: Path) -> tuple[Composite, Mapping[Digest, Path]]:
    """The composite in the archive `path`, and where its files lie now: in `folder`.

    Raises:
        Invalid: the archive is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            composite = decode(archive.read(_TOLD), Composite)
            wanted = {one.blob for layer in composite.layers
                      for one in (layer.part, layer.matte_part) if one is not None}  # fmt: skip
            found = {blob: kept(archive, blob, folder) for blob in sorted(wanted)}
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        why = str(error) or type(error).__name__
        raise Invalid("render.composite_broken", shot=shot, path=path, why=why) from error
    return composite, found
