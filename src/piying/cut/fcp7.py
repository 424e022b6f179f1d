"""FCP 7 XML (xmeml 5) out: a sequence with its pictures, transitions, sounds and markers.

Premiere Pro and DaVinci Resolve open it. Times are frames of the sequence. Sounds begin and
end on samples, which the format cannot say: each edge is put on the nearest frame, so a sound
lies at most half a frame beside its place; voices lie on whole frames and are exact. Where a
transition covers the head of a clip, the format gives the clip before and the clip after no
edge of their own there (-1), and their in and out points include the transition.

The format: Apple, Final Cut Pro XML Interchange Format, version 5 (2009).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from piying.cut.levels import Level, levels, spoken
from piying.cut.media import TONE, Media, Medium, lanes
from piying.cut.timecode import counted, timecode
from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import CaptionKind, Cut, SoundClip, SoundTrack, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEVEL_MAX = 3.98109
"""The loudest that the format's level goes: +12 dB."""
_DISSOLVE = "Cross Dissolve"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_fcp7(cut: Cut, media: Media) -> str:
    """`cut` as the text of an .xml file whose clips play `media`."""
    return _Writer(cut, media).text()


@dataclass(frozen=True, slots=True)
class _Clip:
    """What a clipitem says of its times, in frames."""

    name: str
    medium: Medium
    start: int
    end: int
    source_in: int
    source_out: int


