"""Asking: the brief for one portion of a chapter, and the shape of the answer."""

from __future__ import annotations

import json
from collections.abc import Sequence

from piying.model.adaptation import Passage
from piying.model.brief import Brief, Medium

HOURS = ("day", "night", "dawn", "dusk")

SCHEMA = json.dumps(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["characters", "events", "scenes"],
        "properties": {
            "characters": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name", "note", "passage"],
                    "properties": {
                        "name": {"type": "string"},
                        "note": {"type": "string"},
                        "passage": {"type": "integer"},
                    },
                },
            },
            "events": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["text", "first", "last"],
                    "properties": {
                        "text": {"type": "string"},
                        "first": {"type": "integer"},
                        "last": {"type": "integer"},
                    },
                },
            },
            "scenes": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["location", "inside", "hour", "beats"],
                    "properties": {
                        "location": {"type": "string"},
                        "inside": {"type": "boolean"},
                        "hour": {"type": "string", "enum": list(HOURS)},
                        "beats": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["kind", "who", "manner", "text", "passage",
                                             "quote"],
                                "properties": {
                                    "kind": {"type": "string",
                                             "enum": ["action", "line", "narration"]},
                                    "who": {"type": "string"},
                                    "manner": {"type": "string"},
                                    "text": {"type": "string"},
                                    "passage": {"type": "integer"},
                                    "quote": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
    sort_keys=True,
)  # fmt: skip
"""The JSON schema of an answer."""

_SYSTEM = {
    "zh": "你把小说改编成竖屏短剧的分场剧本。只用给出的段落，不编造情节。"
    "每个节拍写明出自哪一段（段号），并逐字抄出所依据的原文（quote）。"
    "台词尽量用原文的话；每句不超过三十字；动作写看得见的事。没有人说话而必须交代的用旁白。",
    "en": "You adapt prose into scenes of a vertical short drama. Use only the passages given "
    "and invent no plot. Every beat names the number of its passage and quotes, letter for "
    "letter, the words it is made from (quote). Keep spoken lines in the words of the source "
    "and short; actions say what can be seen; narration only where nothing else can tell it.",
}
_KNOWN = {
    "zh": "已经出场的人物（沿用这些名字）：",
    "en": "People met so far (keep their names): ",
}
_PASSAGE = {"zh": "【{number}】{text}", "en": "[{number}] {text}"}


def brief_of(
    text: str, portion: Sequence[Passage], known: Sequence[str], language: str
) -> Brief:
    """What a text model is asked for one portion of `text`.

    Args:
        text: the whole source.
        portion: the passages asked about.
        known: the names of who was met before, so that nobody is met twice.
        language: "zh" or "en".
    """
    lines = [_PASSAGE[language].format(number=one.number, text=text[one.start : one.end])
             for one in portion]  # fmt: skip
    met = [_KNOWN[language] + "、".join(known)] if known else []
    return Brief(
        Medium.TEXT,
        "\n\n".join((*met, *lines)),
        system=_SYSTEM[language],
        language=language,
        answer_schema=SCHEMA,
    )
