"""A spoken line as SSML: the voice, its style, its pace and pitch, and forced readings.

    <speak version="1.0" xmlns="…" xmlns:mstts="…" xml:lang="zh-CN"><voice name="…">
    <mstts:express-as style="sad"><prosody rate="+10%" pitch="+5%">
    他<phoneme alphabet="sapi" ph="zhang 3">长</phoneme>大了。</prosody>…

A voice without the style speaks plainly: the service leaves the element aside.

Source: learn.microsoft.com/azure/ai-services/speech-service/speech-synthesis-markup-voice and
…/speech-ssml-phonetic-sets, with the Mandarin phones "zang 4", "ai 4 ren 2" of SAPI 5.4;
read 2026-11-22.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from piying.model.people import Voice
from piying.takes.reading.marked import parse

LOCALES = {"zh": "zh-CN", "en": "en-US"}
STYLES = {
    "happy": "cheerful",
    "angry": "angry",
    "sad": "sad",
    "afraid": "fearful",
    "shocked": "excited",
    "smug": "disgruntled",
    "tender": "gentle",
    "whisper": "whispering",
}
"""A word of the manner of a line → the nearest style; a style of the service is itself."""
NATIVE = frozenset(
    {
        "affectionate", "angry", "calm", "chat", "cheerful", "depressed", "disgruntled",
        "embarrassed", "empathetic", "envious", "excited", "fearful", "friendly", "gentle",
        "hopeful", "lyrical", "narration-relaxed", "sad", "serious", "shouting", "terrified",
        "unfriendly", "whispering",
    }
)  # fmt: skip


def ssml(line: str, language: str, voice: Voice, manner: str) -> str:
    """The SSML of `line`, which may carry readings: 长[zhang3]."""
    said = f"<prosody{_prosody(voice)}>{_words(line, language)}</prosody>"
    if style := _style(manner):
        said = f"<mstts:express-as style={quoteattr(style)}>{said}</mstts:express-as>"
    locale = LOCALES[language]
    return (
        '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" '
        f'xmlns:mstts="https://www.w3.org/2001/mstts" xml:lang="{locale}">'
        f"<voice name={quoteattr(voice.timbre)}>{said}</voice></speak>"
    )


def _style(manner: str) -> str:
    for word in manner.lower().replace(",", " ").split():
        if word in NATIVE:
            return word
        if word in STYLES:
            return STYLES[word]
    return ""


def _prosody(voice: Voice) -> str:
    rate = _percent(voice.speed_permille)
    pitch = _percent(voice.f0_gain_permille)
    return f' rate="{rate}" pitch="{pitch}"'


def _percent(permille: int) -> str:
    """Thousandths of the plain value as a change: 1150 → "+15%"."""
    return f"{round((permille - 1000) / 10):+d}%"


def _words(line: str, language: str) -> str:
    marked = parse(line)
    if language != "zh":
        return escape(marked.text)
    parts = []
    for character, reading in zip(marked.text, marked.readings, strict=True):
        if not reading:
            parts.append(escape(character))
            continue
        phones = f"{reading[:-1].replace('ü', 'v')} {reading[-1]}"
        parts.append(f'<phoneme alphabet="sapi" ph="{phones}">{escape(character)}</phoneme>')
    return "".join(parts)
