"""The encoders of the picture, as data: how each is asked for segments that can be joined.

Segments join packet by packet only if their parameter sets are equal, every group of pictures
is closed, and an I frame stands only where it was asked for. Each row says how its encoder is
brought to that. Nothing here loads FFmpeg, so that a name can be checked at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from piying.model.errors import Invalid

X264 = "stitchable=1:open-gop=0:keyint=infinite:scenecut=0:force-cfr=1"
"""Parameter sets that do not depend on the content, and no I frame but those asked for."""

SVT_AV1 = "lp=1:keyint={key}:irefresh-type=2:scd=0"
"""One thread for each stage; a key frame every `key` frames, each of which ends all that was
before it; none for a change of scene. It does not take key frames one by one."""

P_PRESETS = ("p1", "p2", "p3", "p4", "p5", "p6", "p7")


@dataclass(frozen=True, slots=True)
class Encoder:
    """How one encoder is asked. In the options, {preset}, {crf} and {key} are filled in."""

    name: str
    """As FFmpeg calls it."""
    coding: str
    """What it writes, as FFmpeg calls that: h264, hevc or av1."""
    presets: tuple[str, ...]
    """From the fastest to the best."""
    preset: str
    """The preset when only the encoder was asked for."""
    crf: int
    """The quality when only the encoder was asked for, on the encoder's own scale."""
    options: Mapping[str, str]
    tag: str = ""
    """What the picture is called in an MP4, where the usual name is not the best known."""
    pixels: str = "yuv420p"
    """How it wants the planes: yuv420p, or nv12 with both colours in one plane."""
    copies: bool = False
    """It takes its copy of a frame before it returns, as a test has shown: one frame may be
    drawn on again and again. Others get a frame of their own each time."""
    device: str = ""
    """The kind of device whose memory it takes frames from; they are brought there for it."""
    hardware: bool = False
    """It needs a device and a driver: that it is built in says nothing."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What it reads from the environment, for it writes to standard error by itself."""

    def asked(self, preset: str, crf: int, key: int) -> dict[str, object]:
        """Its options: a preset, a quality, and how many frames one I frame serves."""
        return {
            name: value.format(preset=preset, crf=crf, key=key)
            for name, value in self.options.items()
        }


def _nvenc(coding: str, crf: int, tag: str = "") -> Encoder:
    """NVENC: no B frames, so no delay; an I frame is an IDR frame, and none comes unasked."""
    return Encoder(
        f"{coding}_nvenc",
        coding,
        P_PRESETS,
        "p5",
        crf,
        {
            "preset": "{preset}", "tune": "hq", "rc": "vbr", "cq": "{crf}", "b": "0",
            "g": "{key}", "bf": "0", "forced-idr": "1", "no-scenecut": "1",
        },
        tag,
        hardware=True,
    )  # fmt: skip


_ALL = (
    Encoder(
        "libx264",
        "h264",
        ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower",
         "veryslow"),
        "veryfast",
        20,
        {"preset": "{preset}", "crf": "{crf}", "x264-params": X264},
        copies=True,
    ),
    Encoder(
        "libsvtav1",
        "av1",
        ("10", "9", "8", "7", "6", "5", "4"),
        "8",
        34,
        {"preset": "{preset}", "crf": "{crf}", "svtav1-params": SVT_AV1},
        copies=True,
        environment={"SVT_LOG": "1"},
    ),
    _nvenc("h264", 23),
    _nvenc("hevc", 25, "hvc1"),
    _nvenc("av1", 32),
    Encoder(
        "h264_qsv",
        "h264",
        ("veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"),
        "medium",
        22,
        {"preset": "{preset}", "global_quality": "{crf}", "g": "{key}", "bf": "0",
         "forced_idr": "1", "adaptive_i": "0", "look_ahead": "0"},
        pixels="nv12",
        hardware=True,
    ),
    Encoder(
        "h264_vaapi",
        "h264",
        ("7", "6", "5", "4", "3", "2", "1"),
        "4",
        22,
        {"compression_level": "{preset}", "rc_mode": "CQP", "qp": "{crf}", "g": "{key}",
         "bf": "0", "idr_interval": "0"},
        pixels="nv12",
        device="vaapi",
        hardware=True,
    ),
    Encoder(
        "h264_amf",
        "h264",
        ("speed", "balanced", "quality"),
        "quality",
        22,
        {"quality": "{preset}", "rc": "cqp", "qp_i": "{crf}", "qp_p": "{crf}", "g": "{key}",
         "bf": "0", "forced_idr": "1"},
        pixels="nv12",
        hardware=True,
    ),
    Encoder(
        "h264_videotoolbox",
        "h264",
        ("1", "0"),
        "0",
        7_080,  # 60 of 100, in the 118ths that FFmpeg counts
        {"prio_speed": "{preset}", "flags": "+qscale", "global_quality": "{crf}", "g": "{key}",
         "bf": "0", "allow_sw": "0"},
        pixels="nv12",
        hardware=True,
    ),
)  # fmt: skip

ENCODERS: Final[Mapping[str, Encoder]] = MappingProxyType({one.name: one for one in _ALL})
"""Every encoder by its name."""


def encoder(name: str) -> Encoder:
    """The encoder `name`.

    Raises:
        Invalid: there is none of that name.
    """
    found = ENCODERS.get(name)
    if found is None:
        raise Invalid("render.encoder_unknown", encoder=name, known=", ".join(ENCODERS))
    return found
