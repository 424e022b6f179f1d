"""What CosyVoice answers: server-sent events with pieces of sound and the times of words.

    id:1
    event:result
    :HTTP_STATUS/200
    data:{"output": {"type": "sentence-synthesis", "audio": {"data": "BASE64"},
          "sentence": {"index": 0, "words": []}}, "request_id": "…"}

`sentence-end` carries the words: {"text": "床", "begin_index": 0, "end_index": 1, "begin_time":
80, "end_time": 320} in milliseconds. The last event has "finish_reason": "stop". An event of
the sort "error", or one with a `code`, ends the stream.

Source: dashscope 2.0.2 (PyPI, 2026), v2/resources/audio/http_tts.py and audio/http_tts/
http_speech_synthesizer.py; help.aliyun.com/zh/model-studio/cosyvoice-tts-http-api (2026-10-15)
and …/cosyvoice-server-events; read 2026-11-22.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from piying.partners.answers import Json
from piying.partners.voiced import Heard


@dataclass(frozen=True, slots=True)
class Told:
    """What a whole stream said."""

    sound: bytes
    """16-bit samples, one channel."""
    words: tuple[Heard, ...]
    finished: bool
    """The stream ended as it should."""
    code: str = ""
    """The vendor's error, if it ended with one."""
    why: str = ""


@dataclass(slots=True)
class _Heap:
    sound: bytearray = field(default_factory=bytearray)
    words: list[Heard] = field(default_factory=list)
    begun: dict[int, int] = field(default_factory=dict)
    """Sentence → how many bytes of sound were there when it began."""


def told(data: bytes, rate: int) -> Told:
    """What the stream `data` says; `rate` is that of its samples.

    Raises:
        ValueError, TypeError: an event is not in the vendor's format.
    """
    heap = _Heap()
    for sort, event in _events(data):
        if sort == "error" or event.get("code"):
            code = str(event.get("code") or "error")
            why = f"{code} · {event.get('message') or ''}".rstrip(" ·")
            return Told(
                bytes(heap.sound), tuple(heap.words), finished=False, code=code, why=why
            )
        output = event.get("output")
        if not isinstance(output, dict):
            continue
        _add(heap, output, rate)
        if output.get("finish_reason") == "stop":
            return Told(bytes(heap.sound), tuple(heap.words), finished=True)
    return Told(bytes(heap.sound), tuple(heap.words), finished=False)


def _add(heap: _Heap, output: Json, rate: int) -> None:
    sentence = output.get("sentence")
    sentence = sentence if isinstance(sentence, dict) else {}
    index = sentence.get("index")
    if isinstance(index, int):
        heap.begun.setdefault(index, len(heap.sound))
    audio = output.get("audio")
    if output.get("finish_reason") != "stop" and isinstance(audio, dict) and audio.get("data"):
        try:
            heap.sound += base64.b64decode(str(audio["data"]), validate=True)
        except binascii.Error as error:
            raise ValueError(str(error)) from error
    if output.get("type") == "sentence-end":
        begun_ms = heap.begun.get(index, 0) * 1000 // (2 * rate) if index is not None else 0
        heap.words += _words(sentence.get("words"), heap.words, begun_ms)


def _words(listed: object, before: list[Heard], begun_ms: int) -> list[Heard]:
    """The words of a sentence, with their times from the beginning of the sound.

    The vendor does not say where it counts from: times that begin before the last word ended
    are those of the sentence alone.
    """
    found = [
        Heard(str(one["text"]), int(one["begin_time"]), int(one["end_time"]))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and {"text", "begin_time", "end_time"} <= one.keys()
    ]
    if found and before and found[0].start_ms < before[-1].end_ms:
        return [Heard(o.text, o.start_ms + begun_ms, o.end_ms + begun_ms) for o in found]
    return found


def _events(data: bytes) -> Iterator[tuple[str, Json]]:
    """(sort, what it carries) of each event, in order.

    Raises:
        ValueError: it is not UTF-8, or an event carries no JSON.
        TypeError: an event carries no object.
    """
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    for block in lines.split("\n\n"):
        sort, carried = "", []
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if name == "event":
                sort = value.strip()
            elif name == "data":
                carried.append(value.removeprefix(" "))
        text = "\n".join(carried).strip()
        if not text or text == "[DONE]":
            continue
        event = json.loads(text)
        if not isinstance(event, dict):
            raise TypeError("an event is no object")
        yield sort, event
