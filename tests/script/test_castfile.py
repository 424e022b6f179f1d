"""The cast file: what it says is kept, what it says wrongly is a finding with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.messages import say
from piying.model.people import Age, Build, Cast, Character, Look, Style, Voice
from piying.model.script import (
    Beat,
    BeatKind,
    Delivery,
    EpisodeText,
    Heading,
    Place,
    Scene,
    Severity,
)
from piying.script import kit
from piying.script.castfile import UNCAST, CastPreset, auto_cast, cast_template, parse_cast

GIRL = Voice(timbre="zf_xiaoxiao", prosody="zf_xiaoxiao")
MAN = Voice(timbre="zm_yunxi", prosody="zm_yunxi", f0_ref_hz=188)
OLD = Voice(timbre="zm_yunjian", prosody="zm_yunjian", resample_permille=890)
VOICES = {"girl": GIRL, "man": MAN, "old_man": OLD}
PRESETS = {
    "girl": CastPreset(GIRL, "female", Age.YOUNG, ("zh",)),
    "man": CastPreset(MAN, "male", Age.YOUNG, ("zh", "en")),
    "old_man": CastPreset(OLD, "male", Age.ELDER, ("zh",)),
    "child": CastPreset(Voice(timbre="kid"), "female", Age.CHILD, ("zh",)),
    "teller": CastPreset(Voice(timbre="teller"), "male", Age.YOUNG, ("zh",), ("narrator",)),
    "en_woman": CastPreset(Voice(timbre="af_heart"), "female", Age.YOUNG, ("en",)),
}

FILE = """\
title = "来电显示是我"
language = "zh"
style = "manhua"

[[character]]
name = "林夏"
aliases = ["女声", "小夏"]
voice = "girl"
sex = "female"
age = "young"
build = "slender"
hair = "long"
hair_colour = "#2A2238"
outfit = "coat"
accessories = ["glasses", "scarf"]

[[character]]
name = "周总"
voice = { preset = "man", f0_gain_permille = 900 }

[narrator]
voice = "old_man"

