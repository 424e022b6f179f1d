"""Segments of any lengths, in any order, make one film without a seam."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import av
import pytest

from piying.model.clock import Rate
from piying.model.errors import Invalid, Missing
from piying.render.boxes import top_boxes
from piying.render.encode import encode_segment
from piying.render.join import join
from piying.render.label import first_label, read_label

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a", "sha256:00ff")
LENGTHS = (1, 2, 3, 5, 60)


def packets_of(path, kind):
    with av.open(path) as container:
        stream = getattr(container.streams, kind)[0]
        return [
            (p.pts * p.time_base, p.dts * p.time_base, p.pos)
            for p in container.demux(stream)
            if p.size
        ]


def wanted(order):
    """The numbers of the frames of a film."""
    return [20 * LENGTHS.index(length) + n for length in order for n in range(length)]


def test_every_length_joins_behind_every_length(library, sound, numbers, small, tmp_path):
    """The first time is 0, every step is one frame, and every frame is there exactly once."""
    order = [length for pair in itertools.product(LENGTHS, LENGTHS) for length in pair]
    film, total = tmp_path / "film.mp4", sum(order)
    count = join([library[n] for n in order], sound(total), film, small.rate, LABEL)

    assert numbers(film) == (wanted(order), [Fraction(n, 25) for n in range(total)])
    assert count == total


@pytest.mark.slow
@pytest.mark.parametrize("first", LENGTHS)
def test_segments_join_in_every_order(first, library, sound, numbers, small, tmp_path):
    film = tmp_path / "film.mp4"
    for rest in itertools.permutations(set(LENGTHS) - {first}):
        order = (first, *rest)
        join([library[length] for length in order], sound(71), film, small.rate, LABEL)

        assert numbers(film) == (wanted(order), [Fraction(n, 25) for n in range(71)])


@pytest.mark.parametrize("length", LENGTHS)
def test_a_film_of_one_segment_begins_at_zero(length, library, sound, numbers, small, tmp_path):
    film = tmp_path / "film.mp4"
    join([library[length]], sound(length), film, small.rate, LABEL)

    assert numbers(film)[1] == [Fraction(n, 25) for n in range(length)]


@pytest.mark.parametrize(
    "speed",
    [
        (Rate(24), "veryfast"),
        (Rate(30), "ultrafast"),
        (Rate(60), "ultrafast"),
        (Rate(30_000, 1001), "veryfast"),
    ],
)
def test_other_rates_and_presets_join_too(speed, drawn, sound, numbers, small, tmp_path):
    """ultrafast has no B frames, so the delay that short segments lack is none."""
    rate, preset = speed
    profile = replace(small, rate=rate, preset=preset)
    parts = []
    for first, length in ((0, 1), (1, 7), (8, 2), (10, 30)):
        parts.append(tmp_path / f"{first}.mp4")
        encode_segment(parts[-1], profile, length, drawn(first))
    film = tmp_path / "film.mp4"
    join(parts, sound(40, rate), film, rate, LABEL)

    assert numbers(film) == (
        list(range(40)),
        [Fraction(n * rate.den, rate.num) for n in range(40)],
    )


def test_the_sound_lasts_as_long_as_the_picture_and_lies_between_it(
    library, sound, small, tmp_path
):
    film = tmp_path / "film.mp4"
    join([library[60], library[5], library[60]], sound(125), film, small.rate, LABEL)
    with av.open(film) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        lasts = [stream.duration * stream.time_base for stream in (video, audio)]

    assert lasts[0] == 5
    assert lasts[1] == 5
    pictures, sounds = packets_of(film, "video"), packets_of(film, "audio")
    for at, other in ((pictures, sounds), (sounds, pictures)):
        middle = at[len(at) // 2]
        near = min(other, key=lambda packet: abs(packet[2] - middle[2]))
        assert abs(near[1] - middle[1]) < Fraction(3, 2)


def test_the_index_stands_in_front_and_the_label_arrives(library, sound, small, tmp_path):
    film = tmp_path / "film.mp4"
    join([library[3]], sound(3), film, small.rate, LABEL, title="第一集 归来")
    kinds = [box.kind for box in top_boxes(film)]

    assert kinds.index(b"moov") < kinds.index(b"mdat")
    assert read_label(film) == LABEL
    with av.open(film) as container:
        assert container.metadata["title"] == "第一集 归来"


def test_colours_are_tagged_bt709_of_limited_range(library, sound, small, tmp_path):
    film = tmp_path / "film.mp4"
    join([library[3], library[5]], sound(8), film, small.rate, LABEL)
    with av.open(film) as container:
        context = container.streams.video[0].codec_context
        tags = [
            int(context.color_range), int(context.colorspace),
            int(context.color_primaries), int(context.color_trc),
        ]  # fmt: skip

    assert tags == [1, 1, 1, 1]


def test_segments_of_other_settings_are_refused(library, drawn, sound, small, tmp_path):
    other = tmp_path / "other.mp4"
    encode_segment(other, replace(small, height=128), 5, drawn(0))
    film = tmp_path / "film.mp4"
    with pytest.raises(Invalid, match="cannot be joined") as refused:
        join([library[5], other], sound(10), film, small.rate, LABEL)

    assert refused.value.code == "render.segments_differ"
    assert not list(tmp_path.glob("film*"))


def test_a_rate_that_is_not_the_segments_is_refused(library, sound, tmp_path):
    with pytest.raises(Invalid) as refused:
        join([library[5]], sound(5), tmp_path / "film.mp4", Rate(24_000, 1001), LABEL)

    assert refused.value.code == "render.tick"


def test_what_is_no_segment_is_named(library, sound, small, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(library[60].read_bytes()[:900])
    for path, kind, code in (
        (tmp_path / "nothing.mp4", Missing, "render.file_missing"),
        (broken, Invalid, "render.segment_unreadable"),
        (sound(5), Invalid, "render.segment_empty"),
    ):
        with pytest.raises(kind, match=path.name) as refused:
            join([library[5], path], sound(5), tmp_path / "film.mp4", small.rate, LABEL)
        assert refused.value.code == code


@pytest.mark.parametrize("order", [(60,), (1, 60), (3, 5)])
def test_a_film_without_sound_has_pictures_and_its_label(
    order, library, numbers, small, tmp_path
):
    film = tmp_path / "shot.mp4"
    count = join([library[length] for length in order], None, film, small.rate, LABEL)

    assert count == sum(order)
    assert numbers(film) == (wanted(order), [Fraction(n, 25) for n in range(sum(order))])
    assert read_label(film) == LABEL
    with av.open(film) as container:
        assert not container.streams.audio
