"""Every frame is decoded, once for the same bytes, by a decoder that knows only the picture."""

from __future__ import annotations

from dataclasses import replace

import av
import pytest

from piying.model.errors import Invalid, Missing
from piying.render.decoding import decode_film, decode_new
from piying.render.encode import encode_segment
from piying.render.encoders import ENCODERS, encoder
from piying.render.join import join
from piying.render.label import first_label

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")
SOFTWARE = [name for name, one in ENCODERS.items() if not one.hardware]


@pytest.fixture(name="film")
def _film(small, drawn, sound, tmp_path):
    """A film of three shots; the levels of the second begin at `second`."""

    def write(name="libx264", second=40, file="film.mp4"):
        one, parts = encoder(name), []
        shape = replace(small, encoder=name, preset=one.preset, crf=12)
        for first, length in ((0, 9), (second, 60), (120, 3)):
            parts.append(tmp_path / f"{file}-{first}.mp4")
            encode_segment(parts[-1], shape, length, drawn(first))
        path = tmp_path / file
        join(parts, sound(72), path, small.rate, LABEL)
        return path

    return write


def spoil(path, number, way):
    """Change packet `number` of the picture."""
    with av.open(path) as container:
        packets = [p for p in container.demux(video=0) if p.size]
        at, size = packets[number].pos, packets[number].size
    data = bytearray(path.read_bytes())
    data[at : at + size] = way(bytes(data[at : at + size]))
    path.write_bytes(data)


@pytest.mark.parametrize("name", SOFTWARE)
def test_every_frame_decodes_and_the_picture_names_its_colours(name, film):
    found = decode_film(film(name))

    assert (found.frame_count, found.fresh_count, found.failures) == (72, 72, ())
    assert found.colour == (1, 1, 1, 1)
    assert len(found.groups) == 4


def test_what_was_decoded_before_is_not_decoded_again(film):
    first = decode_film(film())
    again = decode_film(film(file="again.mp4"), first.groups)
    other = decode_film(film(file="other.mp4", second=50), first.groups)

    assert (again.frame_count, again.fresh_count) == (72, 0)
    assert again.colour == (1, 1, 1, 1)
    assert (other.frame_count, other.fresh_count) == (72, 60)


@pytest.mark.parametrize("name", SOFTWARE)
@pytest.mark.parametrize("number", [0, 8, 10, 30, 71])
def test_a_damaged_packet_fails_its_group(name, number, film):
    path = film(name)
    known = decode_film(path).groups
    spoil(path, number, lambda data: data[: len(data) // 3] + bytes(len(data) - len(data) // 3))
    found = decode_film(path, known)

    assert len(found.failures) == 1
    assert found.failures[0].startswith(
        {0: "group_at_frame_0:", 8: "group_at_frame_0:", 71: "group_at_frame_69:"}.get(
            number, "group_at_frame_9:"
        )
    )
    assert found.frame_count < 72


def test_a_group_of_other_parameter_sets_is_another_group(film):
    """Equal packets under another head are not taken for the same."""
    path, head = film(), decode_film(film(file="b.mp4")).groups
    data = path.read_bytes()
    at = data.index(b"avcC") + 5
    path.write_bytes(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])

    assert not decode_film(path).groups & head


def test_the_memory_holds_what_decoded_and_nothing_else(film, tmp_path):
    memory = tmp_path / "decoded.txt"
    path = film()
    assert decode_new(path, memory).fresh_count == 72
    written = memory.read_text()
    assert decode_new(path, memory).fresh_count == 0
    assert memory.read_text() == written
    spoil(path, 30, lambda data: bytes(len(data)))
    failed = decode_new(path, memory)

    assert failed.failures
    assert memory.read_text() == written
    assert set(written.split()) == decode_film(film(file="c.mp4")).groups
    assert not list(tmp_path.glob("*.part"))


def test_what_is_no_film_is_refused(sound, tmp_path):
    with pytest.raises(Missing):
        decode_film(tmp_path / "none.mp4")
    with pytest.raises(Invalid):
        decode_film(sound(5))
    (tmp_path / "text.mp4").write_text("no film")
    with pytest.raises(Invalid):
        decode_film(tmp_path / "text.mp4")
