"""Who speaks: the parts of a cue, in Fountain and in Chinese scripts alike.

::

    cue       = name { bracket } [ "^" ]
    bracket   = "(" extension ")" | "（" extension "）"
    extension = delivery | "CONT'D" | words

The delivery is what the bracket says whole, or begins with and goes on behind a space or a
comma: `OS`, `O.S.`, `V.O. on phone`, `内心独白`, `画外音，哭腔`.
"""

from __future__ import annotations

import re

from piying.model.script import Cue, Delivery
from piying.script.inline import plain
from piying.script.lines import WHITE

extensions_max = 4
"""More brackets behind a name than this stay part of the name."""

_OFF_SCREEN = re.compile(
    r"(?:O\s?[./]?\s?[SC]|OFF[ -]?SCREEN|OFF[ -]?CAMERA)(?![A-Za-z0-9])\.?", re.IGNORECASE
)
_VOICE_OVER = re.compile(
    r"(?:V\s?[./]?\s?[O0]|VOICE[ -]?OVER)(?![A-Za-z0-9])\.?", re.IGNORECASE
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INNER = _words(
    "内心 内心OS 内OS 内心独白 独白 心声 心理 心理活动 内心戏 心里话 内心话 心里 内心旁白 "
    "心想 心里想 心中想 内心想 暗想 暗道 心道 心说 暗自想 心中暗想 心里暗想 心中默念 心里默念"
)
_OUTER = _words("画外音 画外 画外声 旁白 话外音 话外 画外旁白")
_NARRATORS = _words(
    "旁白 画外音 画外旁白 解说 解说词 画外 话外音 NARRATOR NARRATION VO V.O. V.O V0"
)
_UNSEEN = re.compile(
    r"系统(?:提示)?[音声]?|(?:机械|电子|提示|合成|语音|广播|录音|智能)(?:提示)?[音声]|广播|语音播报|"
    r"(?:电话|手机|对讲机)(?:那头|里的声音)|神秘(?:的)?声音|[男女童]声(?:录音)?|SYSTEM|RADIO|INTERCOM|"
    r"(?:RADIO|COMPUTER|AUTOMATED|RECORDED|PHONE) VOICE",
    re.IGNORECASE,
)
"""Names of voices without a body: they are heard and nobody is seen to speak."""
_CLOSING = {")": "(", "）": "（"}


def cue_of(text: str) -> Cue:
    """The cue that `text` writes, without a forcing `@`.

    A name that is only an inner voice (`OS：…`) is no name: it belongs to who spoke last.
    """
    written = plain(text).strip(WHITE) if _has_markup(text) else text.strip(WHITE)
    dual = written.endswith("^")
    if dual:
        written = written[:-1].rstrip(WHITE)
    written = written.removesuffix("：").rstrip(WHITE)
    name, extensions = _parted(written)
    extension = " ".join(extensions)
    if name.upper() in _NARRATORS:
        return Cue(name, Delivery.NARRATION, extension, dual)
    if not extensions and (name.upper() in _INNER or _OFF_SCREEN.fullmatch(name)):
        return Cue("", Delivery.OS, name, dual)
    deliveries = (_delivery_of(one) for one in extensions)
    plain_one = Delivery.VO if _UNSEEN.fullmatch(name) else Delivery.SPOKEN
    delivery = next((one for one in deliveries if one is not Delivery.SPOKEN), plain_one)
    return Cue(name, delivery, extension, dual)


def _has_markup(text: str) -> bool:
    return any(mark in text for mark in "*_\\[/")


def _parted(written: str) -> tuple[str, list[str]]:
    """The name and the extensions behind it, in order."""
    extensions: list[str] = []
    name = written
    while (opening := _CLOSING.get(name[-1:])) and len(extensions) < extensions_max:
        at = name.rfind(opening)
        before = name[:at].rstrip(WHITE) if at > 0 else ""
        if not before:
            break
        extensions.insert(0, name[at + 1 : -1].strip(WHITE))
        name = before
    return name, extensions


def _delivery_of(extension: str) -> Delivery:
    """The delivery that one bracket names; SPOKEN for any other words."""
    for part in re.split(r"[,，、;；/+]", extension):
        word = part.strip(WHITE)
        if word.upper() in _INNER or _OFF_SCREEN.match(word):
            return Delivery.OS
        if word in _OUTER or _VOICE_OVER.match(word):
            return Delivery.VO
    return Delivery.SPOKEN
