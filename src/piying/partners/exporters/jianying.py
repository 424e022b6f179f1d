"""剪映 drafts, through the package pyJianYingDraft (Apache-2.0): one folder with its media.

Nobody here has opened such a draft in the application: what is known is that package's own
tests and what its users report. A draft in plain text is read by version 5.9 as
`draft_content.json` and by later ones as `draft_info.json`, so both are written; the media
lie inside the draft, where the application may read on every system, and are named from the
draft's own folder. Times are microseconds: an edge is rounded half up, a length is the
difference of its edges, so what follows without a gap in the film follows without one here.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from piying.cut.conform import starts
from piying.cut.levels import levels, spoken
from piying.cut.media import Media, Medium, lanes
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import CaptionKind, Cut, SoundClip, SoundTrack, TrackKind
from piying.model.errors import Missing
from piying.model.shot import Transition
from piying.partners.exporter import Project

if TYPE_CHECKING:
    from collections.abc import Mapping

SECOND = 1_000_000
PACKAGES = ("pyJianYingDraft", "pymediainfo")
REQUIREMENTS = "requirements/jianying.txt"

HERE = "##_draftpath_placeholder_0E685133-18CE-45ED-8CB8-2904A212EC80_##"
"""What the application itself writes for the folder of the draft in the paths of its media."""

PASSAGES: Mapping[Transition, str] = {
    Transition.DISSOLVE: "叠化",
    Transition.FLASH: "闪白",
    Transition.INK: "水墨",
    Transition.WIPE: "向左擦除",
    Transition.WIPE_RIGHT: "向右擦除",
    Transition.WIPE_UP: "向上擦除",
    Transition.WIPE_DOWN: "向下擦除",
    Transition.PUSH: "左移",
    Transition.PUSH_RIGHT: "右移",
    Transition.PUSH_UP: "上移",
    Transition.PUSH_DOWN: "下移",
}
"""The application's own free transitions that come nearest."""
FADE = "渐显"

_TRACKS = {TrackKind.DIALOGUE: "对白", TrackKind.MUSIC: "配乐", TrackKind.EFFECTS: "音效"}
_TONE = "环境音"


