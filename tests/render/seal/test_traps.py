"""What happens to the label in which container and step, as measured: each a trap."""

from __future__ import annotations

import json

import av
import pytest

from piying.model.errors import Invalid
from piying.render.boxes import inner_boxes, movie
from piying.render.label import read_label


def copied(source, target, container, flags=""):
    options = {"movflags": flags} if flags else {}
    with av.open(source) as old, av.open(target, "w", container, options=options) as new:
        new.metadata.update(old.metadata)
        streams = {one.index: new.add_stream_from_template(one) for one in old.streams}
        for packet in old.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                new.mux(packet)
    return target


def shown(path):
    """What common tools show."""
    with av.open(path) as held:
        return held.metadata.get("AIGC")


@pytest.mark.parametrize("container", ["mp4", "mov"])
@pytest.mark.parametrize("fragments", ["", "+frag_keyframe+empty_moov"])
def test_mp4_and_mov_keep_the_label_with_the_flag_and_drop_it_without(
    film, label, tmp_path, container, fragments
):
    kept = copied(film, tmp_path / "a", container, f"use_metadata_tags{fragments}")
    lost = copied(film, tmp_path / "b", container, f"faststart{fragments}")

    assert read_label(kept) == label
    assert shown(lost) is None
    with pytest.raises(Invalid, match="AIGC"):
        read_label(lost)


def test_a_second_copy_needs_the_flag_again(film, label, tmp_path):
    first = copied(film, tmp_path / "a.mp4", "mp4", "use_metadata_tags")
    second = copied(first, tmp_path / "b.mp4", "mp4", "use_metadata_tags+faststart")

    assert read_label(second) == label


def test_mpeg_ts_drops_the_label_and_matroska_keeps_it(film, label, tmp_path):
    assert shown(copied(film, tmp_path / "a.ts", "mpegts")) is None
    held = shown(copied(film, tmp_path / "a.mkv", "matroska"))
    assert json.loads(held) == json.loads(label.text)


def test_the_title_stands_in_the_same_list_as_the_label(film):
    """With the flag, readers of the other list no longer see ©nam."""
    data = movie(film)
    kinds = [box.kind for box in inner_boxes(data, 0, len(data), film)]

    assert kinds.count(b"udta") == 1
    assert b"\xa9nam" not in data
    assert b"mdtatitle" in data


@pytest.fixture
def foreign(film, label, tmp_path):
    """Writes a film whose value is another text."""

    def write(text):
        path = tmp_path / "foreign.mp4"
        options = {"movflags": "use_metadata_tags"}
        with av.open(film) as old, av.open(path, "w", "mp4", options=options) as new:
            new.metadata["AIGC"] = text
            stream = new.add_stream_from_template(old.streams.video[0])
            for packet in old.demux(old.streams.video[0]):
                if packet.dts is not None:
                    packet.stream = stream
                    new.mux(packet)
        assert text != label.text
        return path

    return write


def test_a_value_as_others_wrap_it_is_read_of_others_and_refused_of_ours(foreign, label):
    """Annex B of the guide for pictures shows {"AIGC": {…}}: accepted, never written."""
    path = foreign(f'{{ "AIGC": {label.text} }}')

    assert read_label(path, wrapped=True) == label
    with pytest.raises(Invalid):
        read_label(path)


@pytest.mark.parametrize("text", ['{"AIGC":{}}', '{"AIGC":{"AIGC":%s}}', '{"aigc":%s}'])
def test_nothing_else_is_unwrapped(foreign, label, text):
    path = foreign(text.replace("%s", label.text))
    with pytest.raises(Invalid):
        read_label(path, wrapped=True)


def test_a_value_of_20_kb_survives(foreign, label):
    path = foreign('{"AIGC":' + " " * 20_000 + label.text + "}")

    assert read_label(path, wrapped=True) == label
