"""Casting: a look and a voice for everybody whom the cast file does not describe.

The choice is a function of the name and of what is already taken, so that it is the same
on every machine; words in the name say sex, age and rank as far as they can.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.model.people import Age, Build, Cast, Character, Look, Style, Voice
from piying.model.script import BeatKind, Delivery, EpisodeText
from piying.script import castwords as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNCAST = Voice(provider="", timbre="", prosody="")
"""The voice of somebody for whom the cast file names none."""

FEMALE, MALE = "female", "male"

HAIR_CHOICES = {
    (FEMALE, Age.YOUNG, False): ("long", "ponytail", "bob", "long_loose", "twin_tails"),
    (FEMALE, Age.YOUNG, True): ("bun_hairpin", "long_loose", "long"),
    (FEMALE, Age.CHILD, False): ("twin_tails", "bob", "ponytail"),
    (FEMALE, Age.CHILD, True): ("twin_tails", "bun_hairpin"),
    (FEMALE, Age.ELDER, False): ("elder_bun", "bob"),
    (FEMALE, Age.ELDER, True): ("elder_bun",),
    (MALE, Age.YOUNG, False): ("short", "parted", "crop"),
    (MALE, Age.YOUNG, True): ("topknot", "long_loose"),
    (MALE, Age.CHILD, False): ("short", "crop"),
    (MALE, Age.CHILD, True): ("topknot", "short"),
    (MALE, Age.ELDER, False): ("bald_elder", "crop"),
    (MALE, Age.ELDER, True): ("topknot", "bald_elder"),
}
OUTFIT_CHOICES = {
    (FEMALE, False): ("casual", "dress", "coat", "hoodie"),
    (MALE, False): ("casual", "suit", "hoodie", "coat"),
    (FEMALE, True): ("hanfu",),
    (MALE, True): ("hanfu",),
}
SOBER_OUTFITS = {(FEMALE, False): ("coat", "dress"), (MALE, False): ("suit", "coat")}
HAIR_COLOURS = ("#2b2140", "#3a2a22", "#1d2433", "#4a3028", "#23302e", "#52352f")
ELDER_HAIR_COLOURS = ("#b9b6c0", "#8f8c98", "#d6d3da")
EYE_COLOURS = ("#5b55c8", "#7a4a2e", "#2f6f8f", "#3f7a5a", "#6b3f5f", "#4a4f63")
OUTFIT_COLOURS = (
    "#3b5b8c", "#8c3b52", "#3f7d6a", "#6a4c93", "#b06a3a", "#2f3e55", "#a34d7a", "#5d7a3a",
    "#7a3f3a", "#3f6f8c", "#8a7440", "#4b4b57",
)  # fmt: skip
ACCENT_COLOURS = ("#c8405a", "#e0a840", "#5ab0c8", "#d87a9a", "#7ac08a", "#d8d0c0")
SKINS = ("#ffe4d2", "#f8d9c0", "#f2cdb0", "#ffe9dc")
ELDER_SKINS = ("#efcdb4", "#e8c4a6")
PITCHES = (1000, 930, 1070, 870, 1130, 960, 1040, 900, 1100, 840, 1160)
SPEEDS = (1000, 965, 1035)
"""Thousandths for the second, third … character on one preset, all pitches at each speed."""


@dataclass(frozen=True, slots=True)
class CastPreset:
    """A voice of the house, with whom it suits."""

    voice: Voice
    sex: str
    """"female" or "male"."""
    age: Age
    languages: tuple[str, ...]
    tags: tuple[str, ...] = ()
    """"narrator" marks a voice that is kept for the narrator while others are free."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a name says about a person."""

    sex: str
    """"female", "male", or empty where nothing says it."""
    age: Age
    outfit: str = ""
    sober: bool = False


