"""Stills: PNG, JPEG and WebP files decoded to pixels that lie upright.

The size is read from the head of the file and refused before anything is decoded, so that no
file can ask for more memory than `PIXELS_MAX` pixels. Colours come out as sRGB whatever
profile the file carries, and a JPEG is turned as its EXIF orientation says.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia

from piying.model.errors import Invalid

Pixels = npt.NDArray[np.uint8]
"""(height, width, 4) uint8, R G B A, premultiplied."""

PIXELS_MAX = 80_000_000
"""Of one picture; 320 MB once decoded."""
SIDE_MIN = 16
"""Pixels; less is no picture."""

_FORMATS = {
    skia.EncodedImageFormat.kPNG: "image/png",
    skia.EncodedImageFormat.kJPEG: "image/jpeg",
    skia.EncodedImageFormat.kWEBP: "image/webp",
}

_ORIGINS = {
    skia.EncodedOrigin.kTopLeft_EncodedOrigin: (False, False, False),
    skia.EncodedOrigin.kTopRight_EncodedOrigin: (False, True, False),
    skia.EncodedOrigin.kBottomRight_EncodedOrigin: (False, True, True),
    skia.EncodedOrigin.kBottomLeft_EncodedOrigin: (False, False, True),
    skia.EncodedOrigin.kLeftTop_EncodedOrigin: (True, False, False),
    skia.EncodedOrigin.kRightTop_EncodedOrigin: (True, True, False),
    skia.EncodedOrigin.kRightBottom_EncodedOrigin: (True, True, True),
    skia.EncodedOrigin.kLeftBottom_EncodedOrigin: (True, False, True),
}
"""How a picture is turned upright: transposed, then mirrored left to right, top to bottom."""


class Still:
    """An encoded still whose head was read and found sound."""

    def __init__(self, data: bytes, shot: str, path: Path | str) -> None:
        """Read the head of `data`.

        Raises:
            Invalid: it is no still, or one of absurd size; `shot` and `path` are named.
        """
        self._said = {"shot": shot, "path": path}
        self._data = data  # the codec reads from it and does not keep it
        try:
            self._codec = skia.Codec.MakeFromData(data)
            media_type = _FORMATS.get(self._codec.getEncodedFormat())
        except RuntimeError as error:
            raise Invalid("render.still_broken", **self._said) from error
        if media_type is None:
            raise Invalid("render.still_broken", **self._said)
        self.media_type: str = media_type
        size = self._codec.dimensions()
        refuse_absurd(size.width(), size.height(), PIXELS_MAX, shot, path)
        self._turned, self._mirrored, self._flipped = _ORIGINS[self._codec.getOrigin()]
        self._stored = (size.width(), size.height())
        sides = self._stored[::-1] if self._turned else self._stored
        self.width, self.height = sides

    def pixels(self) -> Pixels:
        """The picture, upright.

        Raises:
            Invalid: the file is damaged or ends too soon.
        """
        width, height = self._stored
        info = skia.ImageInfo.Make(
            width,
            height,
            skia.ColorType.kRGBA_8888_ColorType,
            skia.AlphaType.kPremul_AlphaType,
            skia.ColorSpace.MakeSRGB(),
        )
        array = np.empty((height, width, 4), np.uint8)
        result = self._codec.getPixels(info, array, width * 4)
        if result != skia.Codec.Result.kSuccess:
            raise Invalid("render.still_broken", **self._said)
        if self._turned:
            array = array.transpose(1, 0, 2)
        if self._mirrored:
            array = array[:, ::-1]
        if self._flipped:
            array = array[::-1]
        return np.ascontiguousarray(array)


def refuse_absurd(width: int, height: int, most: int, shot: str, path: Path | str) -> None:
    """Refuse a picture that is too small to see or too large to hold.

    Raises:
        Invalid: it names the shot, the file and the size.
    """
    if min(width, height) < SIDE_MIN or width * height > most:
        raise Invalid(
            "render.picture_size", shot=shot, path=path, width=width, height=height,
            least=SIDE_MIN, most=most // 1_000_000,
        )  # fmt: skip


def png_of(pixels: Pixels) -> bytes:
    """`pixels` as a PNG."""
    image = skia.Image.fromarray(unpremultiplied(pixels), skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100))


def unpremultiplied(pixels: Pixels) -> Pixels:
    """The same picture with straight alpha."""
    alpha = np.maximum(pixels[..., 3:], 1).astype(np.uint16)
    straight = pixels.copy()
    colours = (pixels[..., :3].astype(np.uint16) * 255 + alpha // 2) // alpha
    straight[..., :3] = np.minimum(colours, 255)
    return straight
