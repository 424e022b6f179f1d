"""takes --use: a person's own picture, clip or recording becomes a take of a shot."""

from __future__ import annotations

import wave
from fractions import Fraction

import av
import numpy as np
import pytest
import skia

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid, Missing
from piying.model.take import HAND, TakeKind
from piying.render.poster import frame_rgb
from piying.studio.cutting.edit import edit
from piying.studio.make import make
from piying.studio.shooting.again import take_again
from piying.studio.shooting.bring import bring
from piying.studio.shooting.hand import shelf
from piying.studio.shooting.held import current_board
from piying.studio.shooting.takes import Signed, choose_take, takes
from piying.studio.showing.show import show

NAME = "小戏"
SHOT = "3"
"""The number of a shot with a line."""


def still(path, colour=(200, 40, 40)):
    """A picture of one colour."""
    pixels = np.full((64, 36, 4), 255, np.uint8)
    pixels[..., :3] = colour
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    path.write_bytes(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))
    return path


def clip(path, count, level=120):
    """A clip of one grey."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 36, 64, "yuv420p"
        for number in range(count):
            picture = np.full((64, 36, 3), level, np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def voice(path, seconds=0.6, rate=44_100):
    """A recording of a tone."""
    time = np.arange(int(seconds * rate)) / rate
    sound = (8000 * np.sin(2 * np.pi * 300 * time)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.tobytes())
    return path


def rows_of(house, kind=TakeKind.PICTURE):
    board, _ = current_board(house, NAME, 1)
    name = board.shots[int(SHOT) - 1].id
    rows = takes(house, NAME, 1)
    return [row for row in rows if (row.need.kind, row.need.name) == (kind, name)]


def states(house):
    return [row.state.value for row in show(house, NAME, "tiny", 1)]


def middle(house, film):
    """The colour in the middle of the shot, in the finished film."""
    cut = edit(house, NAME, 1).cut
    number = int(SHOT) - 1
    start = sum(one.length_frames for one in cut.pictures[:number])
    at = start + cut.pictures[number].length_frames // 2
    found = frame_rgb(film.mastered.path, at)
    return found[found.shape[0] // 3, found.shape[1] // 2].astype(int)


def test_a_brought_picture_is_a_take_and_leaves_the_film_alone(filmed, tmp_path):
    path = still(tmp_path / "mine.png")
    arrived = bring(filmed, NAME, 1, path, SHOT, TakeKind.PICTURE)
    mine = next(row for row in rows_of(filmed) if row.take.provider == HAND)

    assert mine.take.id == arrived.take.id
    assert (mine.used, mine.here, mine.files) == (False, True, ("mine.png",))
    assert mine.take.facts.media_type == "image/png"
    assert states(filmed) == ["current"] * 4


def test_what_was_brought_is_remembered(filmed, tmp_path):
    """Provenance: the name, the digest, the type and the moment."""
    path = still(tmp_path / "mine.png")
    arrived = bring(filmed, NAME, 1, path, SHOT, TakeKind.PICTURE)
    board, _ = current_board(filmed, NAME, 1)
    (one,) = shelf(filmed, board, board.shots[int(SHOT) - 1].id, TakeKind.PICTURE).brought

    assert one.take == arrived.take.id
    assert (one.files[0].name, one.files[0].media_type) == ("mine.png", "image/png")
    assert one.files[0].sha256 == digest_bytes(path.read_bytes())
    assert one.at_ms == arrived.take.at_ms
    assert filmed.store.blobs.get(one.files[0].sha256) == path.read_bytes()


def test_a_chosen_picture_is_in_the_film_and_only_its_segment_is_drawn(filmed, tmp_path):
    arrived = bring(filmed, NAME, 1, still(tmp_path / "a.png"), SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id[-8:])

    assert [row.used for row in rows_of(filmed)].count(True) == 1
    assert states(filmed) == ["current", "current", "stale", "stale"]
    film = make(filmed, NAME, 1, "tiny")
    assert film.shot.made_count == 0
    assert film.mastered.made_count == 1
    assert np.abs(middle(filmed, film) - (200, 40, 40)).max() < 25


def test_a_chosen_clip_is_in_the_film(filmed, tmp_path):
    arrived = bring(filmed, NAME, 1, clip(tmp_path / "a.mp4", 200), SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    film = make(filmed, NAME, 1, "tiny")

    assert np.abs(middle(filmed, film) - 120).max() < 15


def test_who_chose_a_picture_of_ones_own_and_why_is_kept(filmed, tmp_path):
    first = rows_of(filmed)[0].take.id
    arrived = bring(filmed, NAME, 1, still(tmp_path / "a.png"), SHOT, TakeKind.PICTURE)
    for why in ("the light", "the light after all"):
        choose_take(filmed, NAME, 1, first)
        choose_take(filmed, NAME, 1, arrived.take.id, Signed("Lin", why))

    (used,) = [row for row in rows_of(filmed) if row.used]

    assert (used.chosen.by, used.chosen.why) == ("Lin", "the light after all")


def test_the_kits_picture_can_be_chosen_again(filmed, tmp_path):
    first = rows_of(filmed)[0].take.id
    arrived = bring(filmed, NAME, 1, still(tmp_path / "a.png"), SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    make(filmed, NAME, 1, "tiny")
    choose_take(filmed, NAME, 1, first)

    assert make(filmed, NAME, 1, "tiny").mastered.made_count == 0
    assert [row.take.id for row in rows_of(filmed) if row.used] == [first]


def test_a_picture_of_ones_own_stays_when_its_line_gets_another_voice(filmed, cast, tmp_path):
    arrived = bring(filmed, NAME, 1, still(tmp_path / "a.png"), SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    cast.voice.seeded = True
    another = take_again(filmed, NAME, 1, SHOT, TakeKind.VOICE)
    choose_take(filmed, NAME, 1, another.rows[0].take.id)
    make(filmed, NAME, 1, "tiny")

    assert [row.take.id for row in rows_of(filmed) if row.used] == [arrived.take.id]


def test_a_picture_is_for_its_own_shot_only(filmed, tmp_path):
    arrived = bring(filmed, NAME, 1, still(tmp_path / "a.png"), SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    used = [row for row in takes(filmed, NAME, 1) if row.used and row.take.provider == HAND]

    assert len(used) == 1


def test_a_recording_is_the_voice_of_its_line_and_the_mouth_follows(filmed, fakes, tmp_path):
    arrived = bring(filmed, NAME, 1, voice(tmp_path / "me.wav"), SHOT, TakeKind.VOICE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    film = make(filmed, NAME, 1, "tiny")
    facts = arrived.take.facts

    assert (facts.sample_rate, facts.channels) == (48_000, 1)
    assert facts.sample_count == pytest.approx(0.6 * 48_000, rel=0.05)
    assert any(mark.viseme == "open" for mark in facts.marks)
    assert [row.take.id for row in rows_of(filmed, TakeKind.VOICE) if row.used] == [
        arrived.take.id
    ]
    assert len(fakes.CountingKit.made) == 1
    assert film.mastered.made_count >= 1


def test_a_clip_that_is_too_short_is_refused_when_it_is_brought(filmed, tmp_path):
    path = clip(tmp_path / "brief.mp4", 2)

    with pytest.raises(Invalid, match=r"brief\.mp4") as refused:
        bring(filmed, NAME, 1, path, SHOT, TakeKind.PICTURE)
    assert refused.value.code == "render.clip_short"
    assert all(row.take.provider != HAND for row in takes(filmed, NAME, 1))


def test_a_line_that_grows_beyond_its_clip_is_refused_at_the_cut(filmed, tmp_path):
    board, _ = current_board(filmed, NAME, 1)
    name = board.shots[int(SHOT) - 1].id
    cut = edit(filmed, NAME, 1).cut
    length = next(one.length_frames for one in cut.pictures if one.shot == name)
    shown = bring(filmed, NAME, 1, clip(tmp_path / "a.mp4", length), SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, shown.take.id)
    said = bring(filmed, NAME, 1, voice(tmp_path / "v.wav", 9), SHOT, TakeKind.VOICE)
    choose_take(filmed, NAME, 1, said.take.id)

    with pytest.raises(Invalid, match=name) as refused:
        make(filmed, NAME, 1, "tiny")
    assert refused.value.code == "cut.picture_short"


def test_a_lost_picture_of_ones_own_is_asked_for_and_never_replaced(filmed, tmp_path):
    path = still(tmp_path / "mine.png")
    arrived = bring(filmed, NAME, 1, path, SHOT, TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    filmed.store.blobs.path(arrived.take.blob).unlink()

    with pytest.raises(Missing, match=r"mine\.png") as refused:
        make(filmed, NAME, 1, "tiny")
    assert refused.value.code == "cli.hand_lost"
    bring(filmed, NAME, 1, path, SHOT, TakeKind.PICTURE)
    make(filmed, NAME, 1, "tiny")


def test_files_and_shots_that_are_not_there_are_named(filmed, tmp_path):
    path = still(tmp_path / "a.png")
    with pytest.raises(Missing, match="gone"):
        bring(filmed, NAME, 1, tmp_path / "gone.png", SHOT, TakeKind.PICTURE)
    with pytest.raises(Missing, match="e01s01-"):
        bring(filmed, NAME, 1, path, "99", TakeKind.PICTURE)
    with pytest.raises(Missing, match="voice"):
        bring(filmed, NAME, 1, voice(tmp_path / "v.wav"), "1", TakeKind.VOICE)
    with pytest.raises(Invalid, match="folder"):
        bring(filmed, NAME, 1, tmp_path, SHOT, TakeKind.PICTURE)
    with pytest.raises(Invalid, match=r"a\.png"):
        bring(filmed, NAME, 1, path, SHOT, TakeKind.VOICE)
