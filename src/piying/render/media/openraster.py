"""OpenRaster: a picture of layers in one file, the format that drawing programs exchange.

A ZIP archive with `mimetype`, `stack.xml` and a PNG for every layer
(https://www.openraster.org, baseline 0.0.6). Every entry of the outermost stack, whether a
layer or a group of layers, is one plane; the first one is the nearest. Layers that are hidden
are left out. Of the ways to lay one layer over another only the plain one can be kept while
the planes move, so any other is refused rather than drawn wrong.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from piying.model.errors import Invalid
from piying.render.media.heads import ORA_TYPE
from piying.render.media.stills import PIXELS_MAX, Pixels, Still, png_of, refuse_absurd

LAYERS_MAX = 64
PLANES_MAX = 16
STACK_BYTES_MAX = 1_000_000
LAYER_BYTES_MAX = 400_000_000
DEPTH_MAX = 16
"""Groups inside groups."""

_PLAIN = "svg:src-over"
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError,
           RuntimeError, ElementTree.ParseError, ValueError)  # fmt: skip
"""What reading a damaged archive raises."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of a plane: an encoded still, where its corner lies, and how opaque it is."""

    still: Still
    x: int
    y: int
    opacity: float


@dataclass(frozen=True, slots=True)
class Plane:
    """A layer or a group of the outermost stack."""

    layers: tuple[_Layer, ...]
    """Back to front."""

    box: tuple[int, int, int, int]
    """Left, top, right and bottom of what the layers cover of the picture."""

    def painted(self) -> tuple[Pixels, int, int]:
        """Its pixels, and where their corner lies in the picture."""
        left, top, right, bottom = self.box
        whole = np.zeros((bottom - top, right - left, 4), np.uint8)
        for layer in self.layers:
            x, y = layer.x - left, layer.y - top
            pixels = layer.still.pixels()[max(0, -y) :, max(0, -x) :]
            part = whole[max(0, y) :, max(0, x) :]
            part = part[: len(pixels), : pixels.shape[1]]
            _lay(part, pixels[: len(part), : part.shape[1]], layer.opacity)
        return whole, left, top


@dataclass(frozen=True, slots=True)
class Layered:
    """A picture of planes."""

    width: int
    height: int
    planes: tuple[Plane, ...]
    """Back to front."""


