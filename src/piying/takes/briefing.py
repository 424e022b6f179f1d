"""Briefing: what is asked of a model for one shot, one line, one cue or one sheet.

A prompt is put together from what the board decides, always in the same order and in the
language that the card follows best. Writing is kept out of pictures, since piying sets its own
over them, unless the caller wants words and the model can set them. Where a model takes only
short prompts, the least important sentences are left out, never half of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.card import ModelCard
from piying.model.looks import Lookbook, Page, View
from piying.model.messages.said import Said
from piying.model.people import Look
from piying.model.script import Delivery
from piying.model.shot import Emotion, Framing, ShotSpec, Speech, Subject
from piying.takes import briefwords as words
from piying.takes.briefwords import colour, word

LANGUAGES = ("zh", "en")
LOOKS_KEPT_MAX = 2048
"""Descriptions that are remembered: everybody of a series is described in every shot."""

AVOID = {
    "zh": "文字，字幕，水印，标志，签名，多余的手指，变形的脸",
    "en": "writing, subtitles, watermark, logo, signature, extra fingers, deformed faces",
}
AVOID_BESIDE_WORDS = {
    "zh": "字幕，水印，标志，签名，多余的手指，变形的脸",
    "en": "subtitles, watermark, logo, signature, extra fingers, deformed faces",
}
_BLANK = {
    "zh": "招牌、纸张和屏幕一律留白，画面里没有任何文字",
    "en": "Signs, papers and screens are blank; no writing anywhere in the picture",
}
_KEPT = {
    "zh": "画面里的文字与首帧完全相同，不变形，不增减",
    "en": "The writing stays exactly as in the first picture; nothing is added to it",
}
_STOP = {"zh": "。", "en": ". "}
_COMMA = {"zh": "，", "en": ", "}


@dataclass(frozen=True, slots=True)
class Telling:
    """What a brief needs to know besides the shot."""

    language: str = "zh"
    """Of the series; a card that says nothing of languages is asked in it."""
    book: Lookbook = field(default_factory=Lookbook)
    locations: Mapping[int, str] = field(default_factory=dict)
    """Where each scene of the episode plays, as the script writes it."""
    style: str = ""
    """The house style in a person's words; empty: that of the shot."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture that is asked for, in pixels."""

    width: int = 1080
    height: int = 1920


def prompt_language(card: ModelCard, language: str) -> str:
    """In which language a picture is asked for: the card's first, else the series'."""
    known = [each for each in card.languages if each in LANGUAGES]
    return known[0] if known else language if language in LANGUAGES else "en"


def image_brief(
    spec: ShotSpec,
    telling: Telling,
    card: ModelCard,
    frame: Frame,
    references: tuple[Reference, ...] = (),
    wanted: tuple[str, ...] = (),
) -> Brief:
    """What is asked for a still of the shot; `wanted` is writing that has to stand in it."""
    set_words = wanted if card.words else ()
    language = prompt_language(card, telling.language)
    return Brief(
        Medium.IMAGE,
        _prompt(_picture(spec, telling, language, set_words), card, language),
        avoid=(AVOID_BESIDE_WORDS if set_words else AVOID)[language],
        width=frame.width,
        height=frame.height,
        references=references,
        words=set_words,
    )


def video_briefs(  # noqa: PLR0913 - what a clip is asked by
    spec: ShotSpec,
    telling: Telling,
    card: ModelCard,
    frame: Frame,
    lengths_ms: Sequence[int],
    references: tuple[Reference, ...] = (),
    *,
    lettered: bool = False,
) -> tuple[Brief, ...]:
    """What is asked for the clips of the shot, one for each length, in order.

    A shot in several clips goes on from one to the next, and each says which it is. The sound
    is piying's own. `lettered`: writing stands in the picture that it begins with, and stays.
    """
    language = prompt_language(card, telling.language)
    sentences = _picture(spec, telling, language, ())
    if lettered:
        sentences[-1] = (0, _KEPT[language])
    sentences.insert(1, (1, word(words.MOVES, spec.move, language)))
    count = len(lengths_ms)
    briefs = []
    for number, length_ms in enumerate(lengths_ms, start=1):
        told = {
            "zh": f"这是同一镜头的第{number}段，共{count}段，动作前后相接",
            "en": f"Part {number} of {count} of one take, the movement goes on",
        }
        said = [*sentences, (0, told[language])] if count > 1 else sentences
        briefs.append(
            Brief(
                Medium.VIDEO,
                _prompt(said, card, language),
                avoid=(AVOID_BESIDE_WORDS if lettered else AVOID)[language],
                width=frame.width,
                height=frame.height,
                length_ms=length_ms,
                references=references,
            )
        )
    return tuple(briefs)


