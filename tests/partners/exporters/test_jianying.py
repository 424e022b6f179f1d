"""A draft holds what the cut holds, to the microsecond, by the rule that its module states."""

from __future__ import annotations

import json
import wave
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest

from piying.cut.conform import starts
from piying.cut.levels import levels, spoken
from piying.cut.media import plan_media
from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import (
    AiLabel,
    Caption,
    CaptionKind,
    Card,
    CardKind,
    Cut,
    PictureClip,
    RoomTone,
    SoundClip,
    SoundTrack,
    Space,
    TrackKind,
)
from piying.model.errors import Missing
from piying.model.shot import Transition
from piying.partners import applications
from piying.partners.exporters import jianying

pytest.importorskip("pyJianYingDraft")

STAGE = "application/vnd.piying.stage+json"
MUSIC, VOICE, HIT = (digest_bytes(name) for name in (b"music", b"voice", b"hit"))


def cut_at(rate):
    """A film of three shots with everything that a draft can hold."""
    shots = (("a", 31, "fade", 5), ("b", 20, "ink", 7), ("c", 47, "dissolve", 6))
    length = rate.samples_at(98)
    voice = SoundClip("a", VOICE, rate.samples_at(4), 30_000, fade_in=96, fade_out=96)
    hits = (SoundClip("b", HIT, 50_001, 24_000, gain_mb=-400, fade_out=4_800),
            SoundClip("b", HIT, 60_002, 24_000, gain_mb=-700))  # fmt: skip
    song = SoundClip("a", MUSIC, 0, length, gain_mb=-600, fade_out=48_000)
    return Cut(
        digest_bytes(b"board"), "长夜", 1, "归来", "zh", rate,
        tuple(
            PictureClip(name, digest_bytes(name.encode()), digest_bytes(name.encode()), STAGE,
                        frames, 3, Transition(kind), covered)
            for name, frames, kind, covered in shots
        ),
        (
            SoundTrack(TrackKind.DIALOGUE, (voice,)),
            SoundTrack(TrackKind.MUSIC, (song,), 1200),
            SoundTrack(TrackKind.EFFECTS, hits),
        ),
        (
            Caption(4, 16, "你终于肯回来了。", "林晚", CaptionKind.SPEECH, "a"),
            Caption(31, 20, "三年后", "", CaptionKind.SUPER, "b"),
            Caption(51, 9, "我没有走。", "林晚", CaptionKind.INNER, "c"),
        ),
        (
            Card(CardKind.TITLE, 0, 30, ("长夜", "第1集")),
            Card(CardKind.END, 60, 38, ("未完待续",)),
        ),
        AiLabel("AI生成", 0, 98),
        (RoomTone("a", Space.STREET, night=True, start=0, length=length, gain_mb=-5000),),
    )  # fmt: skip


def write_media(media, folder, rate):
    """Files as small as may be, of the lengths that are planned."""
    for medium in {*media.pictures, *media.sounds.values(), *media.stems.values()}:
        path = folder / "media" / medium.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if medium.channels:
            with wave.open(str(path), "wb") as file:
                file.setparams((medium.channels, 2, 48_000, 0, "NONE", ""))
                file.writeframes(bytes(2 * medium.channels * medium.length))
            continue
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx264", rate=Fraction(rate.num, rate.den))
            stream.width = stream.height = 32
            for _ in range(medium.length):
                frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8))
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))


@dataclass
class Drafted:
    cut: Cut
    folder: object
    draft: dict
    project: object

    def tracks(self, kind):
        return [track for track in self.draft["tracks"] if track["type"] == kind]

    def material(self, kind, name):
        return next(one for one in self.draft["materials"][kind] if one["id"] == name)


def drafted(folder, rate, *, baked=False):
    cut = cut_at(rate)
    facts = {VOICE: (30_000, 1), MUSIC: (rate.samples_at(98), 2), HIT: (24_000, 2)}
    media = replace(plan_media(cut, facts, baked=baked), width=1080, height=1920)
    write_media(media, folder, rate)
    project = applications.exporter("jianying").write(cut, media, folder)
    draft = json.loads((folder / "draft_content.json").read_text("utf-8"))
    return Drafted(cut, folder, draft, project)


@pytest.fixture(scope="module", params=[Rate(25), Rate(30), Rate(24)], ids=lambda r: str(r.num))
def one(request, tmp_path_factory):
    return drafted(tmp_path_factory.mktemp("draft"), request.param)


def microseconds(value, unit):
    """Half up, from the exact time."""
    return int(Fraction(value) * 1_000_000 / unit + Fraction(1, 2))


def spans(segments):
    return [
        (s["target_timerange"]["start"], s["target_timerange"]["duration"]) for s in segments
    ]


