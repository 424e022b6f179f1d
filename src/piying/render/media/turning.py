"""Turning: how a frame becomes upright, and how its two fields become one whole picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.filter import Graph
from av.sidedata.sidedata import Type

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


def filtering(frame: av.VideoFrame, steps: tuple[str, ...]) -> Graph:
    """What filters frames like `frame` by `steps`, as ffmpeg writes them."""
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


def progressive(frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """`frames`, with the two fields of interlaced ones made into whole pictures."""
    graph: Graph | None = None
    for frame in frames:
        if graph is None and frame.interlaced_frame:
            graph = filtering(frame, ("bwdif=mode=send_frame:parity=auto:deint=interlaced",))
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
