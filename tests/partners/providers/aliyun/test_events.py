"""Server-sent events of CosyVoice."""

from __future__ import annotations

import base64
import json

import pytest

from piying.partners.providers.aliyun.events import told

RATE = 1000
"""One sample a millisecond."""


def event(output=None, sort="result", **told):
    value = told or {"output": output}
    return f"id:1\nevent:{sort}\n:HTTP_STATUS/200\ndata:{json.dumps(value)}\n\n"


def sound(index, length_ms):
    data = base64.b64encode(b"\1\0" * length_ms).decode()
    return event(
        {"type": "sentence-synthesis", "audio": {"data": data}, "sentence": {"index": index}}
    )


def end(index, *words):
    listed = [{"text": text, "begin_time": a, "end_time": b} for text, a, b in words]
    return event({"type": "sentence-end", "sentence": {"index": index, "words": listed}})


STOP = event({"finish_reason": "stop", "audio": {"data": "", "url": "https://x"}})


def times(*pieces):
    return [
        (one.text, one.start_ms, one.end_ms)
        for one in told("".join(pieces).encode(), RATE).words
    ]


def test_pieces_are_joined_and_words_kept():
    stream = told((sound(0, 30) + sound(0, 20) + end(0, ("床", 5, 40)) + STOP).encode(), RATE)

    assert len(stream.sound) == 2 * 50
    assert stream.finished
    assert [one.text for one in stream.words] == ["床"]


def test_times_that_count_on_stay_as_they_are():
    assert times(
        sound(0, 100), end(0, ("床", 5, 90)), sound(1, 100), end(1, ("前", 110, 190)), STOP
    ) == [("床", 5, 90), ("前", 110, 190)]


def test_times_that_begin_anew_are_those_of_the_sentence():
    assert times(
        sound(0, 100), end(0, ("床", 5, 90)), sound(1, 100), end(1, ("前", 10, 90)), STOP
    ) == [("床", 5, 90), ("前", 110, 190)]


def test_an_error_ends_the_stream_and_keeps_what_came():
    said = sound(0, 10) + event(sort="error", code="InternalError", message="it broke") + STOP
    stream = told(said.encode(), RATE)

    assert (stream.code, stream.finished, len(stream.sound)) == ("InternalError", False, 20)
    assert "it broke" in stream.why


def test_a_stream_without_its_end_is_not_finished():
    assert not told(sound(0, 10).encode(), RATE).finished


def test_data_over_several_lines_and_other_line_ends_are_read():
    said = STOP.replace('data:{"output": ', 'data: {"output":\ndata: ').replace("\n", "\r\n")

    assert told(said.encode(), RATE).finished


@pytest.mark.parametrize(
    "data", [b"data:{", b"data:[1]", b"\xff\xfe", b'data:{"output": {"audio": {"data": "*"}}}']
)
def test_what_is_not_in_the_format_is_refused(data):
    with pytest.raises((ValueError, TypeError)):
        told(data, RATE)