def guess(name: str) -> Guess:
    """What the words of `name` say about the person."""
    plain = name
    for word in words.NOT_ELDER_WORDS:
        plain = plain.replace(word, "\u3000" * len(word))
    age = Age.YOUNG
    parent = len(name) > 1 and name.endswith(words.PARENT_ENDINGS)
    if _hit(words.ELDER_WORDS, plain) or plain.startswith("老") or parent:
        age = Age.ELDER
    elif _hit(words.CHILD_WORDS, name):
        age = Age.CHILD
    outfit = next((kind for kind, row in words.OUTFIT_WORDS if _hit(row.split(), name)), "")
    return Guess(_sex(name), age, outfit, bool(_hit(words.PARENT_WORDS, name)))


def auto_cast(
    episodes: Sequence[EpisodeText], given: Cast, presets: Mapping[str, CastPreset]
) -> Cast:
    """`given` with a look and a voice for everyone in `episodes` who lacks one.

    Whoever speaks is cast first, in order of appearance, then whoever is only seen. What
    the cast file says is kept; what it leaves open (see `castfile.parse_cast`) is filled.

    Raises:
        Invalid: there is no preset to choose from.
    """
    if not presets:
        raise Invalid("board.no_presets")
    if given == Cast(title=given.title) or not given.language:
        given = replace(given, language=language_of(episodes))
    period = is_period_script(episodes, given)
    told = given.narrator != UNCAST and (given.narrator != Voice() or bool(given.characters))
    done: list[Character] = []
    looks = [c.look for c in given.characters]
    voices = [c.voice for c in given.characters if c.voice != UNCAST]
    voices += [given.narrator] if told else []
    new = [Character(name, look=_bare(name, given.style, period=period), voice=UNCAST)
           for name in _uncast_names(episodes, given)]  # fmt: skip
    for character in (*given.characters, *new):
        look = _complete(character, looks, period=period)
        voice = character.voice
        if voice == UNCAST:
            voice = _voice(character.name, look, given.language, presets, voices)
            voices.append(voice)
        looks.append(look)
        done.append(replace(character, look=look, voice=voice))
    narrator = given.narrator if told else _narrator(given.language, presets, voices)
    return replace(given, characters=tuple(done), narrator=narrator)


def language_of(episodes: Sequence[EpisodeText]) -> str:
    """The language of the lines: "en" where Latin letters outnumber Chinese characters."""
    lines = "".join(
        beat.text
        for episode in episodes
        for scene in episode.scenes
        for beat in scene.beats
        if beat.kind is BeatKind.LINE
    )
    latin = len(re.findall(r"[A-Za-z]", lines))
    han = len(re.findall(r"[\u3400-\u9fff]", lines))
    # a Chinese character says as much as about three letters
    return "en" if latin > 3 * han else "zh"


def is_period_script(episodes: Sequence[EpisodeText], given: Cast) -> bool:
    """Whether the script is set in the past, by its words and the style."""
    past = now = 0
    for text in _texts(episodes):
        past += sum(word in text for word in words.PERIOD_WORDS)
        now += sum(word in text for word in words.MODERN_WORDS)
    return past > now or (given.style is Style.SHADOW and past == now)


def bare_look(name: str, style: Style, *, sex: str = "", age: Age | None = None) -> Look:
    """A look in which only sex and age are decided; empty fields are for `auto_cast`."""
    said = guess(name)
    sex = sex or said.sex or (MALE if _hash(name, "sex") % 2 else FEMALE)
    return Look(
        style=style, sex=sex, age=age or said.age, hair="", hair_colour="", eye_colour="",
        build=Build.BROAD if sex == MALE and _hash(name, "build") % 3 == 0 else Build.SLENDER,
        skin="", outfit="", outfit_colour="", accent_colour="",
    )  # fmt: skip


