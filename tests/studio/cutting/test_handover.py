"""Whoever opens a timeline that was handed over finds every file, and every frame in it."""

from __future__ import annotations

import wave
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlparse

import av
import numpy as np
import opentimelineio as otio
import pytest

from piying.cut.media import handle
from piying.model.errors import Invalid
from piying.render.label import read_label
from piying.render.sound.mix import mix
from piying.studio.cutting.export import export
from piying.studio.shooting.held import current_cut

NAME = "小戏"


def frames_of(path):
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]


def samples_of(path):
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getsampwidth()) == (48_000, 2)
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return data.reshape(-1, file.getnchannels())


def located(url):
    return Path(unquote(urlparse(url).path))


@pytest.fixture
def cut(filmed):
    return current_cut(filmed, NAME, 1)[0]


def test_nothing_is_offline_in_fcp7_xml(filmed, cut):
    done = export(filmed, NAME, 1, "fcp7", "tiny")
    top = ET.fromstring(done.path.read_text("utf-8"))  # noqa: S314 - we wrote it a moment ago
    files = {
        element.findtext("name"): element
        for element in top.iter("file")
        if element.find("pathurl") is not None
    }

    assert len(files) == done.media_count - 3, "all but the stems of the tracks"
    for element in files.values():
        path = located(element.findtext("pathurl"))
        assert path.is_file()
        if path.suffix == ".mp4":
            assert len(frames_of(path)) == int(element.findtext("duration"))
    assert len([name for name in files if name.endswith(".mp4")]) == len(cut.pictures)


def test_a_clean_picture_is_its_shot_with_what_the_next_transition_shows(filmed, cut):
    folder = export(filmed, NAME, 1, "edl", "tiny").path.parent / "media" / "pictures"

    for index, clip in enumerate(cut.pictures):
        shown = frames_of(folder / f"{clip.shot}.mp4")
        assert len(shown) == clip.length_frames + handle(cut, index)


def test_a_clean_picture_has_no_words_and_one_of_the_film_has(filmed, cut):
    clean = export(filmed, NAME, 1, "edl", "tiny").path.parent / "media" / "pictures"
    baked = export(filmed, NAME, 1, "edl", "tiny", "film").path.parent / "media-film"
    spoken = cut.captions[0]
    start = 0
    for clip in cut.pictures:
        if clip.shot == spoken.shot:
            break
        start += clip.length_frames
    at = spoken.start + spoken.length // 2 - start
    film = frames_of(baked / "pictures" / f"{spoken.shot}.mp4")[at].astype(int)
    plain = frames_of(clean / f"{spoken.shot}.mp4")[at].astype(int)
    low = slice(int(160 * 0.66), int(160 * 0.8))

    assert np.abs(film[low] - plain[low]).max() > 60


def test_pictures_of_the_film_are_the_film_frame_by_frame(filmed, cut, tmp_path):
    folder = export(filmed, NAME, 1, "fcp7", "tiny", "film").path.parent / "media-film"
    whole = frames_of(tmp_path / "out" / NAME / "episode-01-tiny.mp4")
    parts = [
        frame
        for clip in cut.pictures
        for frame in frames_of(folder / "pictures" / f"{clip.shot}.mp4")
    ]

    assert len(parts) == len(whole) == cut.length_frames
    assert all(np.array_equal(one, other) for one, other in zip(parts, whole, strict=True))


def test_the_stems_together_are_the_mix_of_the_film(filmed, cut):
    folder = export(filmed, NAME, 1, "edl", "tiny").path.parent / "media" / "stems"
    places = filmed.store.blobs.proved({c.blob for t in cut.sounds for c in t.clips})
    total = sum(samples_of(path).astype(int) for path in sorted(folder.iterdir()))
    wanted = np.rint(mix(cut, places) * 32768)

    assert np.abs(total - wanted).max() <= len(list(folder.iterdir()))


def test_a_voice_is_the_very_take(filmed, cut):
    folder = export(filmed, NAME, 1, "edl", "tiny").path.parent / "media" / "voices"

    for clip in cut.sounds[0].clips:
        kept = filmed.store.blobs.get(clip.blob)
        assert (folder / f"{clip.shot}.wav").read_bytes() == kept


def test_every_picture_file_says_that_it_is_made_by_ai(filmed):
    folder = export(filmed, NAME, 1, "edl", "tiny").path.parent / "media" / "pictures"
    labels = [read_label(path) for path in folder.iterdir()]

    assert {label.label for label in labels} == {"1"}
    assert len({label.produce_id for label in labels}) == len(labels)


def test_captions_lie_beside_a_timeline(filmed):
    done = export(filmed, NAME, 1, "edl", "tiny")

    assert "谁？" in done.path.with_suffix(".srt").read_text("utf-8")


def test_a_second_export_draws_nothing(filmed, fakes):
    export(filmed, NAME, 1, "edl", "tiny")
    fakes.DRAWN.clear()
    export(filmed, NAME, 1, "fcp7", "tiny")
    export(filmed, NAME, 1, "fcp7", "tiny", "film")

    assert fakes.DRAWN == []


def test_a_bundle_is_read_by_the_library_and_holds_its_media(filmed, cut, tmp_path):
    done = export(filmed, NAME, 1, "otioz", "tiny")
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    line = otio.adapters.read_from_file(str(done.path), extract_to_directory=str(unpacked))

    assert (unpacked / "version.txt").read_text() == "1.0.0"
    for clip in line.find_clips():
        assert (unpacked / clip.media_reference.target_url).is_file()
    assert line.tracks[0].duration().value == cut.length_frames


def test_a_bundle_in_a_folder_is_read_by_the_library(filmed):
    done = export(filmed, NAME, 1, "otiod", "tiny")
    line = otio.adapters.read_from_file(str(done.path), absolute_media_reference_paths=True)

    assert all(located(clip.media_reference.target_url).is_file() for clip in line.find_clips())


def test_the_same_film_gives_the_same_bundle(filmed):
    first = export(filmed, NAME, 1, "otioz", "tiny").path.read_bytes()
    again = export(filmed, NAME, 1, "otioz", "tiny").path

    with zipfile.ZipFile(again) as file:
        assert file.testzip() is None
    assert again.read_bytes() == first


def test_without_media_the_files_are_only_named(filmed):
    done = export(filmed, NAME, 1, "edl", "tiny", "none")

    assert done.media_count == 0
    assert not (done.path.parent / "media").exists()
    assert "media/pictures/" in done.path.read_text("utf-8")


@pytest.mark.parametrize("kind", ["otioz", "otiod"])
def test_a_bundle_without_media_is_refused(filmed, kind):
    with pytest.raises(Invalid) as refusal:
        export(filmed, NAME, 1, kind, "tiny", "none")

    assert refusal.value.code == "cli.needs_media"