class _Span(NamedTuple):
    """From one microsecond to another."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Look:
    """How words stand on the picture."""

    name: str
    size: float
    height: float
    """Of their middle: 1 the upper edge, -1 the lower."""
    italic: bool = False


_SPEECH = _Look("字幕", 7.5, -0.5)
_INNER = _Look("内心独白", 7.5, -0.5, italic=True)
_SUPER = _Look("屏幕文字", 7.5, 0.55)
_CARD = _Look("片名", 13, 0.15)
_LABEL = _Look("AI 标识", 5, 0.9)
_LOOKS = {
    CaptionKind.SPEECH: _SPEECH,
    CaptionKind.INNER: _INNER,
    CaptionKind.SUPER: _SUPER,
}


@dataclass(frozen=True, slots=True)
class Jianying:
    """Writes drafts of 剪映."""

    name: str = "jianying"

    def ready(self) -> None:
        """Look for the packages; see the port."""
        absent = [name for name in PACKAGES if find_spec(name) is None]
        if absent:
            raise Missing(
                "cli.exporter_absent",
                kind=self.name,
                packages=", ".join(absent),
                requirements=REQUIREMENTS,
            )

    def write(self, cut: Cut, media: Media, folder: Path) -> Project:
        """The draft of `cut`; see the port."""
        self.ready()
        import pyJianYingDraft  # noqa: PLC0415 - optional, and loaded only to write

        _Draft(pyJianYingDraft, cut, media, folder).write()
        return Project(folder, verified=False)


class _Draft:
    """One draft while it is written; `kit` is the package."""

    def __init__(self, kit: Any, cut: Cut, media: Media, folder: Path) -> None:  # noqa: ANN401 - the package is optional
        self.kit, self.cut, self.media, self.folder = kit, cut, media, folder
        self.rate = cut.rate
        frames = round(cut.rate.num / cut.rate.den)
        self.script = kit.ScriptFile(media.width, media.height, frames, maintrack_adsorb=True)
        self.materials: dict[str, Any] = {}

    def write(self) -> None:
        """The files of the draft."""
        self._pictures()
        speech = spoken(self.cut)
        for track in self.cut.sounds:
            rows = [[clip for _, clip in row] for row in lanes(track)]
            for number, row in enumerate(rows, 1):
                self._sounds(track, row, number if len(rows) > 1 else 0, speech)
        if (tone := self.media.stems.get("tone")) is not None:
            self._whole(_TONE, tone)
        if not self.media.baked:
            self._words()
        content = json.loads(self.script.dumps())
        content["name"] = self.folder.name
        for material in (*content["materials"]["videos"], *content["materials"]["audios"]):
            material["path"] = (
                f"{HERE}/{Path(material['path']).relative_to(self.folder).as_posix()}"
            )
            material["local_material_id"] = material["id"]
        text = json.dumps(content, ensure_ascii=False)
        for name in ("draft_content.json", "draft_info.json"):
            (self.folder / name).write_text(text, "utf-8")
        self._meta(content)

    def _pictures(self) -> None:
        """The main track: every shot, and how it leads to the next."""
        kit, cut = self.kit, self.cut
        track = self.script.append_track(kit.TrackSpec(kit.TrackType.video, "画面"))
        begins = starts(cut.pictures)
        segments: list[Any] = []
        for index, clip in enumerate(cut.pictures):
            span = self._frames(begins[index], begins[index + 1])
            source = _microseconds(self.media.source_start(clip), self.rate)
            segment = kit.VideoSegment(
                self._material(self.media.pictures[index]),
                self._range(span),
                source_timerange=kit.Timerange(source, span.stop - span.start),
                volume=0.0,
            )
            covered = self._length(begins[index], self.media.passage(clip))
            if covered and (index == 0 or clip.transition is Transition.FADE):
                segment.add_animation(kit.IntroType[FADE], covered)
            elif covered:
                passage = kit.TransitionType[PASSAGES[clip.transition]]
                segments[-1].add_transition(passage, duration=covered)
            segments.append(segment)
        for segment in segments:
            self.script.add_segment(segment, track)

    def _sounds(
        self,
        track: SoundTrack,
        clips: Sequence[SoundClip],
        number: int,
        speech: tuple[tuple[int, int], ...],
    ) -> None:
        """One row of clips that do not overlap."""
        kit = self.kit
        name = _TRACKS[track.track] + (f" {number}" if number else "")
        row = self.script.append_track(kit.TrackSpec(kit.TrackType.audio, name))
        for clip in clips:
            if not clip.length:
                continue
            span = _samples(clip.start, clip.start + clip.length)
            segment = kit.AudioSegment(
                self._material(self.media.sounds[clip.blob]),
                self._range(span),
                source_timerange=kit.Timerange(_us(clip.source_start), span.stop - span.start),
                volume=10 ** (clip.gain_mb / 2000),
            )
            if track.duck_mb:
                for bend in levels(clip, track, speech):
                    offset = min(_us(bend.sample), span.stop - span.start)
                    segment.add_keyframe(offset, bend.factor)
            elif clip.fade_in or clip.fade_out:
                segment.add_fade(_us(clip.fade_in), _us(clip.fade_out))
            self.script.add_segment(segment, row)

    def _whole(self, name: str, stem: Medium) -> None:
        """A track with one sound that is as long as the film."""
        kit = self.kit
        row = self.script.append_track(kit.TrackSpec(kit.TrackType.audio, name))
        span = self._frames(0, self.cut.length_frames)
        same = kit.Timerange(0, span.stop)
        segment = kit.AudioSegment(self._material(stem), same, source_timerange=same)
        self.script.add_segment(segment, row)

    def _words(self) -> None:
        """Captions, cards and the label as tracks of words, each where it may not overlap."""
        lines: dict[_Look, list[tuple[int, int, str]]] = {}
        for one in self.cut.captions:
            lines.setdefault(_LOOKS[one.role], []).append((one.start, one.length, one.text))
        for card in self.cut.cards:
            lines.setdefault(_CARD, []).append((card.start, card.length, "\n".join(card.lines)))
        if (label := self.cut.label) is not None:
            lines[_LABEL] = [(label.start, label.length, label.text)]
        for look, said in lines.items():
            for number, row in enumerate(_rows(said), 1):
                self._line(look, f" {number}" if number > 1 else "", row)

    def _line(self, look: _Look, number: str, said: Iterable[tuple[int, int, str]]) -> None:
        kit = self.kit
        track = self.script.append_track(kit.TrackSpec(kit.TrackType.text, look.name + number))
        for start, length, text in said:
            segment = kit.TextSegment(
                text,
                self._range(self._frames(start, start + length)),
                style=kit.TextStyle(
                    size=look.size, italic=look.italic, align=1, auto_wrapping=True
                ),
                clip_settings=kit.ClipSettings(transform_y=look.height),
                border=kit.TextBorder(),
            )
            self.script.add_segment(segment, track)

    def _material(self, medium: Medium) -> Any:  # noqa: ANN401 - as above
        """The file for the package; its length is ours, for a probe rounds to milliseconds."""
        if medium.name not in self.materials:
            path = str(self.folder / self.media.where / medium.name)
            if medium.channels:
                made = self.kit.AudioMaterial(path)
                made.duration = _us(medium.length)
            else:
                made = self.kit.VideoMaterial(path)
                made.duration = _microseconds(medium.length, self.rate)
            self.materials[medium.name] = made
        return self.materials[medium.name]

    def _frames(self, start: int, stop: int) -> _Span:
        return _Span(_microseconds(start, self.rate), _microseconds(stop, self.rate))

    def _length(self, start: int, frames: int) -> int:
        span = self._frames(start, start + frames)
        return span.stop - span.start

    def _range(self, span: _Span) -> Any:  # noqa: ANN401 - as above
        return self.kit.Timerange(span.start, span.stop - span.start)

    def _meta(self, content: Mapping[str, Any]) -> None:
        """What the application's list of drafts shows, and which media belong to the draft."""
        shutil.copyfile(
            self.kit.assets.get_asset_path("DRAFT_META_TEMPLATE"),
            self.folder / "draft_meta_info.json",
        )
        meta = json.loads((self.folder / "draft_meta_info.json").read_text("utf-8"))
        meta["draft_name"] = self.folder.name
        meta["draft_id"] = str(uuid.uuid4()).upper()
        meta["tm_duration"] = content["duration"]
        held = [
            _registered(one, sort)
            for sort, listed in (("video", "videos"), ("music", "audios"))
            for one in content["materials"][listed]
        ]
        for row in meta["draft_materials"]:
            if row["type"] == 0:
                row["value"] = held
        text = json.dumps(meta, ensure_ascii=False)
        (self.folder / "draft_meta_info.json").write_text(text, "utf-8")