def _bare(name: str, style: Style, *, period: bool) -> Look:
    look = bare_look(name, style)
    said = guess(name)
    if said.age is Age.ELDER and look.sex == MALE and _hash(name, "beard") % 2:
        return replace(look, accessories=("beard",))
    if _hash(name, "extra") % 3 or said.age is not Age.YOUNG:
        return look
    options = ("earrings", "ribbon", "hairband") if look.sex == FEMALE else ("glasses", "scarf")
    if period:
        options = (
            ("earrings", "ribbon", "hairpin") if look.sex == FEMALE else ("hairpin", "scarf")
        )
    return replace(look, accessories=(options[_hash(name, "accessory") % len(options)],))


def _sex(name: str) -> str:
    if name.startswith("女") and not name.startswith("女婿"):
        return FEMALE
    if name.startswith("男"):
        return MALE
    return _titled_sex(name) or _given_name_sex(name)


def _titled_sex(name: str) -> str:
    # titles stand at the end of a Chinese name (太子妃), so the word that ends last decides
    woman = _hit(words.FEMALE_WORDS, name)
    man = _hit(words.MALE_WORDS, name)
    if not (woman or man):
        return ""
    return FEMALE if (woman or (0, 0)) >= (man or (0, 0)) else MALE


def _given_name_sex(name: str) -> str:
    first = re.findall(r"[a-z]+", name.casefold())
    if first:
        if first[0] in words.FEMALE_FIRST:
            return FEMALE
        if first[0] in words.MALE_FIRST:
            return MALE
        return FEMALE if first[0].endswith(words.FEMALE_ENDINGS) else ""
    for char in reversed(name[1:] or name):
        if char in words.FEMALE_GIVEN:
            return FEMALE
        if char in words.MALE_GIVEN:
            return MALE
    return ""


def _hit(vocabulary: Iterable[str], name: str) -> tuple[int, int] | None:
    """(end, length) of the word of `vocabulary` that ends last in `name`."""
    latin = name.casefold()
    best: tuple[int, int] | None = None
    for word in vocabulary:
        if word.isascii():
            match = re.search(rf"(?<![a-z]){word}(?![a-z])", latin)
            end = match.end() if match else 0
        else:
            at = name.rfind(word)
            end = at + len(word) if at >= 0 else 0
        if end and (best is None or (end, len(word)) > best):
            best = (end, len(word))
    return best


def _hash(name: str, salt: str) -> int:
    return int(digest_bytes(f"{salt}\0{name}".encode())[:8], 16)


def _texts(episodes: Sequence[EpisodeText]) -> Iterable[str]:
    for episode in episodes:
        for scene in episode.scenes:
            yield f"{scene.heading.location} {scene.heading.time} {' '.join(scene.cast)}"
            yield from (beat.text for beat in scene.beats)


def _uncast_names(episodes: Sequence[EpisodeText], given: Cast) -> list[str]:
    known = {n.casefold() for c in given.characters for n in (c.name, *c.aliases)}
    known |= {*words.NOBODY_WORDS, ""}
    spoken = [
        beat.speaker
        for episode in episodes for scene in episode.scenes for beat in scene.beats
        if beat.kind is BeatKind.LINE and beat.delivery is not Delivery.NARRATION
    ]  # fmt: skip
    seen = [n for episode in episodes for scene in episode.scenes for n in scene.cast]
    names: dict[str, str] = {}
    for name in (*spoken, *seen):
        if name.casefold() not in known:
            names.setdefault(name.casefold(), name)
    return list(names.values())


