"""Only a film that passed every check gets its name, whatever is remembered of its parts."""

from __future__ import annotations

import shutil

import pytest

from piying.model.errors import Outside
from piying.render import perform
from piying.render.segments import digest_of
from piying.studio.cutting.drawn import drawn_by
from piying.studio.cutting.master import DECODED, master

NAME = "小戏"
PLACES = (0.25, 0.5, 0.75)


def flipped(path, place):
    """One bit of what is coded in the file at `path` is another now."""
    data = bytearray(path.read_bytes())
    begin = data.index(b"mdat") + 4
    data[begin + int((len(data) - begin) * place)] ^= 0x10
    path.write_bytes(data)


def without_film(house):
    """The folder of films, empty again; segments and what is remembered of them stay."""
    folder = house.settings.out / NAME
    shutil.rmtree(folder)
    return folder


def films(folder):
    return sorted(folder.glob("*.mp4")) if folder.is_dir() else []


def test_a_film_of_known_segments_is_joined_without_decoding_them_again(filmed, monkeypatch):
    folder, asked = without_film(filmed), []
    real = perform.decode_new
    monkeypatch.setattr(
        perform, "decode_new", lambda *given: asked.append(real(*given)) or asked[-1]
    )

    done = master(filmed, NAME, 1, "tiny")

    assert films(folder) == [done.path]
    assert (done.made_count, [found.fresh_count for found in asked]) == (0, [0])


@pytest.mark.parametrize("place", PLACES)
def test_a_byte_flipped_in_a_kept_segment_is_found_and_its_shot_drawn_again(filmed, place):
    folder, kept = without_film(filmed), drawn_by(filmed)
    one = max(kept.glob("*.mp4"), key=lambda path: path.stat().st_size)
    before = one.read_bytes()
    flipped(one, place)

    done = master(filmed, NAME, 1, "tiny")

    assert (done.made_count, films(folder)) == (1, [done.path])
    assert one.read_bytes() == before


def test_a_segment_whose_run_was_stopped_before_it_was_decoded_is_decoded_with_the_film(filmed):
    folder, kept = without_film(filmed), drawn_by(filmed)
    (kept / DECODED).unlink()
    one = max(kept.glob("*.mp4"), key=lambda path: path.stat().st_size)
    digest_of(one).unlink()
    with one.open("r+b") as file:
        file.seek(one.stat().st_size * 3 // 10)
        file.write(bytes(range(200)))

    with pytest.raises(Outside) as caught:
        master(filmed, NAME, 1, "tiny")

    assert "decoding" in str(caught.value.data)
    assert not films(folder)


@pytest.mark.parametrize("place", PLACES)
def test_a_byte_flipped_in_the_joined_film_is_found(filmed, monkeypatch, place):
    folder, real = without_film(filmed), perform.join

    def join_badly(segments, sound, target, *rest):
        made = real(segments, sound, target, *rest)
        flipped(target, place)
        return made

    monkeypatch.setattr(perform, "join", join_badly)

    with pytest.raises(Outside):
        master(filmed, NAME, 1, "tiny")

    assert not films(folder)
