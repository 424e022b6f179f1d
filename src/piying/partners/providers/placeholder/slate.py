"""Slates: what stands in for a picture or a clip, drawn from the words of its order.

The colours come from the words, the figures from how many people are shown, their size from the
framing that the words name. The frame carries the thirds and, at its foot, the first bits of
the order's digest as bars, so that two slates are told apart at a glance. Of a clip the camera
comes nearer, and a line runs from the start to the end.
"""

from __future__ import annotations

import colorsys
import hashlib
import io
from dataclasses import dataclass

import av
import numpy as np
import skia
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

FRAMINGS = (
    (("特写", "close-up", "close up", "近景"), 0.52),
    (("全景", "远景", "wide", "long shot"), 0.16),
)
"""Words of a framing, and how wide a head then is, against the frame's shorter side."""
HEAD = 0.28
"""The same for every other framing."""
FIGURES_MAX = 4
PUSH = 0.12
"""How much nearer the camera is at the end of a clip."""
BITS = 32


@dataclass(frozen=True, slots=True)
class Slate:
    """What a slate shows."""

    words: str
    figures: int
    seed: int

    @property
    def mark(self) -> bytes:
        """What tells this slate from others."""
        return hashlib.sha256(f"{self.seed}\0{self.figures}\0{self.words}".encode()).digest()


def still(slate: Slate, width: int, height: int) -> bytes:
    """The slate as a PNG."""
    image = skia.Image.fromarray(
        _drawn(slate, width, height, 0.0, None), skia.kRGBA_8888_ColorType
    )
    return bytes(image.encodeToData(skia.kPNG, 100))


def clip(slate: Slate, width: int, height: int, length_ms: int, rate: int) -> bytes:
    """The slate as an MP4 with H.264, `rate` frames a second, without sound."""
    count = max(1, length_ms * rate // 1000)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as file:
        stream = file.add_stream(
            "libx264", rate=rate, options={"preset": "veryfast", "crf": "24", "threads": "1"}
        )
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for at in range(count):
            done = at / max(1, count - 1)
            pixels = _drawn(slate, width, height, done, done)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
    return buffer.getvalue()


def _drawn(slate: Slate, width: int, height: int, nearer: float, done: float | None) -> Pixels:
    """One frame: (height, width, 4) uint8; `done` draws how far the clip is."""
    pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Canvas(pixels)
    mark = slate.mark
    hue = mark[0] / 256
    _sky(canvas, width, height, hue)
    canvas.save()
    scale = 1 + PUSH * nearer
    canvas.translate(width / 2, height * 0.45)
    canvas.scale(scale, scale)
    canvas.translate(-width / 2, -height * 0.45)
    _people(canvas, slate, width, height, hue)
    canvas.restore()
    _guides(canvas, width, height, mark)
    if done is not None:
        _line(canvas, (0, height - 4, width * done, height - 4), 8, _colour(hue, 0.2, 1.0))
    return pixels


def _sky(canvas: skia.Canvas, width: int, height: int, hue: float) -> None:
    ends = [skia.Point(0, 0), skia.Point(0, height)]
    colours = [_colour(hue, 0.35, 0.30), _colour(hue + 0.06, 0.30, 0.62)]
    shader = skia.GradientShader.MakeLinear(ends, colours)
    canvas.drawPaint(skia.Paint(Shader=shader))
    floor = skia.Rect.MakeLTRB(0, height * 0.78, width, height)
    canvas.drawRect(floor, skia.Paint(Color=_colour(hue + 0.02, 0.35, 0.24)))


def _people(canvas: skia.Canvas, slate: Slate, width: int, height: int, hue: float) -> None:
    count = max(1, min(FIGURES_MAX, slate.figures))
    lowered = slate.words.lower()
    share = next((s for words, s in FRAMINGS if any(w in lowered for w in words)), HEAD)
    head = share * min(width, height) / (1 + 0.35 * (count - 1))
    for index in range(count):
        x = width * (index + 1) / (count + 1)
        y = height * 0.42 + (index % 2) * head * 0.12
        tone = _colour(hue + 0.5 + 0.09 * index, 0.45, 0.86)
        shade = _colour(hue + 0.5 + 0.09 * index, 0.5, 0.55)
        body = skia.Path()
        body.moveTo(x - head * 0.95, height)
        body.cubicTo(
            x - head * 0.95, y + head * 0.9, x - head * 0.5, y + head * 0.5, x, y + head * 0.5
        )
        body.cubicTo(
            x + head * 0.5, y + head * 0.5, x + head * 0.95, y + head, x + head * 0.95, height
        )
        canvas.drawPath(body, skia.Paint(Color=shade, AntiAlias=True))
        canvas.drawOval(
            skia.Rect.MakeLTRB(
                x - head * 0.42, y - head * 0.55, x + head * 0.42, y + head * 0.55
            ),
            skia.Paint(Color=tone, AntiAlias=True),
        )


def _guides(canvas: skia.Canvas, width: int, height: int, mark: bytes) -> None:
    """The thirds, the frame, and the bars of the digest."""
    faint = skia.ColorSetARGB(48, 255, 255, 255)
    for third in (1, 2):
        _line(canvas, (width * third / 3, 0, width * third / 3, height), 1, faint)
        _line(canvas, (0, height * third / 3, width, height * third / 3), 1, faint)
    margin = min(width, height) * 0.04
    edge = skia.Paint(
        Color=skia.ColorSetARGB(170, 255, 255, 255), AntiAlias=True, StrokeWidth=2,
        Style=skia.Paint.kStroke_Style,
    )  # fmt: skip
    canvas.drawRect(skia.Rect.MakeLTRB(margin, margin, width - margin, height - margin), edge)
    step = (width - 4 * margin) / BITS
    bits = int.from_bytes(mark[: BITS // 8], "big")
    top, low = height - 2.4 * margin, height - 1.4 * margin
    for place in range(BITS):
        if bits >> place & 1:
            left = 2 * margin + place * step
            bar = skia.Rect.MakeLTRB(left, top, left + step * 0.6, low)
            canvas.drawRect(bar, skia.Paint(Color=skia.ColorSetARGB(220, 255, 255, 255)))


def _line(
    canvas: skia.Canvas, ends: tuple[float, float, float, float], wide: float, colour: int
) -> None:
    canvas.drawLine(*ends, skia.Paint(Color=colour, StrokeWidth=wide))


def _colour(hue: float, saturation: float, value: float) -> int:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return int(skia.ColorSetARGB(255, round(255 * red), round(255 * green), round(255 * blue)))
