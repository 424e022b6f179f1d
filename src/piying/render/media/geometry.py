"""Geometry: a frame turned upright and cut to the proportions of the film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import av
from av.filter import Graph
from av.video.reformatter import ColorRange

from piying.render.media.colour import converted, has_alpha
from piying.render.media.turning import Turn, filtering


@dataclass(slots=True)
class Fitter:
    """Makes frames of one clip cover a film's frame: never stretched, cut off evenly."""

    width: int
    """Pixels of the film."""
    height: int
    _scaler: av.video.reformatter.VideoReformatter = field(
        default_factory=av.video.reformatter.VideoReformatter
    )
    _graphs: dict[tuple[object, ...], Graph] = field(default_factory=dict)

    def fit(self, frame: av.VideoFrame, turn: Turn, pixel: Fraction) -> av.VideoFrame:
        """`frame` as the film shows it, yuv420p of BT.709 in limited range.

        Args:
            frame: as decoded.
            turn: how it becomes upright.
            pixel: how wide one of its pixels is, for its height.
        """
        steps = [*_crop(self, frame, turn, pixel)]
        steps += ["transpose=cclock_flip"] if turn.transposed else []
        steps += ["hflip"] if turn.mirrored else []
        steps += ["vflip"] if turn.flipped else []
        whole = self._filtered(frame, tuple(steps)) if steps else frame
        return converted(self._scaler, whole, self.width, self.height)

    def _filtered(self, frame: av.VideoFrame, steps: tuple[str, ...]) -> av.VideoFrame:
        key = (frame.width, frame.height, frame.format.name, steps)
        graph = self._graphs.get(key)
        if graph is None:
            self._graphs.clear()
            graph = self._graphs[key] = filtering(frame, steps)
        graph.vpush(frame)
        done = graph.vpull()
        # filters do not carry every tag through
        done.colorspace, done.color_range = frame.colorspace, frame.color_range
        done.color_primaries, done.color_trc = frame.color_primaries, frame.color_trc
        return done


def _crop(fitter: Fitter, frame: av.VideoFrame, turn: Turn, pixel: Fraction) -> Iterator[str]:
    """What is cut off so that the rest has the proportions of the film."""
    wanted = Fraction(fitter.width, fitter.height)
    wanted = (1 / wanted if turn.transposed else wanted) / pixel
    width = min(frame.width, max(1, round(frame.height * wanted)))
    height = min(frame.height, max(1, round(frame.width / wanted)))
    if (width, height) != (frame.width, frame.height):
        x, y = (frame.width - width) // 2, (frame.height - height) // 2
        yield f"crop={width}:{height}:{x}:{y}"


def opacity_of(frame: av.VideoFrame) -> av.VideoFrame | None:
    """How opaque `frame` is, as a grey picture from black to white; None if it has no alpha."""
    if not has_alpha(frame.format.name):
        return None
    graph = filtering(frame, ("alphaextract",))
    graph.vpush(frame)
    grey = graph.vpull()
    grey.color_range = ColorRange.JPEG
    grey.pts, grey.time_base = frame.pts, frame.time_base
    return grey