def _complete(character: Character, taken: Sequence[Look], *, period: bool) -> Look:
    """The look with its empty fields filled, as unlike the looks taken as can be."""
    look, name = character.look, character.name
    said = guess(name)
    others = [other for other in taken if other is not look]
    hair = HAIR_CHOICES[look.sex, look.age, period]
    outfits = _outfits(look, said, period=period)
    tones = ELDER_HAIR_COLOURS if look.age is Age.ELDER else HAIR_COLOURS
    near = [other for other in others if (other.sex, other.age) == (look.sex, look.age)]
    skins = ELDER_SKINS if look.age is Age.ELDER else SKINS

    def tone(options: Sequence[str], used: str, salt: str) -> str:
        return _rarest(options, (getattr(other, used) for other in near), name, salt)

    filled = replace(
        look,
        hair=look.hair or tone(hair, "hair", "hair"),
        hair_colour=look.hair_colour or tone(tones, "hair_colour", "tone"),
        outfit=look.outfit or tone(outfits, "outfit", "outfit"),
        outfit_colour=look.outfit_colour
        or _rarest(OUTFIT_COLOURS, (o.outfit_colour for o in others), name, "cloth"),
        eye_colour=look.eye_colour or tone(EYE_COLOURS, "eye_colour", "eye"),
        accent_colour=look.accent_colour or tone(ACCENT_COLOURS, "accent_colour", "accent"),
    )  # fmt: skip
    return replace(filled, skin=look.skin or skins[_hash(name, "skin") % len(skins)])


def _outfits(look: Look, said: Guess, *, period: bool) -> tuple[str, ...]:
    modern_only = said.outfit in ("suit", "coat", "uniform", "gown")
    if said.outfit and not (period and modern_only):
        return (said.outfit,)
    if not period and (said.sober or look.age is Age.ELDER):
        return SOBER_OUTFITS[look.sex, False]
    return OUTFIT_CHOICES[look.sex, period]


def _rarest(options: Sequence[str], used: Iterable[str], name: str, salt: str) -> str:
    """The option used least; among equals the one that the name's hash comes to first."""
    counts = Counter(used)
    turn = _hash(name, salt) % len(options)
    rotated = (*options[turn:], *options[:turn])
    return min(rotated, key=lambda option: counts[option])


def _narrator(
    language: str, presets: Mapping[str, CastPreset], taken: Sequence[Voice]
) -> Voice:
    """The voice kept for the narrator, else one that nobody speaks with."""
    bases = Counter(_base(voice) for voice in taken)

    def fitness(item: tuple[str, CastPreset]) -> tuple[bool, bool, int, bool, str]:
        key, preset = item
        return (
            language not in preset.languages,
            "narrator" not in preset.tags,
            bases[_base(preset.voice)],
            preset.age is Age.CHILD,
            key,
        )

    return min(presets.items(), key=fitness)[1].voice


def _voice(
    name: str,
    look: Look,
    language: str,
    presets: Mapping[str, CastPreset],
    taken: Sequence[Voice],
) -> Voice:
    """The free preset that suits best; when all are taken, one at another pitch and speed."""
    bases = Counter(_base(voice) for voice in taken)

    def fitness(item: tuple[str, CastPreset]) -> tuple[bool, bool, int, bool, bool, int]:
        key, preset = item
        return (
            language not in preset.languages,
            preset.sex != look.sex,
            # a child never speaks with an elder's voice while any nearer one exists
            abs(_YEARS[preset.age] - _YEARS[look.age]) if look.age is not Age.YOUNG
            else 2 * (preset.age is not Age.YOUNG),
            bases[_base(preset.voice)] > 0,
            "narrator" in preset.tags,
            (bases[_base(preset.voice)] << 32) + _hash(f"{name}\0{key}", "voice"),
        )  # fmt: skip

    base = min(presets.items(), key=fitness)[1].voice
    for speed, pitch in product(SPEEDS, PITCHES):
        voice = replace(
            base,
            f0_gain_permille=base.f0_gain_permille * pitch // 1000,
            speed_permille=base.speed_permille * speed // 1000,
        )
        if voice not in taken:
            return voice
    return base


_YEARS = {Age.CHILD: 0, Age.YOUNG: 1, Age.ELDER: 3}


def _base(voice: Voice) -> tuple[str, str, str, str, int]:
    return (
        voice.provider,
        voice.timbre,
        voice.prosody,
        voice.mix_with,
        voice.resample_permille,
    )
