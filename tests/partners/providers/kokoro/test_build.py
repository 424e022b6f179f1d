from __future__ import annotations

import numpy as np
import onnx
import pytest

from piying.model.errors import Outside
from piying.partners.providers.kokoro import build


def test_other_bytes_than_the_published_ones_are_refused():
    with pytest.raises(Outside) as caught:
        build.patched(b"not the model")

    assert caught.value.code == "takes.kokoro_parts_damaged"


def test_voices_are_packed_at_half_precision_and_come_back():
    vectors = [np.full((510, 256), i, "<f4").tobytes() for i in range(len(build.VOICE_NAMES))]
    styles = build.unpacked(build.packed(vectors))

    assert list(styles) == list(build.VOICE_NAMES)
    assert styles[build.VOICE_NAMES[3]].dtype == np.float32
    assert (styles[build.VOICE_NAMES[3]] == 3).all()


def test_each_asset_says_what_it_is_made_from():
    assert all(asset.sources for asset in build.ASSETS)
    assert all(len(source.sha256) == 64 for asset in build.ASSETS for source in asset.sources)


@pytest.mark.model
def test_the_patched_graph_gives_durations_and_takes_the_pitch_law(data):
    graph = onnx.load(data / build.MODEL.name).graph

    assert {"f0_ref", "f0_range", "f0_gain"} <= {i.name for i in graph.input}
    assert {build.DURATIONS, build.PITCH} <= {o.name for o in graph.output}
    assert "Where" in {node.op_type for node in graph.node if build.PITCH in node.output}
