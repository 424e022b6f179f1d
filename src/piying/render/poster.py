"""Stills of a film: one frame as a picture, and many pictures on one sheet."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
import skia
from av.video.reformatter import ColorRange, Colorspace

from piying.model.errors import Invalid, Missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt
    from av.container import InputContainer
    from av.video.stream import VideoStream

SHEET_IMAGES_MAX = 1_000
SHEET_WIDTH_MAX = 4_096
"""Pixels; larger pictures are made smaller to fit."""
SHEET_HEIGHT_MAX = 32_000
GAP = 8
"""Pixels between pictures and round them."""
PAPER = 0xFF14_1216
PNG_OPTIONS = {"pred": "mixed", "compression_level": "3"}


def frame_png(path: Path, frame: int, width: int = 0, *, near: bool = False) -> bytes:
    """Frame `frame` of a film, counted from 0, as a PNG, `width` pixels wide or as it is.

    With `near` it is the key frame before, which is there at once: at most two seconds off.
    """
    pixels = _with_alpha(frame_rgb(path, frame, width, near=near))
    return _png(skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType))


def frame_rgb(
    path: Path, frame: int, width: int = 0, *, near: bool = False
) -> npt.NDArray[np.uint8]:
    """Frame `frame` of a film, counted from 0: (height, width, 3) uint8, R G B of full range.

    A `width` makes the picture smaller or larger with its sides in proportion.

    Raises:
        Missing: there is no such file.
        Invalid: the file cannot be read or has no such frame.
    """
    (found,) = film_frames(path, (frame,), width, near=near)
    return found


def film_frames(
    path: Path, frames: Iterable[int], width: int = 0, *, near: bool = False
) -> Iterator[npt.NDArray[np.uint8]]:
    """Some frames of a film as `frame_rgb` gives them, the film opened once."""
    try:
        with av.open(path) as container:
            stream = container.streams.video[0]
            # one frame alone gives threads nothing to share
            stream.thread_type = "NONE" if near else "AUTO"
            for frame in frames:
                yield _frame(path, container, stream, frame, width, near=near)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.segment_unreadable", path=path, why=str(error)) from error


def _frame(
    path: Path,
    container: InputContainer,
    stream: VideoStream,
    frame: int,
    width: int,
    *,
    near: bool,
) -> npt.NDArray[np.uint8]:
    if frame < 0 or stream.time_base is None or not stream.average_rate:
        raise Invalid("render.no_frame", path=path, frame=frame)
    at = frame / (stream.average_rate * stream.time_base)
    container.seek(int(at), stream=stream)
    for decoded in _alone(container, stream) if near else container.decode(stream):
        if decoded.pts is not None and (near or decoded.pts >= at):
            return _shown(decoded, width or decoded.width)
    raise Invalid("render.no_frame", path=path, frame=frame)


def _alone(container: InputContainer, stream: VideoStream) -> Iterator[av.VideoFrame]:
    """The next key frame, and nothing of what a decoder would read ahead of giving it out."""
    for packet in container.demux(stream):
        if packet.size and packet.is_keyframe:
            yield from (*stream.decode(packet), *stream.decode(None))
            return


def _shown(decoded: av.VideoFrame, width: int) -> npt.NDArray[np.uint8]:
    shown = decoded.reformat(
        width=width,
        height=decoded.height * width // decoded.width,
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation="BICUBIC",
    )
    return np.asarray(shown.to_ndarray(), np.uint8)


def contact_sheet(images: Sequence[bytes | npt.NDArray[np.uint8]], columns: int) -> bytes:
    """Pictures on one sheet as a PNG, `columns` in a row, in reading order.

    A picture is a PNG, a JPEG, or pixels as `frame_rgb` gives them.
    All cells have the size of the first picture, made smaller where the sheet would be wider
    than `SHEET_WIDTH_MAX` or higher than `SHEET_HEIGHT_MAX`; others are fitted into theirs.
    """
    if not 0 < len(images) <= SHEET_IMAGES_MAX or columns < 1:
        raise Invalid("render.sheet", count=len(images), columns=columns, most=SHEET_IMAGES_MAX)
    pictures = [_decoded(image) for image in images]
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    width, height = pictures[0].width(), pictures[0].height()
    scale = min(
        1.0,
        (SHEET_WIDTH_MAX - GAP * (columns + 1)) / (columns * width),
        (SHEET_HEIGHT_MAX - GAP * (rows + 1)) / (rows * height),
    )
    width, height = max(1, int(width * scale)), max(1, int(height * scale))
    surface = skia.Surface(columns * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    with surface as canvas:
        canvas.clear(PAPER)
        for number, picture in enumerate(pictures):
            row, column = divmod(number, columns)
            fit = min(width / picture.width(), height / picture.height())
            w, h = picture.width() * fit, picture.height() * fit
            x = GAP + column * (width + GAP) + (width - w) / 2
            y = GAP + row * (height + GAP) + (height - h) / 2
            smooth = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
            how = smooth if fit != 1 else skia.SamplingOptions()
            canvas.drawImageRect(picture, skia.Rect.MakeXYWH(x, y, w, h), how)
    return _png(surface.makeImageSnapshot())


def jpeg(rgb: npt.NDArray[np.uint8], quality: int) -> bytes:
    """Pixels as `frame_rgb` gives them, as a JPEG of `quality`, 1 to 100."""
    image = skia.Image.fromarray(_with_alpha(rgb), skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.EncodedImageFormat.kJPEG, quality))


def _decoded(image: bytes | npt.NDArray[np.uint8]) -> skia.Image:
    """The picture in encoded bytes, or in pixels."""
    if not isinstance(image, bytes):
        return skia.Image.fromarray(_with_alpha(image), skia.ColorType.kRGBA_8888_ColorType)
    picture = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(image))
    if picture is None:
        raise Invalid("render.picture_unreadable")
    return picture


def _with_alpha(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """R G B A from R G B."""
    opaque = np.full((*rgb.shape[:2], 1), 255, np.uint8)
    return np.ascontiguousarray(np.concatenate((rgb, opaque), 2))


def _png(image: skia.Image) -> bytes:
    """The picture as a PNG, its alpha left out: a fifth of skia's time, and a smaller file."""
    rgba = image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgba[..., :3]), "rgb24")
    encoder = av.CodecContext.create("png", "w")
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "rgb24"
    encoder.time_base, encoder.thread_count = Fraction(1), 1
    encoder.options = PNG_OPTIONS
    return b"".join(map(bytes, (*encoder.encode(picture), *encoder.encode(None))))