def read(data: bytes, shot: str, path: Path | str) -> Layered:
    """The planes of an OpenRaster file; no pixel is decoded yet.

    Raises:
        Invalid: it is damaged, absurdly large, or uses what cannot be drawn.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive, shot, path).read()
    except _BROKEN as error:
        why = str(error) or type(error).__name__
        raise Invalid("render.layers_broken", shot=shot, path=path, why=why) from error


class _Reader:
    """One pass over the archive."""

    def __init__(self, archive: zipfile.ZipFile, shot: str, path: Path | str) -> None:
        self._archive, self._shot, self._path = archive, shot, path
        self._pixel_count = 0
        self._layer_count = 0

    def read(self) -> Layered:
        if self._bytes("mimetype", 100).strip() != ORA_TYPE.encode():
            raise ValueError("mimetype")
        text = self._bytes("stack.xml", STACK_BYTES_MAX)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise ValueError("stack.xml: DOCTYPE")
        image = ElementTree.fromstring(text)  # noqa: S314 - no entities, see above
        width, height = int(image.get("w", "0")), int(image.get("h", "0"))
        refuse_absurd(width, height, PIXELS_MAX, self._shot, self._path)
        stack = image.find("stack")
        if image.tag != "image" or stack is None:
            raise ValueError("stack.xml: no stack")
        planes = [
            Plane(layers, _box(layers, width, height))
            for entry in reversed(list(stack))
            if (layers := self._seen(entry, width, height))
        ]
        if not 0 < len(planes) <= PLANES_MAX:
            raise Invalid("render.layers_count", shot=self._shot, path=self._path,
                          count=len(planes), most=PLANES_MAX)  # fmt: skip
        return Layered(width, height, tuple(planes))

    def _seen(self, entry: ElementTree.Element, width: int, height: int) -> tuple[_Layer, ...]:
        """The layers of `entry` that reach into the picture, back to front."""
        return tuple(
            layer
            for layer in self._layers(entry, 0, 0, 1.0, 0)
            if -layer.still.width < layer.x < width and -layer.still.height < layer.y < height
        )

    def _layers(
        self, entry: ElementTree.Element, x: int, y: int, opacity: float, depth: int
    ) -> Iterator[_Layer]:
        """The layers of a layer or a group, back to front."""
        if entry.tag not in ("layer", "stack") or entry.get("visibility") == "hidden":
            return
        if depth > DEPTH_MAX:
            raise ValueError("stack.xml: depth")
        operation = entry.get("composite-op", _PLAIN)
        if operation != _PLAIN:
            raise Invalid("render.layers_blend", shot=self._shot, path=self._path,
                          layer=entry.get("name", "-"), how=operation)  # fmt: skip
        x, y = x + int(entry.get("x", "0")), y + int(entry.get("y", "0"))
        opacity *= min(1.0, max(0.0, float(entry.get("opacity", "1"))))
        if opacity == 0:
            return
        if entry.tag == "layer":
            yield self._layer(entry.get("src", ""), x, y, opacity)
            return
        for inner in reversed(list(entry)):
            yield from self._layers(inner, x, y, opacity, depth + 1)

    def _layer(self, name: str, x: int, y: int, opacity: float) -> _Layer:
        still = Still(self._bytes(name, LAYER_BYTES_MAX), self._shot, self._path)
        self._layer_count += 1
        self._pixel_count += still.width * still.height
        if self._layer_count > LAYERS_MAX or self._pixel_count > PIXELS_MAX:
            raise ValueError(f"{self._layer_count} layers, {self._pixel_count} pixels")
        return _Layer(still, x, y, opacity)

    def _bytes(self, name: str, most: int) -> bytes:
        """A member, decompressed no further than `most` bytes."""
        with self._archive.open(name) as member:
            data = member.read(most + 1)
        if len(data) > most:
            raise ValueError(f"{name}: too large")
        return data


def _box(layers: Sequence[_Layer], width: int, height: int) -> tuple[int, int, int, int]:
    """What `layers` cover of a picture: left, top, right, bottom."""
    return (
        max(0, min(layer.x for layer in layers)),
        max(0, min(layer.y for layer in layers)),
        min(width, max(layer.x + layer.still.width for layer in layers)),
        min(height, max(layer.y + layer.still.height for layer in layers)),
    )


def _lay(under: Pixels, over: Pixels, opacity: float) -> None:
    """Lay `over` on `under`, both premultiplied, in place."""
    k = np.uint32(round(opacity * 255))
    for top in range(0, len(under), 256):
        rows = under[top : top + 256].astype(np.uint32)
        laid = (over[top : top + 256].astype(np.uint32) * k + 127) // 255
        rows = laid + (rows * (255 - laid[..., 3:]) + 127) // 255
        under[top : top + 256] = np.minimum(rows, 255)


def write(planes: Sequence[Pixels], names: Sequence[str]) -> bytes:
    """An OpenRaster file of `planes`, back to front, all of one size and premultiplied."""
    height, width = planes[0].shape[:2]
    merged = np.zeros_like(planes[0])
    for plane in planes:
        _lay(merged, plane, 1.0)
    entries = "".join(
        f'<layer name="{name}" src="data/{index}.png" x="0" y="0" opacity="1.0" '
        f'composite-op="{_PLAIN}" visibility="visible"/>'
        for index, name in reversed(list(enumerate(names)))
    )
    head = f'<image version="0.0.6" w="{width}" h="{height}">'
    stack = f'<?xml version="1.0" encoding="UTF-8"?>{head}<stack>{entries}</stack></image>'
    small = merged[:: max(1, height // 256), :: max(1, width // 256)][:256, :256]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in (
            ("mimetype", ORA_TYPE.encode()),
            ("stack.xml", stack.encode()),
            *((f"data/{index}.png", png_of(plane)) for index, plane in enumerate(planes)),
            ("mergedimage.png", png_of(merged)),
            ("Thumbnails/thumbnail.png", png_of(np.ascontiguousarray(small))),
        ):
            # a fixed date, so that equal pictures are equal bytes
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return target.getvalue()
