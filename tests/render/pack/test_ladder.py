"""A film packed for the channel.

The clauses quoted are of RFC 8216, HTTP Live Streaming.
"""

from __future__ import annotations

import hashlib
import re

import av
import pytest

from piying.model.errors import Invalid
from piying.render.hls import HEAD
from piying.render.label import read_label
from piying.render.pack import ladder as ladders
from piying.render.pack.ladder import LIST, MAIN, pack

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n雨停了。\n\n"


@pytest.fixture(scope="module")
def packed(film, tmp_path_factory):
    folder, kept = tmp_path_factory.mktemp("ladder"), tmp_path_factory.mktemp("kept")
    named = hashlib.sha256(film.read_bytes()).hexdigest()
    captions = {"zh": VTT, "en": VTT.replace("雨停了。", "The rain stopped.")}
    return pack(film, named, folder, captions, kept), folder, kept


def every_file(found):
    return [
        *(file for rung in found.rungs for file in rung.files),
        *found.lists,
        *(file for _, file in found.subtitles),
        found.main, found.poster, found.strip.file,
    ]  # fmt: skip


def test_every_file_is_named_by_its_digest(packed):
    found, folder, _ = packed

    for file in every_file(found):
        data = (folder / file.path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file.blob
        assert len(data) == file.bytes


def test_all_rungs_have_their_pieces_at_the_same_moments(packed):
    """ "Segments in different Renditions MUST have matching timestamps" (section 6.2.4)."""
    found, folder, _ = packed
    lengths = {
        rung.name: re.findall("EXTINF:([0-9.]+)", (folder / rung.name / LIST).read_text())
        for rung in found.rungs
    }
    starts = {rung.name: first_times(folder / rung.name) for rung in found.rungs}

    assert len(found.rungs) > 2
    assert len({tuple(one) for one in lengths.values()}) == 1
    assert len({tuple(one) for one in starts.values()}) == 1


def first_times(folder):
    """When the picture and the sound of the whole rung begin."""
    whole = folder / HEAD
    data = whole.read_bytes() + b"".join(p.read_bytes() for p in sorted(folder.glob("*.m4s")))
    path = folder / "whole.tmp.mp4"
    path.write_bytes(data)
    with av.open(path) as source:
        found = [
            min(p.pts * p.time_base for p in source.demux(stream) if p.pts is not None)
            for stream in (source.streams.video[0],)
        ]
    with av.open(path) as source:
        sound = source.streams.audio[0]
        found.append(min(p.pts * p.time_base for p in source.demux(sound) if p.pts is not None))
    path.unlink()
    return found


def test_every_rung_carries_the_label_of_the_film(packed, film):
    found, folder, _ = packed

    for rung in found.rungs:
        assert read_label(folder / rung.name / HEAD) == read_label(film)
    assert found.label == read_label(film).text


def test_the_topmost_rung_holds_the_very_packets_of_the_film(packed, film):
    found, folder, _ = packed
    top = folder / found.rungs[-1].name
    pieces = b"".join(p.read_bytes() for p in sorted(top.glob("*.m4s")))

    with av.open(film) as source:
        stream = source.streams.video[0]
        assert all(bytes(p) in pieces for p in source.demux(stream) if p.size)


def test_a_player_that_opens_it_gets_every_frame_of_every_rung(packed):
    found, folder, _ = packed
    with av.open(str(folder / MAIN)) as source:
        counts = {stream.width: 0 for stream in source.streams.video}
        for frame in (f for p in source.demux(source.streams.video) for f in p.decode()):
            counts[frame.width] += 1

    assert counts == {rung.width: 113 for rung in found.rungs}


def test_the_playlist_names_every_rung_from_the_smallest_up(packed):
    found, folder, _ = packed
    text = (folder / MAIN).read_text("utf-8")

    assert [int(n) for n in re.findall(r"RESOLUTION=(\d+)", text)] == [
        rung.width for rung in found.rungs
    ]
    assert all(f'CODECS="{rung.codecs}"' in text for rung in found.rungs)
    assert text.count('SUBTITLES="subtitles"') == len(found.rungs)


def test_subtitles_come_in_both_languages_chinese_first(packed):
    found, folder, _ = packed

    assert [code for code, _ in found.subtitles] == ["zh", "en"]
    assert "雨停了" in (folder / "zh.vtt").read_text("utf-8")
    assert f"MPEGTS:{found.begin}" in (folder / "en.vtt").read_text("utf-8")


def test_what_was_encoded_is_not_encoded_again(packed, film, tmp_path, monkeypatch):
    found, _, kept = packed
    wanted = []
    monkeypatch.setattr(ladders, "make_rungs", lambda _, sizes: wanted.extend(sizes))

    again = pack(film, found.film, tmp_path, {}, kept)

    assert wanted == []
    assert [rung.files for rung in again.rungs] == [rung.files for rung in found.rungs]


def test_another_film_is_another_source(packed):
    found, _, _ = packed
    size = ladders.sizes(432, 768)[0]

    assert ladders.source_of(found.film, size) == found.rungs[0].source
    assert ladders.source_of("0" * 64, size) != found.rungs[0].source


def test_a_film_without_a_label_is_not_packed(tmp_path, made_without_label):
    with pytest.raises(Invalid):
        pack(made_without_label, "0" * 64, tmp_path, {}, tmp_path)


@pytest.fixture
def made_without_label(film, tmp_path):
    path = tmp_path / "bare.mp4"
    with av.open(film) as source, av.open(path, "w") as out:
        streams = {s.index: out.add_stream_from_template(s) for s in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    return path
