"""One pass over a film finds what is wrong with it, and says what it could not find out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Caption
from piying.model.errors import Missing
from piying.model.master import Profile
from piying.model.messages import CATALOGUE
from piying.render.qc.film import FIGURES, inspect
from piying.render.qc.measures import MEASURES, Where

PROFILE = Profile("small", 216, 384, Rate(25))


def near(found, wanted, apart=1):
    assert len(found) == len(wanted), (found, wanted)
    for (a, b), (c, d) in zip(found, wanted, strict=True):
        assert abs(a - c) <= apart, (found, wanted)
        assert abs(b - d) <= apart, (found, wanted)


def test_a_clean_film_has_nothing_wrong_and_every_figure(studio, figure, spans):
    path = studio.film(studio.moving(100) + studio.moving(75), studio.hum(7.0))
    found = inspect(path, captions=(Caption(5, 40, "你听见了吗？"),))

    assert (found.frame_count, found.rate_num, found.rate_den) == (175, 25, 1)
    assert (found.width, found.height) == (216, 384)
    assert tuple(one.measure for one in found.figures) == FIGURES
    assert spans(found, "cut") == [(100, 101)]
    for name in ("black", "freeze", "silence", "sound.clipping", "decode.errors"):
        assert figure(found, name) == 0
        assert spans(found, name) == []
    assert figure(found, "flash.general") <= 6
    assert figure(found, "motion.animated_share") == 1
    assert figure(found, "picture.colour") == figure(found, "stream.faststart") == 1
    assert figure(found, "picture.sar") == 1
    assert figure(found, "duration") == 7
    assert figure(found, "stream.gop_s") == 2
    assert abs(figure(found, "av.end")) <= 0.04


def test_every_measure_that_is_found_is_in_the_table_with_its_unit(studio):
    frames = studio.moving(30) + [np.zeros((384, 216, 3), np.uint8)] * 30
    found = inspect(studio.film(frames, studio.hum(2.4)), captions=(Caption(0, 9, "嗯"),))

    for kind, items in (
        (Where.FIGURE, found.figures),
        (Where.SPAN, found.spans),
        (Where.LANE, found.lanes),
    ):
        assert {one.measure for one in items} <= set(MEASURES)
        assert all(kind in MEASURES[one.measure].where for one in items)
    assert all(one.unit == MEASURES[one.measure].unit for one in found.figures)
    assert all(one.code in CATALOGUE for one in MEASURES.values())
    assert all(one.why in CATALOGUE for one in found.figures if one.value_milli is None)


def test_black_is_found_to_the_frame(studio, figure, spans):
    frames = studio.moving(90)
    frames[31:57] = [np.full((384, 216, 3), 3, np.uint8)] * 26
    found = inspect(studio.film(frames))

    near(spans(found, "black"), [(31, 57)])
    assert figure(found, "black") == pytest.approx(1.04, abs=0.081)
    assert figure(found, "freeze") == 0


def test_a_short_dip_to_black_is_no_black(studio, spans):
    frames = studio.moving(60)
    frames[20:31] = [np.zeros((384, 216, 3), np.uint8)] * 11

    assert spans(inspect(studio.film(frames)), "black") == []


def test_a_freeze_is_found_to_the_frame_across_key_frames(studio, figure, spans):
    frames = studio.moving(120)
    frames[40:90] = [frames[40]] * 50
    found = inspect(studio.film(frames, gop=12, crf=26))

    near(spans(found, "freeze"), [(40, 90)])
    assert figure(found, "freeze") == pytest.approx(2.0, abs=0.081)


def test_a_mouth_that_speaks_in_a_still_face_is_no_freeze(studio, spans):
    still = studio.moving(1)[0]
    frames = []
    for n in range(60):
        frame = still.copy()
        frame[200 : 200 + 4 + n % 5 * 2, 100:116] = 20
        frames.append(frame)

    assert spans(inspect(studio.film(frames)), "freeze") == []


def test_silence_is_found_to_the_frame(studio, figure, spans):
    sound = studio.hum(4.0)
    sound[SAMPLE_RATE : SAMPLE_RATE * 5 // 2] = 0
    found = inspect(studio.film(studio.moving(100), sound))

    near(spans(found, "silence"), [(25, 63)], apart=2)
    assert figure(found, "silence") == pytest.approx(1.5, abs=0.06)


def test_clipping_is_counted_where_it_is(studio, figure, spans):
    sound = studio.hum(3.0)
    sound[SAMPLE_RATE : SAMPLE_RATE + 9600] *= 40
    sound = np.clip(sound, -1, 1)
    found = inspect(studio.film(studio.moving(75), sound))

    assert figure(found, "sound.clipping") > 100
    ((start, end),) = spans(found, "sound.clipping")
    assert 24 <= start <= 26
    assert 29 <= end <= 32
    assert figure(found, "loudness.true_peak") > 0


def test_sound_that_begins_and_ends_late_is_measured(studio, figure):
    found = inspect(studio.film(studio.moving(50), studio.hum(2.0), sound_at=0.2))

    assert figure(found, "av.start") == pytest.approx(0.2, abs=0.025)
    assert figure(found, "av.end") == pytest.approx(0.2, abs=0.03)


def test_the_file_itself_is_measured(studio, figure):
    frames = studio.moving(80)
    film = studio.film(frames, gop=70, faststart=False, sar=Fraction(4, 3), colours=False)
    found = inspect(film)

    assert figure(found, "stream.gop_s") == pytest.approx(2.8)
    assert figure(found, "stream.faststart") == 0
    assert figure(found, "picture.sar") == pytest.approx(4 / 3, abs=0.001)
    assert figure(found, "picture.colour") == 0
    assert figure(found, "stream.peak_bit_rate") >= figure(found, "stream.bit_rate") > 0


def test_frames_at_unsteady_times_are_jitter(studio, figure):
    times = [n + (0.5 if n % 7 == 3 else 0) for n in range(40)]
    found = inspect(studio.film(studio.moving(40), times=times))

    assert figure(found, "picture.jitter") == pytest.approx(0.02)


# --- what cannot be measured ---------------------------------------------------------------


def test_a_film_without_sound_says_so(studio, why):
    found = inspect(studio.film(studio.moving(30)))

    assert why(found, "silence") == why(found, "loudness.integrated") == "no_sound"
    assert why(found, "av.start") == "no_sound"


def test_a_file_without_picture_says_so(studio, figure, why):
    found = inspect(studio.film([], studio.hum(2.0)))

    assert why(found, "black") == why(found, "picture.width") == "no_picture"
    assert why(found, "av.start") == "no_picture"
    assert figure(found, "silence") == 0


def test_silence_throughout_has_no_loudness(studio, figure, why):
    found = inspect(studio.film(studio.moving(50), np.zeros((96_000, 2), np.float32)))

    assert why(found, "loudness.integrated") == "silent"
    assert figure(found, "silence") == pytest.approx(2.0, abs=0.03)


@pytest.mark.parametrize("data", [b"", b"no film at all", bytes(5_000)])
def test_what_is_no_film_is_never_a_pass(studio, data):
    path = studio.folder / "bad.mp4"
    path.write_bytes(data)
    found = inspect(path)

    assert found.frame_count == 0
    known = {one.measure for one in found.figures if one.value_milli is not None}
    assert known <= {"label.implicit"}
    assert next(
        one for one in found.figures if one.measure == "label.implicit"
    ).value_milli in (
        0,
        None,
    )


def test_a_file_that_is_not_there_is_refused(studio):
    with pytest.raises(Missing) as refused:
        inspect(studio.folder / "none.mp4")

    assert refused.value.code == "render.file_missing"


def test_a_film_that_is_cut_off_is_never_a_pass(studio, figure, why):
    path = studio.film(studio.moving(100), studio.hum(4.0))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    found = inspect(path)

    assert figure(found, "decode.errors") > 0
    for name in ("black", "freeze", "flash.general", "silence", "loudness.integrated"):
        assert why(found, name) == "truncated"


def test_damaged_packets_are_counted_and_the_rest_is_measured(studio, figure, spans, why):
    frames = studio.moving(120)
    frames[70:100] = [np.zeros((384, 216, 3), np.uint8)] * 30
    path = studio.film(frames, studio.hum(4.8))
    data = bytearray(path.read_bytes())
    middle = len(data) // 3
    data[middle : middle + 3_000] = bytes(255 - b for b in data[middle : middle + 3_000])
    path.write_bytes(bytes(data))
    found = inspect(path)

    assert figure(found, "decode.errors") > 0
    assert spans(found, "decode.errors")
    assert why(found, "black") == "damaged"
    assert any(abs(a - 70) <= 1 for a, _ in spans(found, "black"))


def test_a_film_over_the_limit_is_not_decoded(studio, figure, why):
    path = studio.film(studio.moving(75), studio.hum(3.0))
    found = inspect(path, longest_s=2.0, captions=(Caption(5, 40, "你听见了吗？"),))

    assert why(found, "black") == why(found, "silence") == "too_long"
    assert why(found, "decode.errors") == "too_long"
    assert why(found, "subtitle.hidden") == "not_decoded"
    assert figure(found, "duration") == 3
    assert figure(found, "subtitle.longest") == 1.6


def test_the_same_film_gives_the_same_inspection(studio):
    path = studio.film(studio.moving(40), studio.hum(1.6))

    assert inspect(path) == inspect(path)


def test_another_rate_and_layout_are_measured(studio, figure):
    path = studio.film(studio.moving(60, width=384, height=216), rate=30)
    found = inspect(path, profile=replace(PROFILE, rate=Rate(30)))

    assert figure(found, "picture.rate") == 30
    assert (found.width, found.height, found.frame_count) == (384, 216, 60)


@pytest.mark.parametrize("seed", range(4))
def test_noise_in_a_file_never_breaks_the_pass_and_is_never_a_pass(studio, figure, seed):
    path = studio.film(studio.moving(30), studio.hum(1.2))
    data = bytearray(path.read_bytes())
    random = np.random.default_rng(seed)
    for at in random.integers(0, len(data), 200):
        data[at] ^= int(random.integers(1, 255))
    path.write_bytes(bytes(data))
    found = inspect(path)

    assert figure(found, "black") is None
    assert figure(found, "silence") is None
    assert figure(found, "decode.errors") != 0


@pytest.mark.parametrize(
    ("width", "height", "count"), [(98, 150, 12), (384, 64, 12), (216, 384, 1)]
)
def test_other_shapes_and_lengths_are_measured(studio, figure, width, height, count):
    found = inspect(studio.film(studio.moving(count, width=width, height=height)))

    assert (found.width, found.height, found.frame_count) == (width, height, count)
    assert figure(found, "decode.errors") == figure(found, "black") == 0


def test_a_picture_of_a_few_pixels_is_not_measured(studio, why):
    found = inspect(studio.film(studio.moving(5, width=8, height=8)))

    assert why(found, "black") == "too_small"


@pytest.mark.parametrize("container", ["matroska", "mpegts"])
def test_another_container_is_measured_but_for_its_boxes(studio, figure, why, container):
    path = studio.film(studio.moving(30), studio.hum(1.2), faststart=False, format=container)
    found = inspect(path)

    assert why(found, "stream.faststart") == why(found, "picture.colour") == "not_mp4"
    assert figure(found, "decode.errors") == 0
    assert found.frame_count == 30
