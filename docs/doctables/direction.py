"""Tables of the director, of sound and of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from doctables import readings
from doctables.markdown import code, codes, field_docs, table
from piying.cut import mix, rolls, spaces
from piying.model.shot import Framing, Move, Size, Transition
from piying.render.sound.spaces import ACOUSTICS
from piying.script.breakdown import grammar, noteswords, speech
from piying.script.breakdown.moods import FEELING_MOODS
from piying.script.breakdown.notes import LENGTH_MS_MAX, LENGTH_MS_MIN
from piying.takes.reading.numerals_en import english_numerals
from piying.takes.reading.numerals_zh import numerals


def note_words_table(part: str) -> str:
    """The words of one part of a wish, and what each value is."""
    said: Mapping[str, str] = {}
    kinds = {"size": Size, "framing": Framing, "move": Move, "transition": Transition}
    if part in kinds:
        kind = kinds[part]
        docs = field_docs(kind)
        said = {member.value: docs.get(member.name, "") for member in kind}
    rows: dict[str, list[str]] = defaultdict(list)
    for (what, value), words in noteswords.WISHES:
        if what == part:
            rows[str(value)] += [word.replace("_", " ") for word in words.split()]
    return table(
        f"{part} | words | meaning",
        ((code(value), codes(words), said.get(value, "")) for value, words in rows.items()),
    )


def row_table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    """Rows of (value, words) as a table with a row for each value."""
    words: dict[str, list[str]] = defaultdict(list)
    for value, row in rows:
        words[value] += [word.replace("_", " ") for word in row.split()]
    return table(head, ((code(value), codes(said)) for value, said in words.items()))


def keys_table() -> str:
    """What stands before the colon of a note."""
    means = {
        "shot": "a shot",
        "mood": "the music from here on",
        "effects": "effects of the picture",
        "sounds": "effects of sound",
        "captions": "how the words are shown",
    }
    return table(
        "key before the colon | what the note is about",
        ((codes(words.split()), means[key]) for key, words in noteswords.KEYS.items()),
    )


def grammar_table() -> str:
    """The numbers of the grammar of cutting."""
    return table(
        "rule | value",
        (
            ("sizes between two shots of one subject, at least", grammar.SIZE_STEPS_MIN),
            ("or degrees by which the subject is turned", grammar.TURN_DEGREES_MIN),
            ("shots of one size in a row, at most", grammar.SAME_SIZE_MAX),
            ("a shot lasts at least", f"{grammar.SHOT_MS_MIN} ms"),
            ("a shot without speech lasts at most", f"{grammar.SHOT_MS_MAX} ms"),
            ("a face, a thing or a word is seen or heard within", f"{grammar.HOOK_MS_MAX} ms"),
            ("a spoken line is cut into several shots above", f"{speech.LINE_MS_MAX} ms"),
            ("a length in a note is held to", f"{LENGTH_MS_MIN} … {LENGTH_MS_MAX} ms"),
            ("Chinese is planned at", f"{speech.SYLLABLE_MS} ms a syllable"),
            ("English is planned at", f"{speech.WORD_MS} ms a word"),
        ),
    )


def feelings_table() -> str:
    """What each feeling asks of the camera and of the music."""
    return table(
        "feeling | sizes for strength 1, 2, 3 | angle when strong | music",
        (
            (
                code(emotion),
                codes(sizes),
                code(grammar.FEELING_ANGLES.get(emotion, "eye")),
                code(FEELING_MOODS.get(emotion, "")),
            )
            for emotion, sizes in grammar.FEELING_SIZES.items()
        ),
    )


def sounds_table() -> str:
    """How each effect of sound is used."""
    return table(
        "effect | dB | as | from the start of the shot",
        (
            (
                code(name),
                f"{one.gain_mb / 100:g}",
                "a bed through all its shots" if one.bed else f"a hit of {one.length_ms} ms",
                "" if one.bed else f"{one.at_ms} ms",
            )
            for name, one in mix.MANNERS.items()
        ),
    )


def music_table() -> str:
    """How loud each mood is."""
    rows = [(code(name), f"{gain / 100:g}") for name, gain in mix.MUSIC_GAIN_MB.items()]
    return table("mood | dB", [*rows, (code(mix.SILENCE), "no music")])


def spaces_table() -> str:
    """How every kind of place sounds."""
    rows = []
    for space, tone in spaces.TONE_MB.items():
        sets = [code(name) for name, heard in spaces.SPACES.items() if heard is space]
        low, middle, high = ACOUSTICS[space].decay_s
        echo = f"{spaces.ECHO_MB[space] / 100:g}"
        decays = f"{low:g}, {middle:g}, {high:g}"
        rows.append((code(space.value), " ".join(sets), f"{tone / 100:g}", echo, decays))
    return table("space | sets | tone, LUFS | echo, dB | lows, middle, highs ring for, s", rows)


def tails_table() -> str:
    """How long a shot stays behind each kind of line."""
    rows = [(code(end), f"{ms} ms") for end, ms in rolls.TAIL_MS]
    return table(
        "a line that ends with | stays for",
        [*rows, ("anything else", f"{rolls.TAIL_OTHER_MS} ms")],
    )


def numerals_table() -> str:
    """Samples of numbers and how they are said."""
    rows = [("zh", *pair) for pair in readings.numbers(readings.NUMBERS_ZH, numerals)]
    rows += [("en", *pair) for pair in readings.numbers(readings.NUMBERS_EN, english_numerals)]
    return table("language | written | said", rows)