def _registered(material: Mapping[str, Any], sort: str) -> dict[str, Any]:
    """A file of the draft as the application's pool of media lists it."""
    return {
        "create_time": 0,
        "duration": material["duration"],
        "extra_info": Path(material["path"]).name,
        "file_Path": material["path"],
        "height": material.get("height", 0),
        "id": material["id"],
        "import_time": 0,
        "import_time_ms": 0,
        "item_source": 1,
        "md5": "",
        "metetype": sort,
        "roughcut_time_range": {"duration": material["duration"], "start": 0},
        "sub_time_range": {"duration": -1, "start": -1},
        "type": 0,
        "width": material.get("width", 0),
    }


def _rows(said: Iterable[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    """Words in as many rows as their overlaps need."""
    rows: list[list[tuple[int, int, str]]] = []
    for one in sorted(said):
        free = (row for row in rows if row[-1][0] + row[-1][1] <= one[0])
        row = next(free, None)
        if row is None:
            rows.append(row := [])
        row.append(one)
    return rows


def _microseconds(frame: int, rate: Rate) -> int:
    """The start of a frame in microseconds, rounded half up."""
    return (2 * frame * SECOND * rate.den + rate.num) // (2 * rate.num)


def _us(samples: int) -> int:
    """Samples in microseconds, rounded half up."""
    return (2 * samples * SECOND + SAMPLE_RATE) // (2 * SAMPLE_RATE)


def _samples(start: int, stop: int) -> _Span:
    return _Span(_us(start), _us(stop))
