"""A small labelled film of a few shots."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.render.encode import encode_segment
from piying.render.join import join
from piying.render.label import first_label

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")
LENGTHS = (30, 1, 60, 2, 20)


@pytest.fixture(scope="session")
def film(tmp_path_factory, small, drawn, sound):
    """432 x 768 at the rate of `small`, in shots of these lengths."""
    folder, first = tmp_path_factory.mktemp("film"), 0
    shape = replace(small, width=432, height=768, crf=18)
    parts = []
    for number, length in enumerate(LENGTHS):
        parts.append(folder / f"{number}.mp4")
        encode_segment(parts[-1], shape, length, drawn(first))
        first += length
    path = folder / "film.mp4"
    join(parts, sound(first, small.rate), path, small.rate, LABEL)
    return path
