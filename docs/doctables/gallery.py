"""Tables of what a script, a cast file or a command may ask for."""

from __future__ import annotations

from collections import defaultdict

from doctables import readings
from doctables.markdown import ROOT, code, codes, field_docs, first_line, table
from piying.cut import rolls
from piying.model.messages import CATALOGUE
from piying.model.people import Look, Style, Voice
from piying.model.shot import Transition, Weather
from piying.model.stage import Channel
from piying.partners.registry import voice_presets
from piying.render.effect import parameters
from piying.render.effects import all_effects
from piying.render.encoders import ENCODERS
from piying.render.passages import all_passages
from piying.render.profiles import profiles, uses
from piying.render.puppet.art import GESTURES, VISEMES
from piying.render.puppet.sets.props import PROPS
from piying.render.qc.measures import MEASURES, Where
from piying.script import kit
from piying.script.places import PLACES


def effects_table() -> str:
    """The effects of the picture, in both languages, with their parameters."""
    rows = []
    for item in all_effects():
        held = [
            f"`{name}` {limits.least:g} … {limits.most:g}, {default:g}"
            for name, limits, default in parameters(type(item))
        ]
        said = CATALOGUE[f"render.effect_{item.name}"]
        rows.append((code(item.name), said.zh, said.en, "; ".join(held)))
    return table("effect | 画面 | what it draws | parameters: limits, default", rows)


def passages_table() -> str:
    """How a shot may begin."""
    length = {transition.value: ms for transition, ms in rolls.TRANSITION_MS.items()}
    said = field_docs(Transition)
    rows: list[tuple[object, ...]] = [
        (
            code(item.name),
            length[item.name],
            first_line(type(item).__doc__),
            said.get(item.name.upper(), ""),
        )
        for item in all_passages()
    ]
    cut = (code("cut"), 0, "The next picture is there at once", "")
    return table("passage | ms | what it does | means", [cut, *rows])


def profiles_table() -> str:
    """The profiles of films."""
    return table(
        "profile | what for | pixels | encoder | preset | crf | AAC bit/s | LUFS | ± "
        "| dBTP at most",
        (
            (
                code(one.name),
                uses()[one.name].en,
                f"{one.width}×{one.height}",
                code(one.encoder),
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


def measures_table() -> str:
    """What is measured of a finished film."""
    parts = {Where.FIGURE: "figure", Where.SPAN: "spans", Where.LANE: "lane"}
    return table(
        "measure | in | unit | 含义 | what it says",
        (
            (
                code(one.name),
                ", ".join(said for where, said in parts.items() if where in one.where),
                one.unit,
                CATALOGUE[one.code].zh,
                CATALOGUE[one.code].en,
            )
            for one in MEASURES.values()
        ),
    )


def encoders_table() -> str:
    """The encoders of the picture."""
    return table(
        "encoder | writes | presets | usual preset | usual crf | needs",
        (
            (
                code(one.name),
                one.coding,
                f"{one.presets[0]} … {one.presets[-1]}",
                one.preset,
                one.crf,
                "a device and its driver" if one.hardware else "",
            )
            for one in ENCODERS.values()
        ),
    )


def sets_table() -> str:
    """The sets and the words that choose them."""
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


def things_table() -> str:
    """What an insert can show, and the words that ask for it."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, thing in readings.things():
        words[thing].append(word)
    return table(
        "thing | words of an action that mean it",
        ((code(thing), " ".join(words[thing])) for thing in kit.THINGS),
    )


def wardrobe_table() -> str:
    """What figures may wear."""
    return table(
        "key | values",
        (
            ("`hair`", codes(kit.HAIR)),
            ("`outfit`", codes(kit.OUTFITS)),
            ("`accessories`", codes(kit.ACCESSORIES)),
            ("`style`", codes(Style)),
        ),
    )


def look_table() -> str:
    """The fields of a look."""
    said = field_docs(Look)
    default = Look()
    return table(
        "field | default | meaning",
        (
            (code(name), code(getattr(default, name) or "–"), said.get(name, ""))
            for name in Look.__dataclass_fields__
        ),
    )


def voice_fields_table() -> str:
    """The fields of a voice."""
    said = field_docs(Voice)
    default = Voice()
    return table(
        "field | default | meaning",
        (
            (code(name), code(getattr(default, name)) or "–", said.get(name, ""))
            for name in Voice.__dataclass_fields__
        ),
    )


def presets_table() -> str:
    """The voices of the house."""
    return table(
        "preset | sex | age | language | character",
        (
            (code(name), one.sex, one.age.value, " ".join(one.languages), ", ".join(one.tags))
            for name, one in voice_presets().items()
        ),
    )


def gestures_table() -> str:
    """The gestures and the words that ask for them."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, gesture in readings.gestures():
        words[gesture].append(word)
    return table(
        "gesture | words of an action that ask for it",
        ((code(name), " ".join(words[name])) for name in GESTURES if name),
    )


def stage_table() -> str:
    """The words of a stage."""
    return table(
        "what | words",
        (
            ("mouths (visemes)", codes(VISEMES)),
            ("weather", codes(Weather)),
            ("channels", first_line(" ".join((Channel.__doc__ or "").split()[7:]))),
        ),
    )


def props_table() -> str:
    """The props that are drawn."""
    return table("prop | shown by an insert", (
        (code(name), "yes" if name in kit.THINGS else "no") for name in PROPS
    ))  # fmt: skip


def sheets_list() -> str:
    """Every sheet of the art, group by group."""
    files = sorted((ROOT / "docs" / "art").glob("*.png"))
    groups: dict[str, list[str]] = defaultdict(list)
    for file in files:
        groups[file.stem.rpartition("-")[0]].append(file.name)
    return "".join(
        f"\n## {group}\n\n" + "".join(f"![{name}]({name})\n\n" for name in names)
        for group, names in groups.items()
    )
