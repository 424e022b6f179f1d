"""Drawings are kept in memory and on disk, within their bounds, and never wrong."""

from __future__ import annotations

import os

import numpy as np
import pytest
import skia

from piying.render.puppet import cels as module
from piying.render.puppet.cels import Cels, file_of, packed, sweep, unpacked
from piying.render.puppet.raster import Box, sprite


def drawing(colour=0xFF4080C0, key="k"):
    def draw(canvas):
        canvas.drawOval(skia.Rect(10, 14, 70, 50), skia.Paint(Color=colour, AntiAlias=True))

    return sprite(Box(0, 0, 90, 70), 1.5, draw, key)


def planes(made):
    texture = made.texture
    return [texture.y, texture.u, texture.v, texture.a, texture.a2, texture.spans,
            texture.spans2]  # fmt: skip


def same(one, other):
    return (one.left, one.top, one.scale) == (other.left, other.top, other.scale) and all(
        map(np.array_equal, planes(one), planes(other))
    )


def test_a_file_holds_the_sprite_to_the_bit():
    made = drawing()

    assert same(unpacked(packed(made), "k"), made)
    assert unpacked(packed(None), "k") is None


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "other"])
def test_a_file_that_was_harmed_is_refused(harm):
    data = packed(drawing())
    middle = len(data) // 2
    bad = {
        "cut": data[:middle],
        "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "empty": b"",
        "other": b"PNG" + data[3:],
    }[harm]

    with pytest.raises(ValueError, match="not a cel"):
        unpacked(bad, "k")


def test_what_one_worker_drew_another_finds(tmp_path):
    first, second = Cels(tmp_path), Cels(tmp_path)
    made = first.get("k", drawing)
    found = second.get("k", lambda: pytest.fail("it was drawn"))

    assert same(found, made)
    assert (first.made_count, second.made_count, second.read_count) == (1, 0, 1)
    assert first.get("k", lambda: pytest.fail("it was drawn")) is made


def test_that_nothing_was_drawn_is_kept_too(tmp_path):
    Cels(tmp_path).get("nothing", lambda: None)

    assert Cels(tmp_path).get("nothing", lambda: pytest.fail("it was drawn")) is None


def test_a_harmed_file_is_drawn_anew(tmp_path):
    Cels(tmp_path).get("k", drawing)
    path = file_of(tmp_path, "k")
    path.write_bytes(path.read_bytes()[:-7])
    again = Cels(tmp_path)
    made = again.get("k", drawing)

    assert again.made_count == 1
    assert same(unpacked(path.read_bytes(), "k"), made)


def test_nothing_half_written_stays(tmp_path):
    Cels(tmp_path).get("k", drawing)

    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".cel"]


def test_a_disk_that_refuses_costs_nothing_but_the_drawing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    made = Cels(blocked).get("k", drawing)

    assert made is not None


def test_memory_stays_within_its_bound_and_the_longest_unused_goes():
    size = drawing().texture.byte_count
    kept, made = Cels(memory_bytes=2 * size), []

    def make(name):
        made.append(name)
        return drawing()

    for name in "abac":
        kept.get(name, lambda name=name: make(name))
    kept.get("a", lambda: make("a again"))
    kept.get("b", lambda: make("b again"))

    assert made == ["a", "b", "c", "b again"]
    assert kept.byte_count <= 2 * size


def test_a_folder_over_its_bound_loses_what_was_not_used_for_longest(tmp_path):
    store = Cels(tmp_path)
    paths = []
    for age, key in enumerate("abcdefgh"):
        store.get(key, lambda key=key: drawing(0xFF000000 + ord(key)))
        paths.append(file_of(tmp_path, key))
        os.utime(paths[-1], (age, age))
    size = sum(path.stat().st_size for path in paths)
    sweep(tmp_path, size)
    assert all(path.exists() for path in paths)

    sweep(tmp_path, size // 2)
    left = [path.exists() for path in paths]

    assert sum(path.stat().st_size for path in paths if path.exists()) <= size // 2
    assert left == sorted(left)
    assert any(left)


def test_a_worker_sweeps_when_it_has_written_enough(tmp_path, monkeypatch):
    swept = []
    monkeypatch.setattr(module, "sweep", lambda *asked: swept.append(asked))
    monkeypatch.setattr(module, "SWEEP_BYTES", 1)
    store = Cels(tmp_path, folder_bytes=77)
    store.get("a", drawing)

    assert swept == [(tmp_path, 77)]


def test_another_kit_makes_other_files(tmp_path, monkeypatch):
    here = file_of(tmp_path, "k")
    monkeypatch.setattr(module, "kit_digest", lambda: "another")

    assert file_of(tmp_path, "k") != here
    assert here.is_relative_to(tmp_path)
