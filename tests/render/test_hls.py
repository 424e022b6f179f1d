"""A film for the web holds every packet of the film, as RFC 8216 asks.

The clauses quoted are of RFC 8216, HTTP Live Streaming.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.errors import Invalid, Missing
from piying.render.boxes import top_boxes
from piying.render.encode import encode_segment
from piying.render.encoders import encoder
from piying.render.hls import CUES, FILM, HEAD, MAIN, WORDS, package
from piying.render.join import join
from piying.render.label import first_label, read_label

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n雨停了。\n\n"
LENGTHS = (30, 1, 60, 2, 130, 7)


@pytest.fixture(name="film", scope="module")
def _film(tmp_path_factory, small, drawn, sound):
    """Writes a film of shots of these lengths."""

    def write(rate=small.rate, name="libx264", lengths=LENGTHS):
        folder, first = tmp_path_factory.mktemp("film"), 0
        one = encoder(name)
        shape = replace(small, rate=rate, encoder=name, preset=one.preset, crf=12)
        parts = []
        for number, length in enumerate(lengths):
            parts.append(folder / f"{number}.mp4")
            encode_segment(parts[-1], shape, length, drawn(first))
            first += length
        path = folder / "film.mp4"
        join(parts, sound(first, rate), path, rate, LABEL)
        return path

    return write


@pytest.fixture(name="packaged", scope="module")
def _packaged(film, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hls")
    path = film()
    return path, package(path, folder, VTT, "zh"), folder


def texts(folder):
    return {name: (folder / name).read_text("utf-8") for name in (MAIN, FILM, WORDS, CUES)}


def attributes(line):
    """The attribute list of a tag, section 4.2."""
    found = re.findall(r'([A-Z-]+)=("[^"]*"|[^,]*)', line.partition(":")[2])
    return {name: value.strip('"') for name, value in found}


def pieces_of(text):
    """(seconds, name) of every media segment."""
    return [
        (Fraction(seconds), name)
        for seconds, name in re.findall(r"#EXTINF:([\d.]+),\n(.+)\n", text)
    ]


def decoded(playlist, kind):
    with av.open(str(playlist)) as container:
        stream = getattr(container.streams, kind)[0]
        return [
            (frame.pts * stream.time_base, frame.to_ndarray())
            for frame in container.decode(stream)
        ]


def packets(path, kind):
    with av.open(str(path)) as container:
        stream = getattr(container.streams, kind)[0]
        return [
            (p.pts * p.time_base, p.dts * p.time_base, bytes(p))
            for p in container.demux(stream)
            if p.size
        ]


# --- the packets ----------------------------------------------------------------------------


def test_every_packet_of_the_film_is_there_once_and_unchanged(packaged):
    film, _, folder = packaged
    for kind in ("video", "audio"):
        before, after = packets(film, kind), packets(folder / FILM, kind)

        assert [data for *_, data in after] == [data for *_, data in before]
        assert {later[0] - sooner[0] for sooner, later in zip(before, after, strict=True)} == {
            after[0][0] - before[0][0]
        }


def test_every_frame_decodes_and_the_steps_are_even(packaged):
    _, found, folder = packaged
    shown = decoded(folder / FILM, "video")
    levels = [round(float(frame[:112, :64].mean())) - 20 for _, frame in shown]

    assert levels == [n % 200 for n in range(sum(LENGTHS))]
    assert [at for at, _ in shown] == [found.start + Fraction(n, 25) for n in range(230)]


@pytest.mark.parametrize("rate", [24, 25, 30, 50, 60])
@pytest.mark.parametrize("name", ["libx264", "libsvtav1"])
def test_picture_and_sound_begin_within_a_millisecond(rate, name, film, tmp_path):
    """AAC has 1,024 samples of priming before the first one that is meant."""
    found = package(film(Rate(rate), name, (7, 20)), tmp_path)
    first = [packets(tmp_path / FILM, kind)[0][0] for kind in ("video", "audio")]

    assert first[0] == found.start
    assert abs(first[1] + Fraction(1024, SAMPLE_RATE) - first[0]) < Fraction(1, 1000)
    assert all(dts >= 0 for kind in ("video", "audio")
               for _, dts, _ in packets(tmp_path / FILM, kind))  # fmt: skip


def test_a_beep_is_heard_with_its_frame(packaged):
    """What is decoded of the pieces is what is decoded of the film, at the same moments."""
    path, found, folder = packaged
    before, after = (decoded(one, "audio") for one in (path, folder / FILM))
    film_at = {round(at * SAMPLE_RATE): frame for at, frame in before if at >= 0}
    moved = {round((at - found.start) * SAMPLE_RATE): frame for at, frame in after}

    assert set(film_at) <= set(moved)
    for at, frame in film_at.items():
        assert np.allclose(frame, moved[at][:, : frame.shape[1]], atol=1e-4)


def test_the_label_stands_in_the_head_of_the_pieces(packaged):
    _, _, folder = packaged

    assert read_label(folder / HEAD) == LABEL


# --- the pieces -----------------------------------------------------------------------------


def test_a_piece_is_of_fragments_and_begins_with_a_key_frame(packaged):
    """3.3: "There MUST be one or more Movie Fragment Boxes"; 4.3.5.1: with
    EXT-X-INDEPENDENT-SEGMENTS "all media samples in a Media Segment can be decoded without
    information from other segments".
    """
    _, found, folder = packaged
    head = (folder / HEAD).read_bytes()
    assert [box.kind for box in top_boxes(folder / HEAD)] == [b"ftyp", b"moov"]
    assert "#EXT-X-INDEPENDENT-SEGMENTS" in texts(folder)[FILM]
    for _, name in pieces_of(texts(folder)[FILM]):
        kinds = [box.kind for box in top_boxes(folder / name)]
        alone = folder / "alone.mp4"
        alone.write_bytes(head + (folder / name).read_bytes())

        assert set(kinds) <= {b"moof", b"mdat", b"mfra"}
        assert kinds[0] == b"moof"
        with av.open(str(alone)) as container:
            first = next(p for p in container.demux(video=0) if p.size)
            assert first.is_keyframe
        alone.unlink()
    assert found.piece_count == len(pieces_of(texts(folder)[FILM]))


def test_the_target_duration_is_kept_and_durations_are_exact(packaged):
    """4.3.3.1: "The EXTINF duration of each Media Segment in the Playlist file, when rounded
    to the nearest integer, MUST be less than or equal to the target duration".
    """
    _, _, folder = packaged
    text = texts(folder)[FILM]
    pieces = pieces_of(text)

    assert "#EXT-X-TARGETDURATION:2\n" in text
    assert all(0 < seconds <= 2 for seconds, _ in pieces)
    assert sum(seconds for seconds, _ in pieces) == Fraction(sum(LENGTHS), 25)


def test_the_media_playlist_says_what_the_rfc_asks_for(packaged):
    """4.3.1.1: EXTM3U "MUST be the first line of every Media Playlist and every Master
    Playlist"; 4.3.2.5: EXT-X-MAP needs version 6; 4.3.3.5: VOD cannot change; 4.3.3.4: no
    more segments will be added.
    """
    _, _, folder = packaged
    lines = texts(folder)[FILM].splitlines()

    assert lines[:2] == ["#EXTM3U", "#EXT-X-VERSION:7"]
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in lines
    assert f'#EXT-X-MAP:URI="{HEAD}"' in lines
    assert lines.index(f'#EXT-X-MAP:URI="{HEAD}"') < lines.index(pieces_of(
        texts(folder)[FILM])[0][1])  # fmt: skip
    assert lines[-1] == "#EXT-X-ENDLIST"
    assert lines.count("#EXT-X-ENDLIST") == 1


@pytest.mark.parametrize("name", [MAIN, FILM, WORDS])
def test_playlists_are_utf_8_without_a_mark_or_control_characters(name, packaged):
    """4.1: "They MUST NOT contain any Byte Order Mark (BOM)"."""
    data = (packaged[2] / name).read_bytes()

    assert not data.startswith(b"\xef\xbb\xbf")
    assert all(ord(character) >= 32 or character == "\n" for character in data.decode("utf-8"))


# --- the multivariant playlist --------------------------------------------------------------


def test_the_variant_is_described(packaged):
    """4.3.4.2: BANDWIDTH is required; CODECS, RESOLUTION and FRAME-RATE should stand there."""
    _, _, folder = packaged
    lines = texts(folder)[MAIN].splitlines()
    stream = next(line for line in lines if line.startswith("#EXT-X-STREAM-INF:"))
    said = attributes(stream)

    assert lines[lines.index(stream) + 1] == FILM
    assert re.fullmatch(r"avc1\.64[0-9a-f]{4},mp4a\.40\.2", said["CODECS"])
    assert said["RESOLUTION"] == "64x112"
    assert said["FRAME-RATE"] == "25.000"
    assert said["SUBTITLES"] == "subtitles"
    assert int(said["AVERAGE-BANDWIDTH"]) <= int(said["BANDWIDTH"])


def test_the_bandwidth_is_that_of_the_busiest_stretch(packaged):
    """4.1: "the largest bit rate of any contiguous set of segments whose total duration is
    between 0.5 and 1.5 times the target duration".
    """
    _, _, folder = packaged
    lines = texts(folder)[MAIN].splitlines()
    said = attributes(next(line for line in lines if "STREAM-INF" in line))
    words = 8 * len((folder / CUES).read_bytes()) / Fraction(230, 25)
    pieces = [
        (seconds, 8 * (folder / name).stat().st_size)
        for seconds, name in pieces_of(texts(folder)[FILM])
    ]
    runs = [pieces[a:b] for a in range(len(pieces)) for b in range(a + 1, len(pieces) + 1)]
    rates = [
        sum(bits for _, bits in run) / sum(seconds for seconds, _ in run)
        for run in runs
        if 1 <= sum(seconds for seconds, _ in run) <= 3
    ]
    average = sum(bits for _, bits in pieces) / sum(seconds for seconds, _ in pieces)

    assert abs(int(said["BANDWIDTH"]) - (max(rates) + words)) <= 2
    assert abs(int(said["AVERAGE-BANDWIDTH"]) - (average + words)) <= 2


def test_av1_says_its_profile_level_and_depth(film, tmp_path):
    """AV1 in ISOBMFF, section 5: the fourcc, profile, level and tier, depth."""
    package(film(name="libsvtav1", lengths=(5, 3)), tmp_path)
    text = (tmp_path / MAIN).read_text()

    assert re.search(r'CODECS="av01\.0\.\d\d[MH]\.08,mp4a\.40\.2"', text)
    assert "SUBTITLES" not in text


def test_subtitles_are_a_rendition_that_nobody_is_shown_unasked(packaged):
    """4.3.4.1: with TYPE, "GROUP-ID" and "NAME" required; 3.5: each WebVTT segment maps its
    time with X-TIMESTAMP-MAP.
    """
    _, found, folder = packaged
    all_texts = texts(folder)
    media = next(line for line in all_texts[MAIN].splitlines() if "EXT-X-MEDIA" in line)
    said = attributes(media)

    assert (said["TYPE"], said["GROUP-ID"], said["NAME"]) == ("SUBTITLES", "subtitles", "中文")
    assert (said["LANGUAGE"], said["URI"]) == ("zh", WORDS)
    assert (said["DEFAULT"], said["AUTOSELECT"], said["FORCED"]) == ("NO", "NO", "NO")
    assert pieces_of(all_texts[WORDS]) == [(Fraction("9.2"), CUES)]
    assert "#EXT-X-TARGETDURATION:10\n" in all_texts[WORDS]
    assert "EXT-X-MAP" not in all_texts[WORDS]
    head = all_texts[CUES].splitlines()
    assert head[0] == "WEBVTT"
    assert head[1] == f"X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{int(found.start * 90_000)}"
    assert all_texts[CUES].endswith("雨停了。\n\n")


def test_the_whole_is_read_by_its_multivariant_playlist(packaged):
    _, _, folder = packaged
    with av.open(str(folder / MAIN), options={"allowed_extensions": "ALL"}) as container:
        assert len(container.streams.video) == 1
        assert len(container.streams.audio) == 1
        assert sum(1 for _ in container.decode(video=0)) == 230


def test_a_shorter_film_leaves_nothing_of_a_longer_one(film, tmp_path):
    long = package(film(lengths=(60, 60, 60)), tmp_path, VTT)
    short = package(film(lengths=(60,)), tmp_path)

    assert len(long.names) > len(short.names)
    assert {path.name for path in tmp_path.iterdir()} == set(short.names)


# --- what is refused ------------------------------------------------------------------------


def test_what_is_no_film_is_refused(library, tmp_path):
    with pytest.raises(Missing):
        package(tmp_path / "none.mp4", tmp_path)
    with pytest.raises(Invalid):
        package(library[5], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_is_left(film, tmp_path, monkeypatch):
    monkeypatch.setattr("piying.render.hls._grouped", lambda _: iter([(0, 99)]))
    with pytest.raises(IndexError):
        package(film(lengths=(5,)), tmp_path)

    assert not list(tmp_path.glob("*.part"))
    assert not (tmp_path / MAIN).exists()
