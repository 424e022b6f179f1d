"""One film on its way through the pass: what is decoded, what is told, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from piying.model.clock import Rate
from piying.model.cut import AiLabel, Caption
from piying.model.master import Profile
from piying.model.review import Span
from piying.render.qc import ocr
from piying.render.qc.cues import Film, measure_cues
from piying.render.qc.decode import Decoding, Taken
from piying.render.qc.explicit import Wanted, locate, wanted_of
from piying.render.qc.measures import MEASURES
from piying.render.qc.sight import Sight
from piying.render.qc.stream import Packets, bt709_named, cut_off, is_boxed, starts_fast
from piying.render.qc.tally import LABEL, PICTURE, SOUND, Picture, Tally, tell_sound
from piying.render.transpose import Bytes

LONGEST_S = 7_200.0
"""A longer film is not decoded unless it is asked for."""
PIXELS_MAX = 4096 * 4096
SIDE_MIN = 16
RATE_UNKNOWN = Fraction(25)
"""What spans are counted in when a file names no rate; the figure of the rate is not known."""
LABEL_LOOKED_AT_S = (0.2, 0.6, 1.0, 1.6, 2.5, 4.0, 6.0, 9.0)
"""When a label is looked for that may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured of a film beside what always is."""

    captions: Sequence[Caption] = ()
    label: AiLabel | Wanted | str | None = None
    """The visible label: as its cut has it, as its words, or as a template."""
    profile: Profile | None = None
    """What the film was made for: it says where subtitles and the label stand."""
    burnt_in: bool = False
    """Read the words in the picture; takes requirements/ocr.txt."""
    longest_s: float = LONGEST_S


@dataclass(frozen=True, slots=True)
class Inspected:
    """How much there is of a film."""

    frame_count: int
    width: int
    height: int


class Passing:
    """One film on its way through the pass."""

    __slots__ = ("asked", "container", "path", "picture", "sound", "sure", "tally")

    def __init__(
        self, path: Path, container: InputContainer, asked: Asked, tally: Tally
    ) -> None:
        self.path, self.container, self.asked, self.tally = path, container, asked, tally
        self.picture: VideoStream | None = next(iter(container.streams.video), None)
        self.sound: AudioStream | None = next(iter(container.streams.audio), None)
        self.sure = False
        """Where the label would stand is known."""

    def run(self) -> Inspected:
        """Take the film through; its figures, spans and lanes are in the tally."""
        asked, tally = self.asked, self.tally
        why = self._why_not()
        decoding = Decoding(
            self.container, self.picture, self.sound, self._sight, not why, asked.longest_s
        )
        taken = decoding.run()
        why = why or ("too_long" if taken.too_long else "")
        rate = self._tell_stream(taken)
        tally.rate = rate
        faults = self._tell_errors(taken, rate, why)
        picture = None
        if taken.sight is not None and taken.sight.times and rate > 0:
            picture = Picture(taken.sight, rate)
        blacks = self._tell_picture(picture, why)
        self._tell_sound(taken, picture, why)
        if faults:
            known = [*PICTURE, *LABEL, "burnt_in.error"]
            names = (known if faults[0] else []) + (list(SOUND) if faults[1] else [])
            damaged = "truncated" if faults[2] else "damaged"
            tally.ask(damaged, *(n for n in names if tally.figures.get(n) is not None))
        count = picture.numbers[-1] if picture is not None else 0
        self._tell_cues(count if not why and picture is not None else None, blacks, rate)
        width, height = self._size()
        return Inspected(count, width, height)

    def _why_not(self) -> str:
        """Why the film is not decoded; nothing if it is."""
        length = (self.container.duration or 0) / av.time_base
        if length > self.asked.longest_s:
            return "too_long"
        if self.picture is not None:
            width, height = self.picture.width, self.picture.height
            if width * height > PIXELS_MAX:
                return "too_large"
            if min(width, height) < SIDE_MIN:
                return "too_small"
        return ""

    def _size(self) -> tuple[int, int]:
        if self.picture is None:
            return 0, 0
        return self.picture.width, self.picture.height

    def _sight(self, frame: av.VideoFrame) -> Sight | None:
        """What looks at the pictures, made for the first of them."""
        if min(frame.width, frame.height) < SIDE_MIN or self.picture is None:
            return None
        claimed = self.picture.average_rate or self.picture.guessed_rate
        rate = float(claimed or RATE_UNKNOWN)
        middles = {one.start + one.length // 2: one for one in self.asked.captions}
        return Sight(
            frame.width,
            frame.height,
            rate,
            self._wanted(frame.width, frame.height),
            ocr.reader() if self.asked.burnt_in else None,
            middles,
            self.asked.profile,
        )

    def _wanted(self, width: int, height: int) -> Wanted | None:
        """The label to watch: where its profile puts it, or where it is found."""
        label, profile = self.asked.label, self.asked.profile
        if label is None:
            return None
        if isinstance(label, Wanted):
            self.sure = True
            return label
        text = label if isinstance(label, str) else label.text
        profile = self.asked.profile or Profile("", width, height, Rate())
        if (profile.width, profile.height) != (width, height):
            profile = replace(profile, width=width, height=height)
        elif self.asked.profile is not None:
            self.sure = True
            known = wanted_of(text, profile)
            if any(known.stands_in(plane) for plane in first_lumas(self.path)):
                return known
        found = locate(text, first_lumas(self.path), profile)
        return wanted_of(text, profile) if found is None and self.sure else found

    def _tell_stream(self, taken: Taken) -> Fraction:
        """The figures of the file; gives its nominal rate, 0 if it has none."""
        tally, packets = self.tally, taken.packets
        boxed = is_boxed(self.container.format.name)
        fast = starts_fast(self.path) if boxed else None
        if fast is None:
            tally.ask("truncated" if boxed else "not_mp4", "stream.faststart")
        else:
            tally.know("stream.faststart", int(fast))
        if self.picture is None or packets is None or not packets.times:
            names = [n for n in MEASURES if n.startswith(("picture.", "stream."))]
            names.remove("stream.faststart")
            tally.ask("no_picture", *names, "duration")
            return Fraction(0)
        claimed = self.picture.average_rate or self.picture.guessed_rate or Fraction(0)
        rate, jitter = packets.steady_rate(Fraction(claimed))
        width, height = self._size()
        tally.know("picture.width", width)
        tally.know("picture.height", height)
        if rate > 0:
            tally.know("picture.rate", rate)
            tally.know("picture.jitter", jitter)
        else:
            tally.ask("no_rate", "picture.rate", "picture.jitter")
        tally.know("picture.sar", Fraction(self.picture.sample_aspect_ratio or 1))
        named = bt709_named(self.path, self.picture, taken.first_key) if boxed else None
        if named is None:
            tally.ask("truncated" if boxed else "not_mp4", "picture.colour")
        else:
            tally.know("picture.colour", int(named))
        self._tell_times(packets, rate)
        return rate

    def _tell_times(self, packets: Packets, rate: Fraction) -> None:
        tally = self.tally
        step = 1 / rate if rate > 0 else Fraction(0)
        duration = (max(packets.times) - min(packets.times)) * packets.base + step
        tally.know("duration", duration)
        tally.know("stream.gop_s", packets.longest_group())
        mean, peak = packets.bit_rates(duration)
        tally.know("stream.bit_rate", mean)
        tally.know("stream.peak_bit_rate", peak)

    def _tell_errors(
        self, taken: Taken, rate: Fraction, why: str
    ) -> tuple[bool, bool, bool] | None:
        """Packets that did not decode: of the picture, of the sound, and the end missing."""
        tally = self.tally
        if why:
            tally.ask(why, "decode.errors")
            return None
        packets = taken.packets
        count = len(packets.times) + packets.untimed if packets is not None else 0
        lost = max(0, count - taken.frame_count - len(taken.picture_errors))
        claimed = self.picture.frames if self.picture is not None else 0
        ended = taken.broke_off or (is_boxed(self.container.format.name) and cut_off(self.path))
        missing = max(0, claimed - count)
        picture = len(taken.picture_errors) + lost + missing
        total = picture + len(taken.sound_errors) + int(ended and not missing)
        tally.know("decode.errors", total)
        first = float(min(packets.times) * packets.base) if packets and packets.times else 0.0
        for seconds in sorted({*taken.picture_errors, *taken.sound_errors}):
            at = max(0, round((seconds - first) * float(rate)))
            tally.spans.append(Span("decode.errors", at, at + 1, 1000))
        if not total:
            return None
        return bool(picture or ended), bool(taken.sound_errors or ended), bool(ended or missing)

    def _tell_picture(self, picture: Picture | None, why: str) -> tuple[tuple[int, int], ...]:
        tally, asked = self.tally, self.asked
        names = [*PICTURE, *LABEL, "burnt_in.error"]
        if self.picture is None:
            tally.ask("no_picture", *names)
            return ()
        if why or picture is None:
            tally.ask(why or "empty", *names)
            return ()
        blacks = picture.tell(tally)
        if asked.label is None:
            tally.ask("no_label", *LABEL)
        else:
            picture.tell_label(tally, min(self._size()), sure=self.sure)
        if not asked.burnt_in:
            tally.ask("not_asked", "burnt_in.error")
        elif ocr.reader() is None:
            tally.ask("no_reader", "burnt_in.error")
        elif not asked.captions:
            tally.ask("no_cues", "burnt_in.error")
        else:
            picture.tell_words(tally)
        return blacks

    def _tell_sound(self, taken: Taken, picture: Picture | None, why: str) -> None:
        tally = self.tally
        if self.sound is None:
            tally.ask("no_sound", *SOUND)
            return
        if why or taken.sound_start is None:
            tally.ask(why or "empty", *SOUND)
            return
        start = taken.sound_start
        film = (start, start)
        if picture is not None:
            times = picture.sight.times
            film = (times[0], times[-1] + float(1 / picture.rate))
        if tally.rate <= 0:
            tally.rate = RATE_UNKNOWN
        tell_sound(tally, taken.ear.end(), start, film)
        if picture is None:
            tally.ask("no_picture", "av.start", "av.end")

    def _tell_cues(
        self, count: int | None, blacks: tuple[tuple[int, int], ...], rate: Fraction
    ) -> None:
        step = rate if rate > 0 else RATE_UNKNOWN
        film = Film(Rate(step.numerator, step.denominator), count, blacks, self.asked.profile)
        figures, spans = measure_cues(self.asked.captions, film)
        self.tally.figures.update({one.measure: one for one in figures})
        self.tally.spans += spans


def first_lumas(path: Path) -> Iterator[Bytes]:
    """The luma of some frames of the first seconds; a decoder of its own reads them."""
    left = list(LABEL_LOOKED_AT_S)
    try:
        with av.open(path) as container:
            for frame in container.decode(video=0):
                if frame.pts is None or frame.time < left[0]:
                    continue
                left = [one for one in left if one > frame.time]
                grey = (
                    frame if frame.format.name == "yuv420p" else frame.reformat(format="gray")
                )
                plane = grey.planes[0]
                rows = np.frombuffer(memoryview(plane), np.uint8)
                yield rows.reshape(plane.height, plane.line_size)[:, : frame.width].copy()
                if not left:
                    return
    except av.FFmpegError:
        # what is damaged is counted in the pass itself; what was read before is enough here
        return
