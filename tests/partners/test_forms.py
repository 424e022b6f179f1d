"""Forms: read back by the library of mail, and equal for equal parts."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP

from hypothesis import given
from hypothesis import strategies as st

from piying.partners.forms import Part, form

NAMES = st.text("abcdefghij[]_", min_size=1, max_size=8)


def read(kind, data):
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get_payload(decode=True),
        )
        for part in BytesParser(policy=HTTP).parsebytes(head + data).iter_parts()
    ]


@given(st.lists(st.tuples(NAMES, st.binary(min_size=1, max_size=50)), min_size=1, max_size=4))
def test_equal_parts_give_equal_bytes_and_different_ones_do_not(told):
    parts = [Part(name, data, "a.bin", "application/octet-stream") for name, data in told]
    other = [Part(name + "x", data) for name, data in told]

    assert form(*parts) == form(*parts)
    assert form(*parts) != form(*other)


def test_a_form_is_read_as_it_was_made():
    kind, data = form(
        Part("model", "画师".encode()),
        Part("image[]", b"\x89PNG\r\n\x1a\n", "1.png", "image/png"),
    )

    assert kind.startswith("multipart/form-data; boundary=piying-")
    assert read(kind, data) == [
        ("model", None, "画师".encode()),
        ("image[]", "1.png", b"\x89PNG\r\n\x1a\n"),
    ]
