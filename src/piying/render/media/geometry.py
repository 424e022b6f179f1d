"""Geometry: a frame turned upright, without its fields, cut to the proportions of the film."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.filter import Graph
from av.sidedata.sidedata import Type
from av.video.reformatter import ColorRange

from piying.render.media.colour import converted, has_alpha

QUARTER = 1 << 16
"""One, as a display matrix writes it (16.16)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a frame becomes upright: transposed, then mirrored left to right, top to bottom."""

    transposed: bool = False
    mirrored: bool = False
    flipped: bool = False


def turn_of(frame: av.VideoFrame) -> Turn | None:
    """How `frame` asks to be turned; None if that is not by quarters."""
    held: Mapping[Any, Any] = frame.side_data  # its stub knows names alone
    matrix = held.get(Type.DISPLAYMATRIX)
    if matrix is None:
        return Turn()
    a, b, _, c, d = (int(n) for n in np.frombuffer(matrix, np.int32)[:5])
    near = QUARTER // 100
    if abs(b) < near and abs(c) < near and a and d:
        return Turn(mirrored=a < 0, flipped=d < 0)
    if abs(a) < near and abs(d) < near and b and c:
        return Turn(transposed=True, mirrored=c < 0, flipped=b < 0)
    return None


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
            graph = self._graphs[key] = _graph(frame, steps)
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


def _graph(frame: av.VideoFrame, steps: tuple[str, ...]) -> Graph:
    graph = Graph()
    base = frame.time_base or Fraction(1, 25)
    nodes = [graph.add_buffer(width=frame.width, height=frame.height, format=frame.format,
                              time_base=base)]  # fmt: skip
    for step in steps:
        name, _, arguments = step.partition("=")
        nodes.append(graph.add(name, arguments or None))
    nodes.append(graph.add("buffersink"))
    graph.link_nodes(*nodes)
    graph.configure()
    return graph


def opacity_of(frame: av.VideoFrame) -> av.VideoFrame | None:
    """How opaque `frame` is, as a grey picture from black to white; None if it has no alpha."""
    if not has_alpha(frame.format.name):
        return None
    graph = _graph(frame, ("alphaextract",))
    graph.vpush(frame)
    grey = graph.vpull()
    grey.color_range = ColorRange.JPEG
    grey.pts, grey.time_base = frame.pts, frame.time_base
    return grey


def progressive(frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """`frames`, with the two fields of interlaced ones made into whole pictures."""
    graph: Graph | None = None
    for frame in frames:
        if graph is None and frame.interlaced_frame:
            graph = _graph(frame, ("bwdif=mode=send_frame:parity=auto:deint=interlaced",))
        if graph is None:
            yield frame
            continue
        graph.vpush(frame)
        yield from _pulled(graph)
    if graph is not None:
        graph.vpush(None)
        yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[av.VideoFrame]:
    while True:
        try:
            yield graph.vpull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
