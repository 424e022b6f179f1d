"""The implicit label of a film made by AI: the metadata key AIGC in the file itself.

人工智能生成合成内容标识办法 and GB 45438-2025, both in force since 2025-09-01: the value is a
JSON object of seven strings, and in an MP4 it stands in moov/udta/meta, in the lists `keys`
and `ilst` of the handler `mdta`. Common players show a freeform atom of the same name as the
same tag although a platform does not read it, so the boxes themselves are read here, and
everything that is not exactly right is refused. The label is read again after every step
that writes the file, for one plain copy by a common tool takes it away.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from piying.model.errors import Invalid
from piying.render.boxes import Box, inner_boxes, movie

if TYPE_CHECKING:
    from pathlib import Path

KEY = "AIGC"
"""The name of the metadata key."""

VALUE_LENGTH_MAX = 4_096
"""Characters of one field; a signature needs some hundred."""

_ALLOWED = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]*")
_WRAPPED = re.compile(r'\s*\{\s*"AIGC"\s*:\s*(\{.*\})\s*\}\s*', re.DOTALL)
_UTF8 = 1
"""The type of a `data` box that holds text."""

_NAMES = {
    "label": "Label",
    "content_producer": "ContentProducer",
    "produce_id": "ProduceID",
    "reserved_code1": "ReservedCode1",
    "content_propagator": "ContentPropagator",
    "propagate_id": "PropagateID",
    "reserved_code2": "ReservedCode2",
}


@dataclass(frozen=True, slots=True)
class AigcLabel:
    """What the implicit label says; all visible ASCII, no quotation mark, no backslash."""

    label: str
    """"1" is made by AI, "2" may be, "3" is suspected to be."""
    content_producer: str
    """The producer's code; a name in Chinese is not allowed."""
    produce_id: str
    """Unique for each content."""
    reserved_code1: str = ""
    """A hash or signature of our own."""
    content_propagator: str = ""
    propagate_id: str = ""
    reserved_code2: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not (
                isinstance(value, str)
                and len(value) <= VALUE_LENGTH_MAX
                and _ALLOWED.fullmatch(value)
            ):
                shown = ascii(value)[:80]
                raise Invalid("render.label_value", field=_NAMES[field.name], value=shown)
        if self.label not in {"1", "2", "3"}:
            raise Invalid("render.label_value", field="Label", value=ascii(self.label)[:80])
        for name in ("content_producer", "produce_id"):
            if not getattr(self, name):
                raise Invalid("render.label_value", field=_NAMES[name], value="''")

    @property
    def written(self) -> dict[str, str]:
        """Its values by the names that stand in the file."""
        return {written: getattr(self, name) for name, written in _NAMES.items()}

    @property
    def text(self) -> str:
        """The JSON object that stands under the key."""
        return json.dumps(self.written, separators=(",", ":"))


def first_label(producer: str, produce_id: str, reserved: str = "") -> AigcLabel:
    """The label of a film that leaves its producer: made by AI, and spread by its producer.

    At the first generation the propagator's fields equal the producer's.
    """
    return AigcLabel(
        label="1",
        content_producer=producer,
        produce_id=produce_id,
        reserved_code1=reserved,
        content_propagator=producer,
        propagate_id=produce_id,
    )


def label_of(text: str, path: Path) -> AigcLabel:
    """The label whose JSON is `text`: the seven fields, each once, and nothing else."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if sorted(name for name, _ in pairs) != sorted(_NAMES.values()):
            listed = ", ".join(name for name, _ in pairs)[:200]
            raise Invalid("render.label_fields", path=path, fields=ascii(listed))
        return dict(pairs)

    try:
        values = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Invalid("render.label_not_json", path=path) from error
    if not isinstance(values, dict):
        raise Invalid("render.label_not_json", path=path)
    return AigcLabel(**{name: values[written] for name, written in _NAMES.items()})


def read_label(path: Path, *, wrapped: bool = False) -> AigcLabel:
    """The label of the file `path`, read from its boxes.

    With `wrapped` it is also read as annex B of the guide for pictures shows it,
    `{"AIGC": {…}}`: others write that, piying never does.

    Raises:
        Invalid: there is no label, more than one, one in the wrong place, or a broken one.
        Missing: there is no such file.
    """
    data = movie(path)
    texts: list[str] = []
    for udta in _all(inner_boxes(data, 0, len(data), path), b"udta"):
        inside = inner_boxes(data, udta.start, udta.end, path)
        for meta in _all(inside, b"meta"):
            texts += _values(data, meta, path)
    if not texts:
        raise Invalid("render.label_absent", path=path)
    if len(texts) > 1:
        raise Invalid("render.label_twice", path=path, count=len(texts))
    around = _WRAPPED.fullmatch(texts[0]) if wrapped else None
    return label_of(around[1] if around else texts[0], path)


def _all(boxes: tuple[Box, ...], kind: bytes) -> list[Box]:
    """The boxes of one kind."""
    return [box for box in boxes if box.kind == kind]


def _values(data: bytes, meta: Box, path: Path) -> list[str]:
    """Every value of the key in one `meta` box whose handler is `mdta`."""
    boxes = inner_boxes(data, meta.start + 4, meta.end, path)
    found = {kind: _all(boxes, kind) for kind in (b"hdlr", b"keys", b"ilst")}
    handlers = {data[box.start + 8 : box.start + 12] for box in found[b"hdlr"]}
    if handlers != {b"mdta"}:
        return []
    if any(len(found[kind]) != 1 for kind in found):
        raise Invalid("render.label_lists", path=path)
    keys = _keys(data, found[b"keys"][0], path)
    if keys.count(KEY.encode()) > 1:
        raise Invalid("render.label_twice", path=path, count=keys.count(KEY.encode()))
    values: list[str] = []
    for item in inner_boxes(data, found[b"ilst"][0].start, found[b"ilst"][0].end, path):
        index = int.from_bytes(item.kind)
        if not 1 <= index <= len(keys):
            raise Invalid("render.label_foreign", path=path, atom=ascii(item.kind))
        if keys[index - 1] == KEY.encode():
            values.append(_text(data, item, path))
    return values


def _keys(data: bytes, box: Box, path: Path) -> list[bytes]:
    """The names in a `keys` box: a count, then a size, a namespace and a name for each."""
    count = int.from_bytes(data[box.start + 4 : box.start + 8])
    entries = inner_boxes(data, box.start + 8, box.end, path)
    if count != len(entries) or any(entry.kind != b"mdta" for entry in entries):
        raise Invalid("render.label_lists", path=path)
    return [data[entry.start : entry.end] for entry in entries]


def _text(data: bytes, item: Box, path: Path) -> str:
    """The text of an item: one `data` box of type UTF-8."""
    inside = inner_boxes(data, item.start, item.end, path)
    if len(inside) != 1 or inside[0].kind != b"data":
        raise Invalid("render.label_not_json", path=path)
    start = inside[0].start
    if int.from_bytes(data[start : start + 4]) != _UTF8:
        raise Invalid("render.label_not_json", path=path)
    try:
        return data[start + 8 : inside[0].end].decode("ascii")
    except UnicodeDecodeError as error:
        raise Invalid("render.label_not_json", path=path) from error
