"""What a finished file really holds, and whether that is what was to be made.

A join may fail by a second without a word; only a probe of the result proves anything.
Frames are counted from the packets of the file, never from what its head claims, and every one
is decoded. Colours must be named twice: by the container, and by the picture itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import av

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid, Missing, Outside, PiyingError
from piying.model.master import Measurement, Profile
from piying.render.boxes import sample_entries, top_boxes
from piying.render.decoding import Decoded
from piying.render.encoders import encoder
from piying.render.label import AigcLabel, read_label

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

TOOL = f"piying.probe av-{av.__version__}"
"""Who measured."""

BT709_LIMITED = (1, 1, 1, 1)
"""Range, matrix, primaries and transfer, as ITU-T H.273 numbers the last three."""

FAILURES_MAX = 40
"""More are not listed."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a file."""

    codec: str
    width: int
    height: int
    pixel_format: str
    colour: tuple[int, int, int, int]
    """Range, matrix, primaries and transfer, as the container names them; 0 if it does not."""
    rate: Fraction
    """Frames a second, as the file claims."""
    frame_count: int
    """Counted."""
    first: Fraction
    """When the first frame is shown, in seconds."""
    steady: bool
    """Every frame follows the one before by exactly one step of the rate."""
    duration: Fraction
    """In seconds, as the track says."""
    key_count: int


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of a file."""

    codec: str
    rate: int
    channels: int
    duration: Fraction
    """In seconds, without what the decoder is to drop."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What a file holds."""

    path: Path
    byte_count: int
    video_count: int
    audio_count: int
    picture: Picture | None
    sound: Sound | None
    boxes: tuple[str, ...]
    """The kinds of the boxes of the file, in order."""
    label: AigcLabel | None
    label_error: PiyingError | None
    """Why there is no label."""

    @property
    def fast_start(self) -> bool:
        """The index stands in front of the media, so that playing begins at once."""
        return (
            "moov" in self.boxes
            and "mdat" in self.boxes
            and self.boxes.index("moov") < self.boxes.index("mdat")
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """What a master must be."""

    profile: Profile
    length_frames: int
    label: AigcLabel | None = None
    """The very label; None asks for one, whatever it says."""
    not_carried: tuple[str, ...] = ()
    """What of it is not what it was joined of."""


def probe(path: Path) -> Probed:
    """What the MP4 `path` holds.

    Raises:
        Missing: there is no such file.
        Invalid: it cannot be read.
    """
    label, label_error = None, None
    try:
        label = read_label(path)
    except Invalid as error:
        label_error = error
    boxes = tuple(box.kind.decode("latin-1") for box in top_boxes(path))
    try:
        with av.open(path) as container:
            video, audio = container.streams.video, container.streams.audio
            return Probed(
                path=path,
                byte_count=path.stat().st_size,
                video_count=len(video),
                audio_count=len(audio),
                sound=_sound(audio[0]) if audio else None,
                picture=_picture(container, video[0], boxed_colour(path)) if video else None,
                boxes=boxes,
                label=label,
                label_error=label_error,
            )
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.segment_unreadable", path=path, why=str(error)) from error


def _seconds(stream: VideoStream | AudioStream) -> Fraction:
    """How long a track lasts."""
    return (stream.duration or 0) * (stream.time_base or Fraction(0))


def boxed_colour(path: Path) -> tuple[int, int, int, int]:
    """The colours that the box `colr` names (ISO/IEC 14496-12, clause 12.1.5)."""
    for _, inner in sample_entries(path):
        box = inner.get(b"colr", b"")
        if box[:4] == b"nclx" and len(box) >= 11:
            primaries, trc, matrix = (int.from_bytes(box[at : at + 2]) for at in (4, 6, 8))
            return (2 if box[10] >> 7 else 1, matrix, primaries, trc)
    return (0, 0, 0, 0)


def _picture(
    container: InputContainer, stream: VideoStream, colour: tuple[int, int, int, int]
) -> Picture:
    """The facts of the video track; reads every packet."""
    base, context = stream.time_base or Fraction(1), stream.codec_context
    rate = stream.average_rate or Fraction(0)
    packets = [(p.pts, p.is_keyframe) for p in container.demux(stream) if p.size]
    times = sorted(pts * base for pts, _ in packets if pts is not None)
    steps = {later - sooner for sooner, later in pairwise(times)}
    return Picture(
        codec=context.codec.canonical_name,
        width=context.width,
        height=context.height,
        pixel_format=context.pix_fmt or "",
        colour=colour,
        rate=rate,
        frame_count=len(packets),
        first=times[0] if times else Fraction(0),
        steady=len(times) == len(packets) and (not steps or (rate > 0 and steps == {1 / rate})),
        duration=_seconds(stream),
        key_count=sum(key for _, key in packets),
    )


def _sound(stream: AudioStream) -> Sound:
    """The facts of the audio track."""
    context = stream.codec_context
    return Sound(
        codec=context.name,
        rate=context.sample_rate,
        channels=context.channels,
        duration=_seconds(stream),
    )


def check_master(
    probed: Probed, expected: Expected, decoded: Decoded
) -> tuple[Measurement, ...]:
    """The figures of a master, when it is what was to be made and every frame decodes.

    Raises:
        Outside: something is not; every failure is listed.
    """
    failures = [
        *_failures(probed, expected), *expected.not_carried, *_undecoded(decoded, expected),
    ]  # fmt: skip
    picture, sound = probed.picture, probed.sound
    if failures or picture is None or sound is None:
        listed = "\n".join(f"- {failure}" for failure in failures[:FAILURES_MAX])
        raise Outside("render.master_failed", path=probed.path, failures=listed)

    def measured(name: str, value: Fraction | int, unit: str) -> Measurement:
        return Measurement(name, round(value * 1000), unit, TOOL)

    return (
        measured("duration", picture.duration, "s"),
        measured("frames", picture.frame_count, "frame"),
        measured("frames_decoded", decoded.frame_count, "frame"),
        measured("width", picture.width, "px"),
        measured("height", picture.height, "px"),
        measured("rate", picture.rate, "frame/s"),
        measured("keys", picture.key_count, "frame"),
        measured("sound_duration", sound.duration, "s"),
        measured("sound_rate", sound.rate, "Hz"),
        measured("channels", sound.channels, "channel"),
        measured("picture_minus_sound", picture.duration - sound.duration, "s"),
        measured("bytes", probed.byte_count, "byte"),
    )


def _failures(probed: Probed, expected: Expected) -> list[str]:
    """Everything that is not as expected, as "what: wanted → found"."""
    picture, sound = probed.picture, probed.sound
    found: list[tuple[str, object, object]] = [
        ("video_streams", 1, probed.video_count),
        ("audio_streams", 1, probed.audio_count),
        ("moov_before_mdat", "yes", "yes" if probed.fast_start else "no"),
    ]
    if picture is not None:
        found += _picture_facts(picture, expected)
    if sound is not None:
        found += [
            ("audio_codec", "aac", sound.codec),
            ("audio_rate", SAMPLE_RATE, sound.rate),
            ("audio_channels", 2, sound.channels),
        ]
    if probed.label_error is not None:
        found.append(("AIGC", "yes", probed.label_error.code))
    elif probed.label is not None and expected.label is not None:
        found.append(("AIGC", expected.label.text, probed.label.text))
    failures = [f"{what}: {wanted} → {got}" for what, wanted, got in found if wanted != got]
    if picture is not None and sound is not None:
        frame = Fraction(expected.profile.rate.den, expected.profile.rate.num)
        apart = picture.duration - sound.duration
        if abs(apart) > frame:
            failures.append(f"picture_minus_sound: ≤ ±{_shown(frame)} → {_shown(apart)}")
    return failures


def _undecoded(decoded: Decoded, expected: Expected) -> list[str]:
    """What did not decode, or names other colours, as "what: wanted → found"."""
    found: list[tuple[str, object, object]] = [
        ("frames_decoded", expected.length_frames, decoded.frame_count),
        ("colour_in_picture", BT709_LIMITED, decoded.colour),
    ]
    failures = [f"{what}: {wanted} → {got}" for what, wanted, got in found if wanted != got]
    return failures + [f"decoding: {failure}" for failure in decoded.failures]


def _picture_facts(picture: Picture, expected: Expected) -> list[tuple[str, object, object]]:
    """Every fact of the picture: what, wanted, found."""
    profile = expected.profile
    rate = Fraction(profile.rate.num, profile.rate.den)
    return [
        ("video_codec", encoder(profile.encoder).coding, picture.codec),
        ("size", f"{profile.width}x{profile.height}", f"{picture.width}x{picture.height}"),
        ("pixel_format", "yuv420p", picture.pixel_format),
        ("colour", BT709_LIMITED, picture.colour),
        ("rate", rate, picture.rate),
        ("frames", expected.length_frames, picture.frame_count),
        ("first_frame", _shown(Fraction(0)), _shown(picture.first)),
        ("steady", "yes", "yes" if picture.steady else "no"),
        ("duration", _shown(expected.length_frames / rate), _shown(picture.duration)),
    ]


def _shown(seconds: Fraction) -> str:
    """Seconds to the microsecond."""
    return f"{float(seconds):.6f}"
