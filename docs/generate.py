# ruff: noqa: INP001 - a script beside the pages, not a package
"""Writes the tables of the pages that mirror the code, each between its two markers.

    .venv/bin/python docs/generate.py           write what has changed
    .venv/bin/python docs/generate.py --check   say what is out of date, and fail

A table stands between `<!-- table: NAME -->` and `<!-- end -->`; NAME is a key of `TABLES`.
`tests/test_docs.py` holds every page to what this writes.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
SRC = ROOT / "src" / "piying"
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(DOCS))

import readings  # noqa: E402 - the folder of this script comes first

from piying.cli.parser import VERBS, parser  # noqa: E402
from piying.cut import mix, rolls  # noqa: E402
from piying.model.messages import CATALOGUE, say  # noqa: E402
from piying.model.people import Look, Style, Voice  # noqa: E402
from piying.model.shot import Framing, Move, Size, Transition, Weather  # noqa: E402
from piying.model.stage import Channel  # noqa: E402
from piying.partners.registry import voice_presets  # noqa: E402
from piying.render.effects import EFFECTS  # noqa: E402
from piying.render.passages import PASSAGES  # noqa: E402
from piying.render.profiles import profiles  # noqa: E402
from piying.render.puppet.art import GESTURES, VISEMES  # noqa: E402
from piying.render.puppet.sets.props import PROPS  # noqa: E402
from piying.script import kit  # noqa: E402
from piying.script.breakdown import grammar, noteswords, speech  # noqa: E402
from piying.script.breakdown.moods import FEELING_MOODS  # noqa: E402
from piying.script.breakdown.notes import LENGTH_MS_MAX, LENGTH_MS_MIN  # noqa: E402
from piying.script.places import PLACES  # noqa: E402
from piying.studio.config import SETTINGS, all_providers  # noqa: E402
from piying.takes.reading.numerals_en import english_numerals  # noqa: E402
from piying.takes.reading.numerals_zh import numerals  # noqa: E402

MARK = re.compile(r"(<!-- table: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
RAISED = {"Invalid": "2", "Conflict": "2", "Missing": "3", "Outside": "4"}
FLOORS = ("model", "script", "takes", "cut", "render", "partners", "store", "studio", "cli")

Rows = Iterable[Sequence[object]]


def table(head: str, rows: Rows) -> str:
    """A Markdown table; `head` names its columns apart by |."""
    columns = [column.strip() for column in head.split("|")]
    lines = [columns, ["---"] * len(columns), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(value: object) -> str:
    """`value` on one line, with nothing that would end the cell."""
    return str(value).replace("|", "\\|").replace("\n", "<br>")


def code(value: object) -> str:
    """`value` as code."""
    return f"`{value}`" if str(value) else ""


def codes(values: Iterable[object]) -> str:
    """Each of `values` as code."""
    return " ".join(code(value) for value in values)


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0].rstrip(".")


def _docstring(path: Path) -> str:
    return _first_line(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))


def _fields(kind: type) -> Mapping[str, str]:
    """The docstrings that stand under the fields of a class of the model."""
    module = SRC.parent.joinpath(*kind.__module__.split(".")).with_suffix(".py")
    tree = ast.parse(module.read_text(encoding="utf-8"))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    said: dict[str, str] = {}
    name = ""
    for node in body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said[name], name = _first_line(" ".join(str(node.value.value).split())), ""
    return said


# --- the command line -------------------------------------------------------------------


def _verbs_table() -> str:
    return table(
        "verb | what it does | 作用",
        (
            (code(verb), say(f"cli.help_{verb}", "en"), say(f"cli.help_{verb}", "zh"))
            for verb in VERBS
        ),
    )


def _options_table() -> str:
    verbs_of: dict[str, list[str]] = defaultdict(list)
    facts: dict[str, tuple[str, str]] = {}
    subparsers = parser("en")._subparsers  # noqa: SLF001 - argparse shows it nowhere else
    if subparsers is None:
        return ""
    for verb, made in subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]  # noqa: SLF001
        for action in made._actions:  # noqa: SLF001
            name = ", ".join(action.option_strings) or action.dest.upper()
            if name == "-h, --help":
                continue
            verbs_of[name].append(verb)
            values = codes(action.choices or ())
            facts[name] = (values, str(action.help).replace("%%", "%"))
    rows = []
    for name, verbs in verbs_of.items():
        where = "every verb" if len(verbs) == len(VERBS) else codes(verbs)
        rows.append((code(name), where, *facts[name]))
    return table("option | verbs | values | meaning", rows)


def _settings_table() -> str:
    return table("setting | meaning", ((code(key), text) for key, text in SETTINGS.items()))


def _exits() -> dict[str, str]:
    """The exit code of every message that is raised as an error."""
    found: dict[str, str] = {}
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", "")
            first = node.args[0]
            if name in RAISED and isinstance(first, ast.Constant):
                found[str(first.value)] = RAISED[name]
    return found


def _messages_table(room: str) -> str:
    exits = _exits()
    return table(
        "code | exit | English | 中文",
        (
            (code(name), exits.get(name, ""), said.en, said.zh)
            for name, said in CATALOGUE.items()
            if name.startswith(f"{room}.")
        ),
    )


# --- what can be asked for --------------------------------------------------------------


def _effects_table() -> str:
    return table(
        "effect | what it draws",
        ((code(item.name), _first_line(type(item).__doc__)) for item in EFFECTS),
    )


def _passages_table() -> str:
    length = {transition.value: ms for transition, ms in rolls.TRANSITION_MS.items()}
    said = _fields(Transition)
    rows: list[tuple[object, ...]] = [
        (
            code(item.name),
            length[item.name],
            _first_line(type(item).__doc__),
            said.get(item.name.upper(), ""),
        )
        for item in PASSAGES
    ]
    cut = (code("cut"), 0, "The next picture is there at once", "")
    return table("passage | ms | what it does | means", [cut, *rows])


def _profiles_table() -> str:
    return table(
        "profile | pixels | x264 preset | crf | AAC bit/s | LUFS | ± | dBTP at most",
        (
            (
                code(one.name),
                f"{one.width}×{one.height}",
                one.preset,
                one.crf,
                f"{one.audio_bit_rate:,}",
                f"{one.loudness_lufs_milli / 1000:g}",
                f"{one.loudness_tolerance_milli / 1000:g}",
                f"{one.true_peak_dbtp_milli / 1000:g}",
            )
            for one in profiles().values()
        ),
    )


def _providers_table() -> str:
    return table(
        "provider | makes | models (first: default) | languages | offline",
        (
            (
                code(one.name),
                ability.makes.value,
                codes(ability.models),
                " ".join(ability.languages) or "–",
                "yes" if ability.offline else "no",
            )
            for one in all_providers(Path())
            for ability in one.abilities
        ),
    )


def _sets_table() -> str:
    rows = []
    for name in kit.SETS:
        words = [word for word, found in PLACES.words.items() if found == name]
        rows.append(
            (
                code(name),
                "outside" if name in kit.OUTDOOR_SETS else "inside",
                "past" if name in kit.PERIOD_SETS else "today",
                " ".join(words),
            )
        )
    return table("set | where | when | words of a location that choose it", rows)


def _things_table() -> str:
    words: dict[str, list[str]] = defaultdict(list)
    for word, thing in readings.things():
        words[thing].append(word)
    return table(
        "thing | words of an action that mean it",
        ((code(thing), " ".join(words[thing])) for thing in kit.THINGS),
    )


def _wardrobe_table() -> str:
    return table(
        "key | values",
        (
            ("`hair`", codes(kit.HAIR)),
            ("`outfit`", codes(kit.OUTFITS)),
            ("`accessories`", codes(kit.ACCESSORIES)),
            ("`style`", codes(Style)),
        ),
    )


def _look_table() -> str:
    said = _fields(Look)
    default = Look()
    return table(
        "field | default | meaning",
        (
            (code(name), code(getattr(default, name) or "–"), said.get(name, ""))
            for name in Look.__dataclass_fields__
        ),
    )


def _voice_fields_table() -> str:
    said = _fields(Voice)
    default = Voice()
    return table(
        "field | default | meaning",
        (
            (code(name), code(getattr(default, name)) or "–", said.get(name, ""))
            for name in Voice.__dataclass_fields__
        ),
    )


def _presets_table() -> str:
    return table(
        "preset | sex | age | language | character",
        (
            (code(name), one.sex, one.age.value, " ".join(one.languages), ", ".join(one.tags))
            for name, one in voice_presets().items()
        ),
    )


def _gestures_table() -> str:
    words: dict[str, list[str]] = defaultdict(list)
    for word, gesture in readings.gestures():
        words[gesture].append(word)
    return table(
        "gesture | words of an action that ask for it",
        ((code(name), " ".join(words[name])) for name in GESTURES if name),
    )


def _stage_table() -> str:
    return table(
        "what | words",
        (
            ("mouths (visemes)", codes(VISEMES)),
            ("weather", codes(Weather)),
            ("channels", _first_line(" ".join((Channel.__doc__ or "").split()[7:]))),
        ),
    )


def _props_table() -> str:
    return table("prop | shown by an insert", (
        (code(name), "yes" if name in kit.THINGS else "no") for name in PROPS
    ))  # fmt: skip


# --- direction --------------------------------------------------------------------------


def _note_words_table(part: str) -> str:
    said: Mapping[str, str] = {}
    kinds = {"size": Size, "framing": Framing, "move": Move, "transition": Transition}
    if part in kinds:
        kind = kinds[part]
        docs = _fields(kind)
        said = {member.value: docs.get(member.name, "") for member in kind}
    rows: dict[str, list[str]] = defaultdict(list)
    for (what, value), words in noteswords.WISHES:
        if what == part:
            rows[str(value)] += [word.replace("_", " ") for word in words.split()]
    return table(
        f"{part} | words | meaning",
        ((code(value), codes(words), said.get(value, "")) for value, words in rows.items()),
    )


def _row_table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    words: dict[str, list[str]] = defaultdict(list)
    for value, row in rows:
        words[value] += [word.replace("_", " ") for word in row.split()]
    return table(head, ((code(value), codes(said)) for value, said in words.items()))


def _keys_table() -> str:
    means = {"shot": "a shot", "mood": "the music from here on", "sounds": "effects of sound"}
    return table(
        "key before the colon | what the note is about",
        ((codes(words.split()), means[key]) for key, words in noteswords.KEYS.items()),
    )


def _grammar_table() -> str:
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


def _feelings_table() -> str:
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


# --- sound and time ---------------------------------------------------------------------


def _sounds_table() -> str:
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


def _music_table() -> str:
    rows = [(code(name), f"{gain / 100:g}") for name, gain in mix.MUSIC_GAIN_MB.items()]
    return table("mood | dB", [*rows, (code(mix.SILENCE), "no music")])


def _tails_table() -> str:
    rows = [(code(end), f"{ms} ms") for end, ms in rolls.TAIL_MS]
    return table(
        "a line that ends with | stays for",
        [*rows, ("anything else", f"{rolls.TAIL_OTHER_MS} ms")],
    )


def _numerals_table() -> str:
    rows = [("zh", *pair) for pair in readings.numbers(readings.NUMBERS_ZH, numerals)]
    rows += [("en", *pair) for pair in readings.numbers(readings.NUMBERS_EN, english_numerals)]
    return table("language | written | said", rows)


# --- the house --------------------------------------------------------------------------


def _room_table(room: str) -> str:
    rows: list[tuple[str, str]] = []
    for path in sorted((SRC / room).rglob("*.py")):
        inner = path.relative_to(SRC / room)
        if path.name == "__init__.py" or inner.parts[0] == "messages":
            continue
        rows.append((code(str(inner)), _docstring(path)))
    return table(f"{room}/ | what it is", rows)


TABLES: dict[str, Callable[[], str]] = {
    "verbs": _verbs_table,
    "options": _options_table,
    "settings": _settings_table,
    **{
        f"messages-{room}": lambda room=room: _messages_table(room)  # type: ignore[misc]
        for room in dict.fromkeys(name.partition(".")[0] for name in CATALOGUE)
    },
    "effects": _effects_table,
    "passages": _passages_table,
    "profiles": _profiles_table,
    "providers": _providers_table,
    "sets": _sets_table,
    "things": _things_table,
    "props": _props_table,
    "wardrobe": _wardrobe_table,
    "look": _look_table,
    "voice-fields": _voice_fields_table,
    "presets": _presets_table,
    "gestures": _gestures_table,
    "stage": _stage_table,
    **{
        f"note-{part}": lambda part=part: _note_words_table(part)  # type: ignore[misc]
        for part in dict.fromkeys(what for (what, _), _ in noteswords.WISHES)
    },
    "note-keys": _keys_table,
    "note-mood": lambda: _row_table("music | words", noteswords.MOOD_WORDS),
    "note-sounds": lambda: _row_table("effect of sound | words", noteswords.SOUND_WORDS),
    "grammar": _grammar_table,
    "feelings": _feelings_table,
    "sounds": _sounds_table,
    "music": _music_table,
    "tails": _tails_table,
    "numerals": _numerals_table,
    "fountain": lambda: table("written | read as", readings.fountain()),
    "chinese-headings": lambda: table(
        "written | number | place | location | time | light", readings.headings()
    ),
    "chinese-lines": lambda: table("written | read as", readings.chinese()),
    **{f"room-{room}": lambda room=room: _room_table(room) for room in FLOORS},  # type: ignore[misc]
}
"""Every table by the name in its marker."""


def written(text: str) -> str:
    """`text` with every table as it is now."""
    return MARK.sub(lambda found: found[1] + TABLES[found["name"]]() + found[3], text)


def pages() -> list[Path]:
    """Every page that may hold a table."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only say which would change."""
    stale = []
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = written(before)
        if before == after:
            continue
        stale.append(page)
        if "--check" not in arguments:
            page.write_text(after, encoding="utf-8")
    for page in stale:
        sys.stdout.write(f"{page.relative_to(ROOT)}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
