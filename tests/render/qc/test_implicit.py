"""The implicit label is read from the boxes, and every trap that a common reader falls into."""

from __future__ import annotations

import json

import av
import pytest

from piying.model.errors import Invalid
from piying.render.label import first_label, read_label
from piying.render.qc.film import inspect

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")


@pytest.fixture(name="labelled")
def _labelled(studio):
    """Writes a film with metadata under the key AIGC, by the container's own writer."""

    def make(value=LABEL.text, name="label.mp4", flags="use_metadata_tags+faststart", **more):
        source = studio.film(studio.moving(30), name="source.mp4")
        path = studio.folder / name
        with (
            av.open(source) as taken,
            av.open(path, "w", options={"movflags": flags}, **more) as out,
        ):
            out.metadata["AIGC"] = value
            stream = out.add_stream_from_template(taken.streams.video[0])
            for packet in taken.demux():
                if packet.dts is not None:
                    packet.stream = stream
                    out.mux(packet)
        return path

    return make


def box(kind, *inside):
    data = b"".join(inside)
    return (len(data) + 8).to_bytes(4) + kind + data


def data_box(text):
    return box(b"data", (1).to_bytes(4), bytes(4), text.encode())


def meta(names, values, foreign=b""):
    handler = box(b"hdlr", bytes(8), b"mdta", bytes(12), b"\0")
    keys = b"".join(box(b"mdta", name) for name in names)
    items = b"".join(box(number.to_bytes(4), data_box(text)) for number, text in values)
    return box(
        b"meta", bytes(4), handler,
        box(b"keys", bytes(4), len(names).to_bytes(4), keys), box(b"ilst", items, foreign),
    )  # fmt: skip


def freeform(text):
    return box(
        b"----",
        box(b"mean", bytes(4), b"com.apple.iTunes"),
        box(b"name", bytes(4), b"AIGC"),
        data_box(text),
    )


def file_of(folder, *in_moov):
    path = folder / "boxes.mp4"
    path.write_bytes(box(b"ftyp", b"isom") + box(b"moov", *in_moov))
    return path


def test_a_film_with_a_right_label_has_it(labelled, figure):
    path = labelled()

    assert read_label(path) == LABEL
    assert figure(inspect(path), "label.implicit") == 1


def test_without_the_flag_the_key_is_dropped_silently(labelled, figure):
    path = labelled(flags="faststart")

    with pytest.raises(Invalid):
        read_label(path)
    assert figure(inspect(path), "label.implicit") == 0


def test_a_film_in_fragments_keeps_it(labelled, figure):
    path = labelled(flags="use_metadata_tags+frag_keyframe+empty_moov+default_base_moof")

    assert read_label(path) == LABEL
    assert figure(inspect(path), "label.implicit") == 1


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{}",
        "not json",
        json.dumps({"AIGC": json.loads(LABEL.text)}),
        LABEL.text.replace('"Label":"1"', '"Label":"4"'),
        LABEL.text.replace('"Label":"1"', '"Label":1'),
        LABEL.text.replace("e01-3f2a", "e01 3f2a"),
        LABEL.text.replace("{", '{"Label":"1",', 1),
        LABEL.text.replace("{", '{"Other":"1",', 1),
        "[" * 5_000,
    ],
)
def test_a_value_that_is_not_exactly_right_is_no_label(studio, value):
    """Seven fields, each once, strings of 0x21, 0x23-0x5B and 0x5D-0x7E."""
    with pytest.raises(Invalid):
        read_label(file_of(studio.folder, box(b"udta", meta([b"AIGC"], [(1, value)]))))


def test_another_container_is_not_judged(labelled, why):
    assert why(inspect(labelled(name="label.mkv", flags="")), "label.implicit") == "not_mp4"


@pytest.mark.parametrize(
    "trap",
    [
        "freeform", "foreign", "two keys", "two values", "in a track", "nested", "two metas",
        "cut", "index",
    ],
)  # fmt: skip
def test_every_trap_of_boxes_is_refused(studio, trap):
    right = meta([b"AIGC"], [(1, LABEL.text)])
    inside = {
        "freeform": box(b"udta", meta([b"title"], [(1, "x")]), freeform(LABEL.text)),
        "foreign": box(b"udta", meta([b"AIGC"], [(1, LABEL.text)], freeform(LABEL.text))),
        "two keys": box(b"udta", meta([b"AIGC", b"AIGC"], [(1, LABEL.text), (2, LABEL.text)])),
        "two values": box(b"udta", meta([b"AIGC"], [(1, LABEL.text), (1, LABEL.text)])),
        "in a track": box(b"trak", box(b"udta", right)),
        "nested": box(b"udta", box(b"udta", right)),
        "two metas": box(b"udta", right, right),
        "cut": box(b"udta", right[:-4]),
        "index": box(b"udta", meta([b"AIGC"], [(2, LABEL.text)])),
    }[trap]

    with pytest.raises(Invalid):
        read_label(file_of(studio.folder, inside))
    assert read_label(file_of(studio.folder, box(b"udta", right))) == LABEL