def test_pictures_lie_where_the_cut_has_them_to_the_microsecond(one):
    (track,) = one.tracks("video")
    rate = Fraction(one.cut.rate.num, one.cut.rate.den)
    edges = [microseconds(frame, rate) for frame in starts(one.cut.pictures)]

    assert spans(track["segments"]) == [(begin, end - begin) for begin, end in pairwise(edges)]
    for segment, clip in zip(track["segments"], one.cut.pictures, strict=True):
        source = segment["source_timerange"]
        assert source["start"] == microseconds(clip.source_start_frames, rate)
        assert source["duration"] == segment["target_timerange"]["duration"]
        assert segment["speed"] == 1.0


def test_sounds_lie_where_the_cut_has_them_to_the_microsecond(one):
    found = sorted(span for track in one.tracks("audio") for span in spans(track["segments"]))
    end = microseconds(98, Fraction(one.cut.rate.num, one.cut.rate.den))
    wanted = [(0, end)]
    for track in one.cut.sounds:
        for clip in track.clips:
            begin = microseconds(clip.start, 48_000)
            wanted.append((begin, microseconds(clip.start + clip.length, 48_000) - begin))

    assert found == sorted(wanted)


def test_words_lie_where_the_cut_has_them_and_say_what_it_says(one):
    rate = Fraction(one.cut.rate.num, one.cut.rate.den)
    found = {}
    for track in one.tracks("text"):
        for segment in track["segments"]:
            text = json.loads(one.material("texts", segment["material_id"])["content"])["text"]
            (found[text],) = spans([segment])
    said = [*one.cut.captions, one.cut.label]
    wanted = {words.text: words for words in said} | {
        "\n".join(card.lines): card for card in one.cut.cards
    }

    assert found == {
        text: (
            microseconds(words.start, rate),
            microseconds(words.start + words.length, rate) - microseconds(words.start, rate),
        )
        for text, words in wanted.items()
    }


def test_no_two_segments_of_a_track_overlap(one):
    for track in one.draft["tracks"]:
        laid = sorted(spans(track["segments"]))
        assert all(a + b <= c for (a, b), (c, _) in pairwise(laid))


def test_music_goes_down_under_speech_with_keyframes(one):
    track = next(t for t in one.tracks("audio") if t["name"] == "配乐")
    (keys,) = track["segments"][0]["common_keyframes"]
    clip, music = one.cut.sounds[1].clips[0], one.cut.sounds[1]
    wanted = levels(clip, music, spoken(one.cut))

    assert [key["values"][0] for key in keys["keyframe_list"]] == pytest.approx(
        [bend.factor for bend in wanted]
    )


def test_a_sound_is_as_loud_as_in_the_film(one):
    loud = {
        round(segment["volume"], 6)
        for track in one.tracks("audio")
        if track["name"].startswith("音效")
        for segment in track["segments"]
    }

    assert loud == {round(10 ** (-400 / 2000), 6), round(10 ** (-700 / 2000), 6)}


def test_transitions_are_those_of_the_application_and_as_long_as_in_the_cut(one):
    rate = Fraction(one.cut.rate.num, one.cut.rate.den)
    found = {t["name"]: t["duration"] for t in one.draft["materials"]["transitions"]}

    assert found == {
        "水墨": microseconds(38, rate) - microseconds(31, rate),
        "叠化": microseconds(57, rate) - microseconds(51, rate),
    }


def test_media_lie_in_the_draft_and_are_named_from_its_folder(one):
    materials = one.draft["materials"]
    listed = [*materials["videos"], *materials["audios"]]

    assert listed
    for material in listed:
        assert material["path"].startswith(jianying.HERE + "/")
        assert (one.folder / material["path"].removeprefix(jianying.HERE + "/")).is_file()


def test_the_pool_of_media_lists_every_file_of_the_draft(one):
    meta = json.loads((one.folder / "draft_meta_info.json").read_text("utf-8"))
    pool = next(row["value"] for row in meta["draft_materials"] if row["type"] == 0)
    materials = one.draft["materials"]

    assert {row["id"] for row in pool} == {
        row["id"] for row in (*materials["videos"], *materials["audios"])
    }


def test_newer_versions_find_the_draft_under_their_own_name(one):
    names = ("draft_content.json", "draft_info.json")

    assert len({(one.folder / name).read_text("utf-8") for name in names}) == 1


def test_nobody_claims_to_have_opened_it(one):
    assert not one.project.verified


def test_pictures_of_the_film_bring_their_own_words_and_transitions(tmp_path):
    baked = drafted(tmp_path, Rate(25), baked=True)

    assert not baked.tracks("text")
    assert not baked.draft["materials"]["transitions"]


def test_every_transition_of_ours_has_one_of_the_application():
    assert set(jianying.PASSAGES) == {kind for kind in Transition if kind.shows_before}


def test_what_is_not_installed_is_named_with_what_to_type(monkeypatch):
    monkeypatch.setattr(jianying, "find_spec", lambda _name: None)

    with pytest.raises(Missing, match=r"pip install .* -r requirements/jianying\.txt") as found:
        jianying.Jianying().ready()

    assert "pyJianYingDraft" in str(found.value)
