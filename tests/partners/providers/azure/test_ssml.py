"""A line as SSML."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.people import Voice
from piying.partners.providers.azure.ssml import ssml

VOICE = Voice("azure", "zh-CN-XiaoxiaoNeural", "")
NAMES = {
    "s": "http://www.w3.org/2001/10/synthesis",
    "m": "https://www.w3.org/2001/mstts",
}


def parsed(line, language="zh", manner="", voice=VOICE):
    text = ssml(line, language, voice, manner)
    return ElementTree.fromstring(text)  # noqa: S314 - written by our own code


def test_a_line_names_its_language_and_voice():
    root = parsed("Hello.", "en")

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"
    assert root.find("s:voice", NAMES).get("name") == "zh-CN-XiaoxiaoNeural"


def test_pace_and_pitch_are_changes_in_per_cent():
    voice = Voice("azure", "v", "", speed_permille=1150, f0_gain_permille=950)
    prosody = parsed("你好", voice=voice).find(".//s:prosody", NAMES)

    assert (prosody.get("rate"), prosody.get("pitch")) == ("+15%", "-5%")


@pytest.mark.parametrize(
    ("manner", "style"),
    [("sad", "sad"), ("afraid", "fearful"), ("tender", "gentle"), ("shouting", "shouting")],
)
def test_a_manner_is_the_nearest_style(manner, style):
    found = parsed("你好", manner=manner).find(".//m:express-as", NAMES)

    assert found.get("style") == style


@pytest.mark.parametrize("manner", ["", "neutral", "走来走去"])
def test_a_manner_that_no_style_fits_is_plain(manner):
    assert parsed("你好", manner=manner).find(".//m:express-as", NAMES) is None


def test_a_forced_reading_is_a_phoneme_with_its_tone_apart():
    root = parsed("他长[zhang3]大，女[nü3]儿。")
    found = [(one.text, one.get("ph")) for one in root.iterfind(".//s:phoneme", NAMES)]

    assert found == [("长", "zhang 3"), ("女", "nv 3")]
    assert "".join(root.itertext()) == "他长大，女儿。"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40))
def test_any_line_is_whole_in_well_formed_xml(line):
    plain = line.replace("[", "(").replace("]", ")")

    assert "".join(parsed(plain).itertext()) == plain
