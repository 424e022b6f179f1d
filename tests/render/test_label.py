"""The implicit label is read strictly: exactly right in the right place, or refused.

人工智能生成合成内容标识办法 and GB 45438-2025, annexes E and F: the key AIGC holds a JSON
object whose values are all strings of visible ASCII without quotation mark and backslash.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid, Missing
from piying.render.join import join
from piying.render.label import AigcLabel, first_label, label_of, read_label

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a", "sha256:00ff")
TEXT = LABEL.text.encode()
allowed = st.text(
    st.sampled_from([chr(c) for c in (0x21, *range(0x23, 0x5C), *range(0x5D, 0x7F))]),
    max_size=60,
)


def box(kind, *payload):
    inside = b"".join(payload)
    return (8 + len(inside)).to_bytes(4) + kind + inside


def handler(kind=b"mdta"):
    return box(b"hdlr", bytes(8), kind, bytes(13))


def keys(*names):
    return box(b"keys", bytes(4), len(names).to_bytes(4), *(box(b"mdta", n) for n in names))


def data(text=TEXT, kind=1):
    return box(b"data", kind.to_bytes(4), bytes(4), text)


def item(index, *payload):
    return box(index.to_bytes(4), *(payload or (data(),)))


def freeform(name=b"AIGC", text=TEXT):
    """The atom of iTunes, as a tag editor writes it."""
    mean = box(b"mean", bytes(4), b"com.apple.iTunes")
    return box(b"----", mean, box(b"name", bytes(4), name), data(text))


def meta(*inside):
    return box(b"meta", bytes(4), *inside)


KEYS = keys(b"AIGC")
GOOD = meta(handler(), keys(b"title", b"AIGC"), box(b"ilst", item(1, data(b"a")), item(2)))


@pytest.fixture(name="file")
def _file(tmp_path):
    """Writes a file whose moov holds what is given."""

    def write(*moov):
        path = tmp_path / "film.mp4"
        path.write_bytes(box(b"ftyp", b"isom", bytes(4)) + box(b"moov", *moov) + box(b"mdat"))
        return path

    return write


def refused(path):
    with pytest.raises(Invalid) as error:
        read_label(path)
    for language in ("zh", "en"):
        assert error.value.said(language)
    return error.value.code


def test_a_label_in_its_place_is_read(file):
    assert read_label(file(box(b"mvhd"), box(b"udta", GOOD))) == LABEL


def test_a_joined_film_is_read_by_us_and_by_common_tools(library, sound, small, tmp_path):
    film = tmp_path / "film.mp4"
    join([library[2]], sound(2), film, small.rate, LABEL)

    assert read_label(film) == LABEL
    with av.open(film) as container:
        assert json.loads(container.metadata["AIGC"]) == json.loads(LABEL.text)


def test_a_plain_copy_loses_the_label_and_is_refused(library, sound, small, tmp_path):
    """container.mp4_copy_no_flag: one plain copy erases it."""
    film, copy = tmp_path / "film.mp4", tmp_path / "copy.mp4"
    join([library[2]], sound(2), film, small.rate, LABEL)
    with av.open(film) as source, av.open(copy, "w") as target:
        target.metadata.update(source.metadata)
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)

    assert refused(copy) == "render.label_absent"


def test_a_freeform_atom_does_not_count(file):
    """trap.ffprobe_blind: common tools show it as the same tag."""
    lists = meta(handler(b"mdir"), box(b"ilst", freeform()))

    assert refused(file(box(b"udta", lists))) == "render.label_absent"


def test_a_freeform_atom_inside_the_indexed_list_is_malformed(file):
    """trap.mutagen: editing a file that has mdta keys adds a foreign atom."""
    lists = meta(handler(), keys(b"AIGC"), box(b"ilst", item(1), freeform()))

    assert refused(file(box(b"udta", lists))) == "render.label_foreign"


@pytest.mark.parametrize(
    ("moov", "code"),
    [
        ((), "render.label_absent"),
        ((GOOD,), "render.label_absent"),
        ((box(b"trak", box(b"udta", GOOD)),), "render.label_absent"),
        ((box(b"udta"),), "render.label_absent"),
        ((box(b"udta", GOOD, GOOD),), "render.label_twice"),
        ((box(b"udta", GOOD), box(b"udta", GOOD)), "render.label_twice"),
    ],
    ids=["none", "moov/meta", "trak", "empty", "two metas", "two udtas"],
)
def test_only_one_label_in_moov_udta_meta_counts(file, moov, code):
    assert refused(file(*moov)) == code


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ((handler(), keys(b"title"), box(b"ilst", item(1))), "render.label_absent"),
        ((handler(), keys(b"aigc"), box(b"ilst", item(1))), "render.label_absent"),
        ((handler(), keys(b"AIGC"), box(b"ilst")), "render.label_absent"),
        ((handler(), keys(b"AIGC", b"AIGC"), box(b"ilst", item(1))), "render.label_twice"),
        ((handler(), keys(b"AIGC"), box(b"ilst", item(1), item(1))), "render.label_twice"),
        ((handler(), keys(b"AIGC"), box(b"ilst", item(2))), "render.label_foreign"),
        ((handler(), keys(b"AIGC"), box(b"ilst", item(0))), "render.label_foreign"),
        ((handler(), keys(b"AIGC")), "render.label_lists"),
        ((handler(), box(b"ilst", item(1))), "render.label_lists"),
        ((handler(), KEYS, KEYS, box(b"ilst", item(1))), "render.label_lists"),
        ((handler(), keys(b"AIGC")[:-1], box(b"ilst", item(1))), "render.box_broken"),
        ((handler(), box(b"keys", bytes(4), b"\0\0\0\2", box(b"mdta", b"AIGC")),
          box(b"ilst", item(1))), "render.label_lists"),
        ((handler(), KEYS, box(b"ilst", item(1, data(kind=0)))), "render.label_not_json"),
        ((handler(), keys(b"AIGC"), box(b"ilst", item(1, data(), data()))),
         "render.label_not_json"),
        ((handler(), keys(b"AIGC"), box(b"ilst", box(b"\0\0\0\1"))), "render.label_not_json"),
    ],
)  # fmt: skip
def test_lists_that_do_not_agree_are_refused(file, inside, code):
    assert refused(file(box(b"udta", meta(*inside)))) == code


def with_values(**changes):
    values = json.loads(LABEL.text)
    values.update(changes)
    return json.dumps(values)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "render.label_not_json"),
        ("AIGC", "render.label_not_json"),
        ("[]", "render.label_not_json"),
        ("[" * 100_000, "render.label_not_json"),
        ("{}", "render.label_fields"),
        (json.dumps({"AIGC": json.loads(LABEL.text)}), "render.label_fields"),
        (with_values(Extra="1"), "render.label_fields"),
        (LABEL.text[:-1] + ',"Label":"1"}', "render.label_fields"),
        (LABEL.text.replace('"ReservedCode2":""', '"reservedCode2":""'), "render.label_fields"),
        (with_values(Label=1), "render.label_value"),
        (with_values(Label="4"), "render.label_value"),
        (with_values(Label=""), "render.label_value"),
        (with_values(ReservedCode2=None), "render.label_value"),
        (with_values(ReservedCode1={}), "render.label_fields"),
        (with_values(ContentProducer=""), "render.label_value"),
        (with_values(ContentProducer="皮影"), "render.label_value"),
        (with_values(ProduceID="a b"), "render.label_value"),
        (with_values(ProduceID='a"b'), "render.label_value"),
        (with_values(ProduceID="a\\b"), "render.label_value"),
        (with_values(ProduceID="a\n"), "render.label_value"),
        (with_values(PropagateID="\x7f"), "render.label_value"),
        (with_values(ReservedCode1="a" * 4_097), "render.label_value"),
    ],
)
def test_text_that_is_not_the_rule_s_is_refused(file, text, code):
    lists = meta(handler(), keys(b"AIGC"), box(b"ilst", item(1, data(text.encode()))))

    assert refused(file(box(b"udta", lists))) == code


def test_text_that_is_no_ascii_is_refused(file):
    text = LABEL.text.replace("e01", "第一集").encode()
    lists = meta(handler(), keys(b"AIGC"), box(b"ilst", item(1, data(text))))

    assert refused(file(box(b"udta", lists))) == "render.label_not_json"


def test_tampering_with_any_byte_of_the_label_shows(file):
    """A changed byte gives another label or a refusal, never the same label."""
    whole = file(box(b"udta", GOOD)).read_bytes()
    start, path = whole.index(TEXT), file()
    for at in range(start, start + len(TEXT)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert read_label(path) != LABEL, at
        except Invalid:
            continue


@settings(deadline=None, max_examples=100)
@given(st.builds(
    AigcLabel, label=st.sampled_from("123"),
    content_producer=allowed.filter(bool), produce_id=allowed.filter(bool),
    reserved_code1=allowed, content_propagator=allowed, propagate_id=allowed,
    reserved_code2=allowed,
))  # fmt: skip
def test_every_label_comes_back_from_its_text(label):
    assert label_of(label.text, None) == label
    assert all(isinstance(value, str) for value in json.loads(label.text).values())


def test_the_first_label_names_the_producer_as_the_propagator():
    """implicit.ids: at first generation the propagator's fields equal the producer's."""
    assert LABEL.content_propagator == LABEL.content_producer
    assert LABEL.propagate_id == LABEL.produce_id
    assert list(json.loads(LABEL.text)) == [
        "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator",
        "PropagateID", "ReservedCode2",
    ]  # fmt: skip


def test_a_label_cannot_be_made_with_what_the_rule_forbids():
    for field in fields(AigcLabel):
        for bad in ("皮影", "a b", 'a"', "a\\", "\n"):
            with pytest.raises(Invalid):
                replace(LABEL, **{field.name: bad})


def test_no_file_is_missing(tmp_path):
    with pytest.raises(Missing):
        read_label(tmp_path / "none.mp4")