def speech_brief(speech: Speech) -> Brief:
    """What is asked for a spoken line: its words, its voice and how it is said."""
    language = speech.language if speech.language in LANGUAGES else "zh"
    manner = word(words.EMOTIONS, speech.emotion, language)
    return Brief(
        Medium.SPEECH,
        speech.aloud or speech.text,
        language=speech.language,
        voice=speech.voice,
        manner="" if speech.emotion is Emotion.NEUTRAL else manner,
    )


def music_brief(mood: str, length_ms: int, card: ModelCard, language: str) -> Brief:
    """What is asked for a cue of music without voices."""
    told = prompt_language(card, language)
    feeling = word(words.MOODS, mood, told)
    said = {
        "zh": f"短剧配乐，情绪：{feeling}。纯器乐，没有人声，首尾可循环。",
        "en": f"Score for a short drama, mood: {feeling}. Instrumental, no voices, loops well.",
    }
    return Brief(Medium.MUSIC, said[told], length_ms=length_ms)


def sheet_brief(name: str, look: Look, page: Page, telling: Telling, card: ModelCard) -> Brief:
    """What is asked for one page of a person's sheet; `page` says which, and its size."""
    language = prompt_language(card, telling.language)
    views = {
        View.FRONT: {"zh": "全身正面站姿", "en": "full figure, front view"},
        View.SIDE: {"zh": "全身侧面站姿", "en": "full figure, side view"},
        View.BACK: {"zh": "全身背面站姿", "en": "full figure, back view"},
        View.FACE: {"zh": "面部特写", "en": "close-up of the face"},
        View.PLATE: {"zh": "全身", "en": "full figure"},
    }
    feeling = page.emotion or Emotion.NEUTRAL
    sheet = telling.book.find(Role.CHARACTER, name)
    described = sheet.words if sheet and sheet.words else look_words(look, language)
    plain = {
        "zh": "纯白背景，平光，没有道具",
        "en": "plain white background, even light, no props",
    }
    sentences = [
        (0, telling.style or word(words.STYLES, look.style, language)),
        (0, f"{views[page.view][language]}{_COMMA[language]}{name}"),
        (0, described),
        (1, word(words.EMOTIONS, feeling, language)),
        (1, plain[language]),
        (0, _BLANK[language]),
    ]
    return Brief(
        Medium.IMAGE,
        _prompt(sentences, card, language),
        avoid=AVOID[language],
        width=page.width,
        height=page.height,
    )


@lru_cache(maxsize=LOOKS_KEPT_MAX)
def look_words(look: Look, language: str) -> str:
    """How a person of the cast looks, in "zh" or "en"."""
    zh = language == "zh"

    def dyed(code: str, table: Mapping[str, Said], key: str) -> str:
        return f"{colour(code, language)}{'' if zh else ' '}{word(table, key, language)}"

    parts = [
        word(words.AGES, look.age, language)
        + ("" if zh else " ")
        + word(words.SEXES, look.sex, language),
        word(words.BUILDS, look.build, language),
        dyed(look.hair_colour, words.HAIR, look.hair),
        dyed(look.outfit_colour, words.OUTFITS, look.outfit),
        *(word(words.ACCESSORIES, each, language) for each in look.accessories),
    ]
    return _COMMA[language].join(parts)


Sentence = tuple[int, str]
"""How soon it may be left out (0: never), and what it says."""


