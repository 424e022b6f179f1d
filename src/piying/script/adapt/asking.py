"""Asking: the brief for one portion of a chapter, and the shape of the answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from piying.model.adaptation import Passage, ProposedBeat
from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard
from piying.script.adapt.passages import ASKED_CHARACTERS

HOURS = ("day", "night", "dawn", "dusk")
ANSWER_TOKENS = 16_000
"""The longest answer that is asked for; a model may need a part of it to think."""
ANSWER_SHARE = {"zh": 3, "en": 1}
"""How many tokens a character of the source comes to in an answer, at most."""
KNOWN_CHARACTERS = 400
"""As much is said of who was met before: the first who were met are met most."""
FAULTS_TOLD_MAX = 20
ROOM_CHARACTERS = KNOWN_CHARACTERS + 100

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
_UNREADABLE = {
    "zh": "你上一次的回答不合格式，没法读：{why}。请重新回答，只给出合格式的 JSON。",
    "en": "Your last answer did not keep to the form and could not be read: {why}. Answer "
    "again, with nothing but JSON in that form.",
}
_UNTRACED = {
    "zh": "你上一次的回答里，下面这些在所注的段落中找不到原文。请重新给出完整的回答，"
    "改正它们的段号和 quote（逐字抄原文），或删去：",
    "en": "In your last answer the following do not stand in the passages that they name. "
    "Give the whole answer again, with their passages and quotes put right (letter for "
    "letter), or leave them out:",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a text model is asked."""

    brief: Brief
    part: int
    """Which portion of the chapter it is about, from 1."""
    repair: bool = False
    """It is asked once more, since its first answer does not hold."""


def brief_of(
    text: str,
    portion: Sequence[Passage],
    known: Sequence[str],
    language: str,
    most_tokens: int = 0,
) -> Brief:
    """What a text model is asked for one portion of `text`.

    Args:
        text: the whole source.
        portion: the passages asked about.
        known: the names of who was met before, so that nobody is met twice.
        language: "zh" or "en".
        most_tokens: the longest answer; 0 leaves it to the model's card.
    """
    lines = [_PASSAGE[language].format(number=one.number, text=text[one.start : one.end])
             for one in portion]  # fmt: skip
    names = "、".join(known)
    if len(names) > KNOWN_CHARACTERS:
        names = names[: KNOWN_CHARACTERS + 1].rpartition("、")[0]
    met = [_KNOWN[language] + names] if names else []
    return Brief(
        Medium.TEXT,
        "\n\n".join((*met, *lines)),
        system=_SYSTEM[language],
        language=language,
        answer_schema=SCHEMA,
        most_tokens=most_tokens,
    )


def portion_characters(card: ModelCard, language: str) -> int:
    """How much of a source the model of `card` is asked about at once, in characters."""
    most = ASKED_CHARACTERS
    if card.tokens_max:
        most = min(most, card.tokens_max // ANSWER_SHARE[language])
    if card.prompt_characters_max:
        most = min(most, card.prompt_characters_max - ROOM_CHARACTERS)
    return max(most, 1)


def answer_tokens(card: ModelCard) -> int:
    """The longest answer that the model of `card` is asked for."""
    return min(ANSWER_TOKENS, card.tokens_max or ANSWER_TOKENS)


def asked_again(brief: Brief, why: str, untraced: Sequence[ProposedBeat]) -> Brief:
    """`brief` with what was wrong with its answer: `why` it cannot be read, or its beats."""
    language = brief.language
    if why:
        told = [_UNREADABLE[language].format(why=why)]
    else:
        told = [_UNTRACED[language]]
        told += [
            f"- {_PASSAGE[language].format(number=one.passage, text=one.text)} ({one.quote})"
            for one in untraced[:FAULTS_TOLD_MAX]
        ]
    return replace(brief, prompt="\n\n".join((brief.prompt, "\n".join(told))))
