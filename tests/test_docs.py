"""The pages say what the program does: its words, its tables, its examples, its links."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from piying.cli.parser import parser
from piying.cli.verbs import VERBS
from piying.model.messages import CATALOGUE
from piying.model.people import Look, Style, Voice
from piying.model.script import Severity
from piying.partners.registry import voice_presets
from piying.render.effects import all_effects
from piying.render.passages import all_passages
from piying.render.profiles import profiles
from piying.render.puppet.sets.build import SETS
from piying.render.puppet.sets.props import PROPS
from piying.script import kit
from piying.script.breakdown import direct
from piying.script.breakdown.noteswords import KEYS, MOOD_WORDS, SOUND_WORDS, WISHES
from piying.script.castfile import auto_cast, parse_cast
from piying.script.read import read
from piying.script.scenes import episodes
from piying.studio.config import SETTINGS
from piying.studio.working.providers import all_providers

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "changes").glob("*.md")])
FENCE = re.compile(
    r"(?:<!-- (?P<kind>script|cast): (?P<name>[\w.-]+) -->\n)?"
    r"^```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
PICTURE_BYTES_MAX = 400_000


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


def page(name):
    return text_of(DOCS / name)


def fences(kind=None):
    for path in PAGES:
        for found in FENCE.finditer(text_of(path)):
            if kind is None or found["kind"] == kind:
                yield path, found


@pytest.fixture(scope="module")
def generate():
    """The script that writes the tables, as a module."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


# --- generated tables -----------------------------------------------------------------------


def test_every_table_is_as_the_generator_writes_it(generate):
    stale = [
        path.relative_to(ROOT).as_posix()
        for path in PAGES
        if generate.written(text_of(path)) != text_of(path)
    ]

    assert not stale, "run .venv/bin/python docs/generate.py"


def test_every_table_stands_on_a_page(generate):
    placed = {
        found["name"] for path in PAGES for found in generate.MARK.finditer(text_of(path))
    }

    assert placed == set(generate.TABLES)


# --- every word is on its page ----------------------------------------------------------------

HOLDS = {
    "verbs.md": VERBS,
    "settings.md": SETTINGS,
    "errors.md": CATALOGUE,
    "effects.md": [item.name for item in (*all_effects(), *all_passages())],
    "master.md": profiles(),
    "takes.md": [provider.name for provider in all_providers(Path())],
    "sets.md": [*SETS, *PROPS, *kit.SETS, *kit.THINGS],
    "cast.md": [
        *kit.HAIR, *kit.OUTFITS, *kit.ACCESSORIES, *voice_presets(), *Style,
        *Look.__dataclass_fields__, *Voice.__dataclass_fields__,
    ],
    "puppet.md": kit.GESTURES,
    "cut.md": kit.MOODS,
    "directing.md": [
        *(word for row in KEYS.values() for word in row.split()),
        *(
            word.replace("_", " ")
            for row in (*(w for _, w in WISHES), *(w for _, w in MOOD_WORDS),
                        *(w for _, w in SOUND_WORDS))
            for word in row.split()
        ),
        *("cover mouth", "arms crossed", "hand on chest"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDS)
def test_every_word_is_on_its_page(name):
    said = page(name)

    assert not [word for word in HOLDS[name] if f"`{word}`" not in said]


def test_every_option_is_on_the_page_of_verbs():
    said = page("verbs.md")
    choices = parser("en")._subparsers._group_actions[0].choices
    options = {
        option
        for made in choices.values()
        for action in made._actions
        for option in action.option_strings
        if option not in {"-h", "--help"}
    }

    assert options
    assert not [option for option in options if not re.search(rf"`[^`]*{option}\b", said)]


def test_every_message_is_there_in_both_languages():
    said = page("errors.md").replace("<br>", "\n").replace("\\|", "|")

    assert not [
        code for code, one in CATALOGUE.items() if one.zh not in said or one.en not in said
    ]


def test_every_installed_package_has_its_licence():
    said = page("licences.md").partition("<!-- packages -->")[2]
    pinned = set(
        re.findall(r"^([a-z0-9-]+)==", text_of(ROOT / "requirements/run.txt"), re.MULTILINE)
    )
    told = set(re.findall(r"^\| ([a-z0-9-]+)[ (]", said, re.MULTILINE)) - {"package", "---"}

    assert told == pinned


def test_every_decision_is_listed():
    listed = page("decisions/README.md")
    kept = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))

    assert kept
    assert not [name for name in kept if f"]({name})" not in listed]


def test_every_page_is_reached_from_the_index():
    reached = {
        (DOCS / found["path"]).resolve() for found in LINK.finditer(page("index.md"))
    }  # fmt: skip

    assert not [path.name for path in DOCS.glob("*.md") if path.resolve() not in reached
                and path.name != "index.md"]  # fmt: skip


# --- links and examples -----------------------------------------------------------------------


def slugs(text):
    """The anchors that a renderer of GitHub Markdown gives to the headings."""
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    broken = []
    for found in LINK.finditer(FENCE.sub("", text_of(path))):
        target = (path.parent / found["path"]).resolve() if found["path"] else path
        if not target.exists() or (
            found["anchor"] and found["anchor"] not in set(slugs(text_of(target)))
        ):
            broken.append(found[0])

    assert not broken


def test_pictures_are_small():
    pictures = sorted((DOCS / "pictures").iterdir())

    assert pictures
    assert all(path.stat().st_size <= PICTURE_BYTES_MAX for path in pictures)


def test_python_on_the_pages_compiles():
    for _, found in fences():
        if found["language"] == "python":
            ast.parse(found["body"])


def test_toml_on_the_pages_is_toml():
    bodies = [found["body"] for _, found in fences() if found["language"] == "toml"]

    assert bodies
    for body in bodies:
        tomllib.loads(body)


@pytest.mark.parametrize(
    "found",
    [pytest.param(found, id=found["name"]) for _, found in fences("script")],
)
def test_a_script_on_a_page_is_read_and_boarded(found):
    reading = read(found["body"].encode(), name=found["name"])
    wanted = "fountain" if found["name"].endswith("fountain") else "chinese"
    language = "en" if wanted == "fountain" else "zh"
    presets = voice_presets()
    told = episodes(reading.script)
    given, _ = parse_cast(f'language = "{language}"', {})
    cast = auto_cast(told, given, presets)
    findings = [*reading.findings]
    for episode in told:
        board, more = direct(
            episode, cast, script=reading.source or "", language=language, spans=reading.spans
        )
        findings += more
        assert board.shots
        assert any(shot.spec.insert for shot in board.shots), "the note asks for an insert"

    assert reading.format == wanted
    assert [f for f in findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    "found",
    [pytest.param(found, id=found["name"]) for _, found in fences("cast")],
)
def test_a_cast_file_on_a_page_is_read_without_a_finding(found):
    voices = {name: preset.voice for name, preset in voice_presets().items()}
    cast, findings = parse_cast(found["body"], voices)

    assert cast.characters
    assert not findings


def test_there_are_scripts_and_casts_to_read():
    assert {found["name"] for _, found in fences("script")} >= {
        "readme.txt", "readme.fountain", "tutorial.txt", "tutorial.fountain",
    }  # fmt: skip
    assert {found["name"] for _, found in fences("cast")} >= {"readme.toml", "tutorial.toml"}
