"""A film in pieces: all its files are there, and its head carries the label."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid, Missing
from piying.render.boxes import inner_boxes, movie, top_boxes
from piying.render.hls import package
from piying.render.label import read_label
from piying.render.seal.stream import playlist_of, read_stream

WORDS = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n你好\n"


@pytest.fixture
def pieces(film, tmp_path):
    folder = tmp_path / "hls"
    folder.mkdir()
    package(film, folder, WORDS)
    return folder


def test_a_film_for_the_web_carries_the_label_in_the_moov_of_its_head(pieces, label):
    """[M] fMP4-HLS keeps it in the init segment with use_metadata_tags."""
    stream = read_stream(playlist_of(pieces))
    (head,) = stream.heads
    data = movie(head)

    assert read_label(head) == label
    assert b"udta" in {box.kind for box in inner_boxes(data, 0, len(data), head)}
    assert {box.kind for box in top_boxes(head)} == {b"ftyp", b"moov"}


def test_every_file_of_the_folder_is_found(pieces):
    stream = read_stream(playlist_of(pieces))

    assert {path.name for path in stream.files} == {path.name for path in pieces.iterdir()}
    assert stream.words[0].name == "subtitles.vtt"


def test_a_piece_that_is_not_there_is_named(pieces):
    (pieces / "piece-0001.m4s").unlink()
    with pytest.raises(Missing, match="piece-0001"):
        read_stream(playlist_of(pieces))


def test_a_piece_that_is_cut_off_is_named(pieces):
    piece = pieces / "piece-0000.m4s"
    piece.write_bytes(piece.read_bytes()[:-9])
    with pytest.raises(Invalid, match="piece-0000"):
        read_stream(playlist_of(pieces))


def test_a_piece_of_mpeg_ts_cannot_carry_the_label(pieces):
    """[M] MPEG-TS and TS-HLS drop it."""
    (pieces / "film.m3u8").write_text("#EXTM3U\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n")
    (pieces / "a.ts").write_bytes((b"\x47" + bytes(187)) * 4)
    with pytest.raises(Invalid):
        read_stream(playlist_of(pieces))


@pytest.mark.parametrize("address", ["../film.mp4", "/etc/passwd", "https://example.org/a.m4s"])
def test_nothing_outside_the_folder_is_read(pieces, address):
    (pieces / "film.m3u8").write_text(f"#EXTM3U\n#EXTINF:2,\n{address}\n")
    with pytest.raises(Invalid, match="out of its folder"):
        read_stream(playlist_of(pieces))


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe", b"#EXTM3U\n"])
def test_what_is_no_playlist_is_refused(pieces, data):
    (pieces / "main.m3u8").write_bytes(data)
    with pytest.raises(Invalid, match="no playlist"):
        read_stream(playlist_of(pieces))


def test_a_playlist_that_names_itself_is_read_once(pieces):
    path = pieces / "main.m3u8"
    path.write_text(path.read_text() + "main.m3u8\n")

    assert len(read_stream(path).playlists) == 3


def test_a_folder_without_a_playlist_is_refused(tmp_path):
    with pytest.raises(Invalid, match="0 playlists"):
        playlist_of(tmp_path)
