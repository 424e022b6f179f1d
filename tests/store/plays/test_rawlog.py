"""The raw log holds whole frames, whatever happens to its last bytes."""

from __future__ import annotations

import hashlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.audience.batch import Aside
from piying.model.errors import Outside
from piying.model.play import Reason
from piying.store.plays.packed import ROW_BYTES
from piying.store.plays.rawlog import (
    Frame,
    Segment,
    SegmentReader,
    aside_text,
    encoded,
    segments_of,
)

ASIDE = (Aside(1, Reason.CLOCK, '{"n": 1}'), Aside(4, Reason.UNREADABLE, '"戏"'))


def frame(number, rows=2, aside=()):
    plays = bytes((number + at) % 256 for at in range(rows * ROW_BYTES))
    return Frame(
        f"batch-{number:010}", hashlib.sha256(plays).digest(), 1_790_000_000_000 + number,
        rows + len(aside), rows, plays, aside_text(aside),
    )  # fmt: skip


FRAMES = [frame(0), frame(1, 0, ASIDE), frame(2, 5, ASIDE[:1]), frame(3, 0)]
TEXTS = [encoded(one) for one in FRAMES]
WHOLE = b"".join(TEXTS)


def test_frames_come_back_as_they_were_written(tmp_path):
    segment = Segment(tmp_path / "one.plays")
    segment.append(TEXTS[:3])
    segment.append(TEXTS[3:])
    segment.close()
    reader = SegmentReader(tmp_path / "one.plays")

    assert list(reader) == FRAMES
    assert reader.at == len(WHOLE) == segment.end
    assert reader.torn == 0


def test_what_was_set_aside_is_kept_whole():
    assert FRAMES[1].aside == ASIDE
    assert FRAMES[0].aside == ()


@given(st.integers(0, len(WHOLE)), st.binary(max_size=40))
@settings(deadline=None)
@pytest.mark.property
def test_a_file_cut_anywhere_gives_exactly_the_whole_frames_before(tmp_path_factory, cut, junk):
    path = tmp_path_factory.mktemp("cut") / "one.plays"
    path.write_bytes(WHOLE[:cut] + b"\0" * len(junk))
    ends = [sum(map(len, TEXTS[: count + 1])) for count in range(len(TEXTS))]
    whole = sum(end <= cut for end in ends)
    reader = SegmentReader(path)

    assert list(reader) == FRAMES[:whole]
    assert reader.at == (ends[whole - 1] if whole else 0)
    assert reader.torn == cut + len(junk) - reader.at


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@settings(deadline=None)
@pytest.mark.property
def test_a_changed_byte_ends_the_segment_before_its_frame(tmp_path_factory, at, change):
    path = tmp_path_factory.mktemp("changed") / "one.plays"
    text = bytearray(WHOLE)
    text[at] ^= change
    path.write_bytes(text)
    whole = sum(sum(map(len, TEXTS[: count + 1])) <= at for count in range(len(TEXTS)))

    assert list(SegmentReader(path)) == FRAMES[:whole]


def test_reading_goes_on_where_it_ended(tmp_path):
    path = tmp_path / "one.plays"
    path.write_bytes(WHOLE[: len(TEXTS[0]) + 5])
    first = SegmentReader(path)
    assert list(first) == FRAMES[:1]
    path.write_bytes(WHOLE)

    assert list(SegmentReader(path, first.at)) == FRAMES[1:]


def test_a_segment_is_never_opened_twice(tmp_path):
    Segment(tmp_path / "one.plays").close()
    with pytest.raises(Outside):
        Segment(tmp_path / "one.plays")


def test_a_write_that_comes_short_is_finished(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    segment = Segment(tmp_path / "one.plays")
    segment.append(TEXTS)
    segment.close()

    assert (tmp_path / "one.plays").read_bytes() == WHOLE


def test_segments_stand_in_the_order_of_their_names(tmp_path):
    for name in ("01B", "01A", "01C"):
        (tmp_path / f"{name}.plays").touch()
    (tmp_path / "01A.ids").touch()

    assert [path.stem for path in segments_of(tmp_path)] == ["01A", "01B", "01C"]