[sets]
"沪上 张家" = "living_room"
"""


def told(*speakers, location="客厅", text="好。"):
    beats = tuple(Beat(BeatKind.LINE, text, text, name) for name in speakers)
    heading = Heading(location=location, place=Place.INTERIOR)
    return (EpisodeText(1, "", (Scene(heading, 1, 1, tuple(dict.fromkeys(speakers)), beats),)),)


class TestParse:
    def test_a_file_is_the_cast_it_describes(self):
        cast, findings = parse_cast(FILE, VOICES)
        lin = cast.find("小夏")

        assert findings == ()
        assert (cast.title, cast.language, cast.style) == ("来电显示是我", "zh", Style.MANHUA)
        assert lin.name == "林夏"
        assert (lin.voice, lin.look.hair, lin.look.hair_colour) == (GIRL, "long", "#2a2238")
        assert lin.look.accessories == ("glasses", "scarf")
        assert cast.narrator == OLD
        assert cast.sets == (("沪上 张家", "living_room"),)

    def test_a_voice_table_starts_from_a_preset(self):
        cast, _ = parse_cast(FILE, VOICES)

        assert cast.find("周总").voice == Voice(
            timbre="zm_yunxi", prosody="zm_yunxi", f0_ref_hz=188, f0_gain_permille=900
        )

    def test_what_the_file_leaves_open_is_left_to_auto_cast(self):
        cast, _ = parse_cast('[[character]]\nname = "林夏"\n', VOICES)
        lin = cast.find("林夏")

        assert (lin.voice, lin.look.hair, lin.look.outfit) == (UNCAST, "", "")
        assert lin.look.sex == "female"

    def test_an_empty_file_is_an_empty_cast(self):
        cast, findings = parse_cast("", VOICES)

        assert (cast, findings) == (Cast(narrator=UNCAST, language=""), ())

    @pytest.mark.parametrize(
        ("text", "code", "line", "words"),
        [
            ('titel = "x"', "board.cast_key", 1, ("titel", "title")),
            ('\n[[character]]\nname = "甲"\nhiar = "long"',
             "board.cast_key", 4, ("hiar", "hair")),
            ('[[character]]\nname = "甲"\nhair = "lnog"',
             "board.cast_value", 3, ("lnog", "long")),
            ('[[character]]\nname = "甲"\nsex = "x"', "board.cast_value", 3, ("x", "female")),
            ('[[character]]\nname = "甲"\nvoice = "grl"',
             "board.cast_value", 3, ("grl", "girl")),
            ('[[character]]\nname = "甲"\nskin = "red"', "board.cast_colour", 3, ("red",)),
            ('[[character]]\nname = "甲"\naccessories = ["hat"]',
             "board.cast_value", 3, ("hat",)),
            ('[[character]]\nname = "甲"\naliases = "乙"', "board.cast_type", 3, ("aliases",)),
            ('[[character]]\nname = "甲"\nvoice = { speed_permille = "fast" }',
             "board.cast_type", 3, ("speed_permille",)),
            ('[[character]]\nname = "甲"\nvoice = { sped_permille = 900 }',
             "board.cast_key", 3, ("sped_permille", "speed_permille")),
            ('[[character]]\nhair = "long"', "board.cast_no_name", 1, ("1",)),
            ('[[character]]\nname = "甲"\n[[character]]\nname = "甲"',
             "board.cast_twice", 4, ("甲",)),
            ('[sets]\n"客厅" = "lounge"', "board.cast_value", 2, ("lounge", "living_room")),
            ('language = "fr"', "board.cast_value", 1, ("fr", "zh en")),
            ('narrator = "x"', "board.cast_type", 1, ("narrator",)),
            ("character = 3", "board.cast_type", 1, ("character",)),
        ],
    )  # fmt: skip
    def test_a_fault_is_one_finding_with_its_line_and_what_is_known(
        self, text, code, line, words
    ):
        _, findings = parse_cast(text, VOICES)

        assert [(f.code, f.span.line) for f in findings] == [(code, line)]
        assert findings[0].severity is not Severity.NOTE
        for language in ("zh", "en"):
            said = say(code, language, **dict(findings[0].data))
            assert all(word in said for word in words)

    def test_what_is_not_toml_is_refused_with_its_place(self):
        with pytest.raises(Invalid) as caught:
            parse_cast('title = "x"\nname = 张明\n', VOICES)

        assert (caught.value.code, caught.value.data["line"]) == ("board.cast_toml", "2")


class TestAutoCast:
    def test_everyone_who_speaks_gets_a_look_and_a_voice(self):
        cast = auto_cast(told("林夏", "陈默", "林父", "小宝"), Cast(), PRESETS)

        assert [c.name for c in cast.characters] == ["林夏", "陈默", "林父", "小宝"]
        for character in cast.characters:
            assert character.voice in [preset.voice for preset in PRESETS.values()]
            assert character.look.hair in kit.HAIR
            assert character.look.outfit in kit.OUTFITS
            assert set(character.look.accessories) <= set(kit.ACCESSORIES)

    @pytest.mark.parametrize(
        ("name", "sex", "age"),
        [
            ("张母", "female", Age.ELDER),
            ("王妈", "female", Age.YOUNG),
            ("奶奶", "female", Age.ELDER),
            ("顾夫人", "female", Age.YOUNG),
            ("苏小姐", "female", Age.YOUNG),
            ("林晚", "female", Age.YOUNG),
            ("老板娘", "female", Age.YOUNG),
            ("女总裁", "female", Age.YOUNG),
            ("太子妃", "female", Age.YOUNG),
            ("张父", "male", Age.ELDER),
            ("顾总", "male", Age.YOUNG),
            ("皇上", "male", Age.YOUNG),
            ("沈将军", "male", Age.YOUNG),
            ("爷爷", "male", Age.ELDER),
            ("张明", "male", Age.YOUNG),
            ("小男孩", "male", Age.CHILD),
            ("MARY", "female", Age.YOUNG),
            ("MR. BROWN", "male", Age.YOUNG),
            ("OLD MAN", "male", Age.ELDER),
            ("LITTLE GIRL", "female", Age.CHILD),
            ("John", "male", Age.YOUNG),
        ],
    )  # fmt: skip
    def test_words_in_a_name_say_sex_and_age(self, name, sex, age):
        look = auto_cast(told(name), Cast(), PRESETS).find(name).look

        assert (look.sex, look.age) == (sex, age)

    def test_people_of_the_past_wear_what_was_worn(self):
        cast = auto_cast(told("林晚", "沈将军", "皇上", text="王爷饶命！"), Cast(), PRESETS)

        assert [c.look.outfit for c in cast.characters] == ["hanfu", "armour", "palace_robe"]

    def test_what_the_file_says_is_kept(self):
        given_cast, _ = parse_cast(FILE, VOICES)
        cast = auto_cast(told("林夏", "陈默"), given_cast, PRESETS)
        lin = cast.find("林夏")

        assert (lin.voice, lin.look.hair, lin.look.outfit) == (GIRL, "long", "coat")
        assert cast.narrator == OLD
        assert [c.name for c in cast.characters] == ["林夏", "周总", "陈默"]

    def test_an_alias_is_not_cast_twice(self):
        given_cast, _ = parse_cast(FILE, VOICES)

        assert len(auto_cast(told("女声", "小夏"), given_cast, PRESETS).characters) == 2

    def test_the_narrator_is_no_figure_and_has_a_voice_apart(self):
        beat = Beat(BeatKind.LINE, "从前。", "从前。", "旁白", Delivery.NARRATION)
        scene = Scene(Heading(location="客厅"), 1, 1, ("旁白", "陈默"), (beat,))
        cast = auto_cast((EpisodeText(1, "", (scene,)),), Cast(), PRESETS)

        assert [c.name for c in cast.characters] == ["陈默"]
        assert cast.narrator == PRESETS["teller"].voice

    def test_an_english_script_without_a_file_is_spoken_in_english(self):
        cast = auto_cast(told("MARY", "JOHN", text="Who are you?"), Cast(), PRESETS)

        assert cast.language == "en"
        assert cast.find("MARY").voice == PRESETS["en_woman"].voice
        assert cast.find("JOHN").voice == MAN

    def test_without_presets_nobody_can_be_cast(self):
        with pytest.raises(Invalid):
            auto_cast(told("林夏"), Cast(), {})

    @pytest.mark.property
    @settings(deadline=None, max_examples=40)
    @given(st.lists(st.text(alphabet="林夏陈默周总王妈老张明雪小宝", min_size=2, max_size=3),
                    min_size=1, max_size=12, unique=True))  # fmt: skip
    def test_voices_and_looks_are_distinguishable(self, names):
        cast = auto_cast(told(*names), Cast(), PRESETS)
        again = auto_cast(told(*names), Cast(), PRESETS)

        assert cast == again
        assert len({c.voice for c in cast.characters}) == len(cast.characters)
        looks = {(c.look.sex, c.look.outfit_colour, c.look.hair) for c in cast.characters}
        assert len(looks) == len(cast.characters)


looks = st.builds(
    Look,
    sex=st.sampled_from(["female", "male"]),
    build=st.sampled_from(Build),
    age=st.sampled_from(Age),
    hair=st.sampled_from(kit.HAIR),
    outfit=st.sampled_from(kit.OUTFITS),
    accessories=st.lists(st.sampled_from(kit.ACCESSORIES), max_size=2).map(tuple),
)
voices = st.sampled_from([GIRL, MAN, OLD]) | st.builds(
    Voice, timbre=st.sampled_from(["a", 'q"uo\\te']), speed_permille=st.integers(500, 1_500)
)
plain = st.text(min_size=1, max_size=6).map(str.strip).filter(bool)
people = st.lists(
    st.tuples(plain, looks, voices), max_size=4, unique_by=lambda person: person[0].casefold()
)


class TestTemplate:
    @pytest.mark.property
    @settings(deadline=None, max_examples=40)
    @given(people, voices, plain)
    def test_what_is_written_is_read_back(self, people, narrator, title):
        characters = tuple(Character(n, look=look, voice=voice) for n, look, voice in people)
        cast = Cast(characters, narrator, (("沪上 张家", "living_room"),), title=title)

        assert parse_cast(cast_template((), cast, VOICES), VOICES) == (cast, ())

    def test_every_location_stands_in_it_with_its_set(self):
        cast = auto_cast(told("林夏", location="医院 天台"), Cast(), PRESETS)
        text = cast_template(told("林夏", location="医院 天台"), cast, VOICES)

        assert '"医院 天台" = "rooftop"' in text
        assert "1 句台词" in text