def _picture(
    spec: ShotSpec, telling: Telling, language: str, wanted: Sequence[str]
) -> list[Sentence]:
    """What is seen, sentence by sentence, in the order that models read best."""
    comma = _COMMA[language]
    style = telling.style or word(words.STYLES, spec.style, language)
    framing = [
        word(words.SIZES, spec.size, language),
        word(words.FRAMINGS, spec.framing, language),
        word(words.ANGLES, spec.angle, language),
    ]
    mood = word(words.MOODS, spec.mood, language)
    moods = {"zh": f"气氛{mood}", "en": f"The mood is {mood}"}
    sentences = [(0, style), (0, comma.join(framing)), *_seen(spec, telling, language)]
    if spec.action:
        sentences.append((0, {"zh": "动作：", "en": "Action: "}[language] + spec.action))
    sentences += [(1, _where(spec, telling, language)), (3, moods[language])]
    if spec.flashback:
        past = {"zh": "回忆画面，色调柔和", "en": "a memory, soft colours"}
        sentences.append((2, past[language]))
    if wanted:
        shown = "」「".join(wanted) if language == "zh" else '", "'.join(wanted)
        told = {
            "zh": f"画面里的文字逐字为：「{shown}」",
            "en": f'Writing, letter for letter: "{shown}"',
        }
        sentences.append((0, told[language]))
    else:
        sentences.append((0, _BLANK[language]))
    return sentences


def _seen(spec: ShotSpec, telling: Telling, language: str) -> list[Sentence]:
    """The people, or the thing of an insert."""
    found: list[Sentence] = []
    if spec.insert:
        thing = word(words.THINGS, spec.insert, language)
        found.append((0, {"zh": f"画面主体：{thing}", "en": f"Subject: {thing}"}[language]))
    if spec.framing is not Framing.EMPTY:
        found += [(0, _person(each, spec, telling, language)) for each in spec.subjects]
    return found


def _person(subject: Subject, spec: ShotSpec, telling: Telling, language: str) -> str:
    sheet = telling.book.find(Role.CHARACTER, subject.character)
    described = sheet.words if sheet and sheet.words else look_words(subject.look, language)
    zh = language == "zh"
    parts = [described, *_posture(subject, language)]
    parts.append(word(words.EMOTIONS, subject.emotion, language))
    if subject.gesture:
        parts.append(word(words.GESTURES, subject.gesture, language))
    speech = spec.speech
    if speech and speech.character == subject.character:
        parts.append(word(words.SAID_HOW, speech.delivery, language))
    elif speech and speech.delivery is Delivery.SPOKEN:
        parts.append("听着，没有说话" if zh else "listening, lips closed")
    name = f"{subject.character}：" if zh else f"{subject.character}: "
    return name + _COMMA[language].join(parts)


def _posture(subject: Subject, language: str) -> list[str]:
    """Where somebody stands and faces, as the audience sees it."""
    zh = language == "zh"
    sides = {-1: ("在画面左侧", "on the left"), 1: ("在画面右侧", "on the right")}
    parts = []
    if subject.side in sides:
        parts.append(sides[subject.side][0 if zh else 1])
    if subject.depth:
        parts.append("在前景" if zh else "in the foreground")
    turned = subject.yaw_degrees
    if abs(turned) >= 135:
        parts.append("背对镜头" if zh else "back to the camera")
    elif abs(turned) >= 30:
        right = turned > 0
        parts.append(
            ("面朝画面右方" if right else "面朝画面左方")
            if zh
            else ("facing screen right" if right else "facing screen left")
        )
    return parts


def _where(spec: ShotSpec, telling: Telling, language: str) -> str:
    location = telling.locations.get(spec.scene, "")
    kit = word(words.SETS, spec.set_name, language)
    place = telling.book.find(Role.LOCATION, location or spec.set_name)
    if place and place.words:
        named = place.words
    else:
        named = f"{location}（{kit}）" if location and language == "zh" else kit
        if location and language == "en":
            named = f"{kit} ({location})"
    parts = [
        named,
        word(words.PLACES, spec.place, language),
        word(words.LIGHTS, spec.day_time, language),
        word(words.WEATHERS, spec.weather, language),
    ]
    label = {"zh": "地点：", "en": "Place: "}[language]
    return label + _COMMA[language].join(part for part in parts if part)


def _prompt(sentences: Sequence[Sentence], card: ModelCard, language: str) -> str:
    """The sentences as one text that the card takes; what may be left out goes first."""
    most = card.prompt_characters_max
    kept = [sentence for sentence in sentences if sentence[1]]
    while most and len(_joined(kept, language)) > most:
        last = max(level for level, _ in kept)
        if last == 0:
            break
        at = max(place for place, (level, _) in enumerate(kept) if level == last)
        del kept[at]
    return _joined(kept, language)


def _joined(sentences: Sequence[Sentence], language: str) -> str:
    stop = _STOP[language]
    return "".join(
        f"{text[0].upper()}{text[1:].rstrip('。. ')}{stop}" for _, text in sentences
    ).rstrip()
