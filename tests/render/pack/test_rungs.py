"""A film made smaller, all sizes in one pass."""

from __future__ import annotations

import av
import pytest

from piying.model.errors import Invalid, Missing, Outside
from piying.render.label import read_label
from piying.render.pack.rungs import make_rungs
from piying.render.pack.sizes import Size

SIZES = (Size("108p", 108, 192, 100_000), Size("216p", 216, 384, 300_000))


@pytest.fixture(scope="module")
def made(film, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rungs")
    paths = {size: folder / f"{size.name}.mp4" for size in SIZES}
    make_rungs(film, list(paths.items()))
    return paths


def keys(path):
    with av.open(path) as source:
        stream = source.streams.video[0]
        base = stream.time_base
        return sorted(p.pts * base for p in source.demux(stream) if p.size and p.is_keyframe)


def heard(path):
    with av.open(path) as source:
        return [bytes(p) for p in source.demux(source.streams.audio[0]) if p.size]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_every_frame_is_there_in_its_size_with_key_frames_where_the_film_has_them(
    film, made, size
):
    with av.open(made[size]) as source, av.open(film) as whole:
        stream = source.streams.video[0]
        assert (stream.width, stream.height) == (size.width, size.height)
        assert stream.average_rate == whole.streams.video[0].average_rate
        times = [frame.pts * frame.time_base for frame in source.decode(stream)]
        wanted = [frame.pts * frame.time_base for frame in whole.decode(video=0)]
    assert times == wanted
    assert keys(made[size]) == keys(film)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_the_sound_is_the_films_packet_by_packet_and_the_label_stays(film, made, size):
    assert heard(made[size]) == heard(film)
    assert read_label(made[size]) == read_label(film)


def test_a_rung_shows_what_the_film_shows(film, made):
    with av.open(film) as whole, av.open(made[SIZES[1]]) as small:
        for one, other in zip(whole.decode(video=0), small.decode(video=0), strict=True):
            large = one.reformat(216, 384, "gray", interpolation="AREA").to_ndarray()
            gray = other.reformat(format="gray").to_ndarray()
            assert abs(large.astype(int) - gray).mean() < 4


def test_the_same_film_gives_the_same_bytes(film, made, tmp_path):
    again = {size: tmp_path / f"{size.name}.mp4" for size in SIZES}
    make_rungs(film, list(again.items()))

    assert all(again[size].read_bytes() == made[size].read_bytes() for size in SIZES)


def test_what_is_no_film_is_refused(film, tmp_path):
    with pytest.raises(Missing):
        make_rungs(tmp_path / "none.mp4", [(SIZES[0], tmp_path / "a.mp4")])
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(film.read_bytes()[:2000])
    with pytest.raises((Invalid, Outside)):
        make_rungs(broken, [(SIZES[0], tmp_path / "a.mp4")])


def test_a_rung_that_cannot_be_written_ends_all_of_them(film, tmp_path):
    nowhere = tmp_path / "no" / "a.mp4"

    with pytest.raises((Missing, Outside)):
        make_rungs(film, [(SIZES[1], tmp_path / "b.mp4"), (SIZES[0], nowhere)])


def test_nothing_wanted_is_nothing_done(tmp_path):
    make_rungs(tmp_path / "none.mp4", [])