@dataclass(slots=True)
class _Writer:
    """One sequence while it is written."""

    cut: Cut
    media: Media
    files: set[str] = field(default_factory=set)
    """Files that were described; the next clip of one only names it."""
    count: int = 0
    tracks: int = 0
    """Tracks of sound so far."""

    @property
    def rate(self) -> Rate:
        """Frames a second of the sequence."""
        return self.cut.rate

    def text(self) -> str:
        """The whole file."""
        cut = self.cut
        top = ET.Element("xmeml", version="5")
        sequence = ET.SubElement(top, "sequence", id="sequence-1")
        _tell(sequence, "name", f"{cut.series} {cut.episode:02d} {cut.title}".strip())
        _tell(sequence, "duration", cut.length_frames)
        self._rate(sequence)
        self._timecode(sequence)
        media = ET.SubElement(sequence, "media")
        self._video(ET.SubElement(media, "video"))
        self._audio(ET.SubElement(media, "audio"))
        for marker in self._markers():
            sequence.append(marker)
        ET.indent(top, "  ")
        body = ET.tostring(top, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n{body}\n'

    def _rate(self, parent: ET.Element) -> None:
        rate = ET.SubElement(parent, "rate")
        _tell(rate, "timebase", counted(self.rate))
        _tell(rate, "ntsc", "TRUE" if self.rate.den == 1001 else "FALSE")

    def _timecode(self, parent: ET.Element) -> None:
        element = ET.SubElement(parent, "timecode")
        self._rate(element)
        _tell(element, "string", timecode(0, self.rate))
        _tell(element, "frame", 0)
        _tell(element, "displayformat", "NDF")

    # --- the picture ------------------------------------------------------------------------

    def _video(self, video: ET.Element) -> None:
        made = ET.SubElement(video, "format")
        self._picture_facts(made)
        track = ET.SubElement(video, "track")
        begins = (0, *accumulate(clip.length_frames for clip in self.cut.pictures))
        for index, clip in enumerate(self.cut.pictures):
            begin, end = begins[index], begins[index + 1]
            covered = self.media.passage(clip)
            if covered:
                between = index > 0 and clip.transition.shows_before
                track.append(self._transition(begin, covered, between=between))
            after = self._over(index + 1)
            source = self.media.source_start(clip)
            times = _Clip(
                clip.shot,
                self.media.pictures[index],
                -1 if covered else begin,
                -1 if after else end,
                source,
                source + clip.length_frames + after,
            )
            item = self._item(track, times)
            self._file(item, times.medium, sounds=False)
            if covered and clip.transition.value != "dissolve":
                noted = ET.SubElement(item, "comments")
                _tell(noted, "mastercomment1", f"transition: {clip.transition.value}")
        _tell(track, "enabled", "TRUE")
        _tell(track, "locked", "FALSE")

    def _over(self, index: int) -> int:
        """How far the transition into clip `index` runs over the clip before it."""
        if index >= len(self.cut.pictures):
            return 0
        clip = self.cut.pictures[index]
        return self.media.passage(clip) if clip.transition.shows_before else 0

    def _transition(self, begin: int, covered: int, *, between: bool) -> ET.Element:
        """A dissolve from the cut on: out of the shot before, or out of black."""
        item = ET.Element("transitionitem")
        _tell(item, "start", begin)
        _tell(item, "end", begin + covered)
        _tell(item, "alignment", "start" if between else "start-black")
        self._rate(item)
        effect = ET.SubElement(item, "effect")
        for name, value in (
            ("name", _DISSOLVE),
            ("effectid", _DISSOLVE),
            ("effectcategory", "Dissolve"),
            ("effecttype", "transition"),
            ("mediatype", "video"),
            ("startratio", 0),
            ("endratio", 1),
            ("reverse", "FALSE"),
        ):
            _tell(effect, name, value)
        return item

    def _picture_facts(self, parent: ET.Element) -> None:
        facts = ET.SubElement(parent, "samplecharacteristics")
        self._rate(facts)
        _tell(facts, "width", self.media.width)
        _tell(facts, "height", self.media.height)
        _tell(facts, "anamorphic", "FALSE")
        _tell(facts, "pixelaspectratio", "square")
        _tell(facts, "fielddominance", "none")

    # --- the sound --------------------------------------------------------------------------

    def _audio(self, audio: ET.Element) -> None:
        _tell(audio, "numOutputChannels", 2)
        made = ET.SubElement(audio, "format")
        _sound_facts(made)
        speech = spoken(self.cut)
        for track in self.cut.sounds:
            for row in lanes(track):
                plays = [(clip, self.media.sounds[clip.blob]) for _, clip in row]
                self._rows(audio, track, plays, speech)
        if (tone := self.media.stems.get(TONE)) is not None:
            # what places sound like is no clip of the cut: its stem lies under the whole film
            whole = SoundClip(TONE, Digest(""), 0, tone.length)
            self._rows(audio, SoundTrack(TrackKind.EFFECTS, (whole,)), [(whole, tone)], ())

    def _rows(
        self,
        audio: ET.Element,
        track: SoundTrack,
        plays: Sequence[tuple[SoundClip, Medium]],
        speech: tuple[tuple[int, int], ...],
    ) -> None:
        """One row of clips as a track for each channel, left and right tied together."""
        rows = []
        sides = max((medium.channels for _, medium in plays), default=1)
        for side in range(sides):
            row = ET.SubElement(audio, "track")
            if sides > 1:
                row.set("currentExplodedTrackIndex", str(side))
                row.set("totalExplodedTrackCount", str(sides))
                row.set("premiereTrackType", "Stereo")
            rows.append(row)
        first = self.tracks
        self.tracks += sides
        for place, (clip, medium) in enumerate(plays, 1):
            times = self._times(clip, medium)
            bends = levels(clip, track, speech, SAMPLE_RATE * self.rate.den // self.rate.num)
            pair = []
            for side, row in enumerate(rows):
                item = self._item(row, times)
                pair.append(item)
                self._file(item, medium, sounds=True)
                source = ET.SubElement(item, "sourcetrack")
                _tell(source, "mediatype", "audio")
                _tell(source, "trackindex", min(side + 1, max(1, medium.channels)))
                item.append(self._level(bends, times))
            _link(pair, first, place)
        for side, row in enumerate(rows):
            _tell(row, "enabled", "TRUE")
            _tell(row, "locked", "FALSE")
            _tell(row, "outputchannelindex", side + 1)

    def _times(self, clip: SoundClip, medium: Medium) -> _Clip:
        """The frames nearest to the clip's samples; at least one."""
        start = self._frame(clip.start)
        end = max(start + 1, self._frame(clip.start + clip.length))
        source = self._frame(clip.source_start)
        return _Clip(clip.shot, medium, start, end, source, source + end - start)

    def _frame(self, sample: int) -> int:
        """The frame nearest to a sample."""
        return (2 * sample * self.rate.num + SAMPLE_RATE * self.rate.den) // (
            2 * SAMPLE_RATE * self.rate.den
        )

    def _level(self, bends: tuple[Level, ...], times: _Clip) -> ET.Element:
        """How loud the clip is, as a line through the frames nearest to its bends."""
        made = ET.Element("filter")
        effect = ET.SubElement(made, "effect")
        for name, value in (
            ("name", "Audio Levels"),
            ("effectid", "audiolevels"),
            ("effectcategory", "audiolevels"),
            ("effecttype", "audiolevels"),
            ("mediatype", "audio"),
        ):
            _tell(effect, name, value)
        level = ET.SubElement(effect, "parameter")
        _tell(level, "parameterid", "level")
        _tell(level, "name", "Level")
        _tell(level, "valuemin", 0)
        _tell(level, "valuemax", _LEVEL_MAX)
        drawn: dict[int, str] = {}
        for bend in bends:
            when = times.source_in + self._frame(bend.sample)
            drawn[min(when, times.source_out)] = f"{min(bend.factor, _LEVEL_MAX):.6f}"
        _tell(
            level, "value", drawn[max(drawn)] if len(drawn) == 1 else next(iter(drawn.values()))
        )
        if len(set(drawn.values())) > 1:
            for when, value in drawn.items():
                key = ET.SubElement(level, "keyframe")
                _tell(key, "when", when)
                _tell(key, "value", value)
        return made

    # --- clips and markers ------------------------------------------------------------------

    def _item(self, parent: ET.Element, times: _Clip) -> ET.Element:
        self.count += 1
        item = ET.SubElement(parent, "clipitem", id=f"clipitem-{self.count}")
        _tell(item, "name", times.name)
        _tell(item, "enabled", "TRUE")
        _tell(item, "duration", self._file_frames(times.medium))
        self._rate(item)
        _tell(item, "start", times.start)
        _tell(item, "end", times.end)
        _tell(item, "in", times.source_in)
        _tell(item, "out", times.source_out)
        return item

    def _file_frames(self, medium: Medium) -> int:
        return self.rate.ceil_frames(medium.length) if medium.channels else medium.length

    def _file(self, parent: ET.Element, medium: Medium, *, sounds: bool) -> None:
        """The file that a clip plays: described once, then only named."""
        name = f"file-{medium.name}"
        element = ET.SubElement(parent, "file", id=name)
        if name in self.files:
            return
        self.files.add(name)
        _tell(element, "name", medium.file)
        _tell(element, "pathurl", self.media.url(medium))
        self._rate(element)
        _tell(element, "duration", self._file_frames(medium))
        self._timecode(element)
        media = ET.SubElement(element, "media")
        if sounds:
            audio = ET.SubElement(media, "audio")
            _sound_facts(audio)
            _tell(audio, "channelcount", max(1, medium.channels))
        else:
            video = ET.SubElement(media, "video")
            _tell(video, "duration", medium.length)
            self._picture_facts(video)

    def _markers(self) -> Iterator[ET.Element]:
        """Captions, cards and the label, with what they say."""
        for caption in self.cut.captions:
            role = "" if caption.role is CaptionKind.SPEECH else caption.role.value
            said = "：".join(part for part in (caption.speaker, caption.text) if part)
            yield _marker(said, role, caption.start, caption.length)
        for card in self.cut.cards:
            yield _marker(" / ".join(card.lines), card.role.value, card.start, card.length)
        if (label := self.cut.label) is not None:
            yield _marker(label.text, "label", label.start, label.length)


def _link(pair: Sequence[ET.Element], first: int, place: int) -> None:
    """Tie the sides of a clip together, so that moving one moves the other."""
    if len(pair) < 2:
        return
    for item in pair:
        for side, other in enumerate(pair, 1):
            link = ET.SubElement(item, "link")
            _tell(link, "linkclipref", other.get("id"))
            _tell(link, "mediatype", "audio")
            _tell(link, "trackindex", first + side)
            _tell(link, "clipindex", place)
            _tell(link, "groupindex", 1)


def _marker(name: str, comment: str, start: int, length: int) -> ET.Element:
    made = ET.Element("marker")
    _tell(made, "comment", comment)
    _tell(made, "name", " ".join(name.split()))
    _tell(made, "in", start)
    _tell(made, "out", start + length)
    return made


def _sound_facts(parent: ET.Element) -> None:
    facts = ET.SubElement(parent, "samplecharacteristics")
    _tell(facts, "depth", 16)
    _tell(facts, "samplerate", SAMPLE_RATE)


def _tell(parent: ET.Element, tag: str, value: object) -> None:
    """An element of `parent` that holds one value, without characters that XML forbids."""
    ET.SubElement(parent, tag).text = _FORBIDDEN.sub("", str(value))
