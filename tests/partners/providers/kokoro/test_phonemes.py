from __future__ import annotations

import warnings

import pytest

from piying.partners.providers.kokoro.mouth import VISEME_OF
from piying.partners.providers.kokoro.phonemes import Phonemes, of_syllable, spelled
from piying.takes.reading.pinyin import SYLLABLES, TONES
from piying.takes.reading.read import read
from piying.takes.reading.tokens import Pause, Word

ALPHABET = frozenset(
    ';:,.!?—…"()“” ̃ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯ'
    "ɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ"
)
"""The 114 symbols of the model's vocabulary."""


def test_every_syllable_is_in_the_alphabet_and_has_its_own_sound():
    sounds = {s + t: of_syllable(s + t) for s in SYLLABLES for t in TONES}

    assert all(set(sound) <= ALPHABET for sound in sounds.values())
    assert {sounds["yo1"], sounds["ou1"]} == {"jɔ→", "ou→"}


def test_the_table_agrees_with_the_one_that_the_voices_were_trained_on():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zh = pytest.importorskip("misaki.zh", reason="misaki wants Python below 3.13")

    ours = {s + t: of_syllable(s + t) for s in SYLLABLES for t in TONES}
    theirs = {one: zh.ZHG2P.py2ipa(one).replace("\u032f", "") for one in ours}
    # misaki's splitter takes yo for wo; its own table has io as j and ɔ
    differing = {one for one in ours if ours[one] != theirs[one]}

    assert differing == {"yo1", "yo2", "yo3", "yo4", "yo5"}


@pytest.mark.parametrize(
    ("syllable", "phonemes"),
    [
        ("zhuang1", "ꭧwa→ŋ"),
        ("shi4", "ʂɨ↘"),
        ("ju2", "ʨy↗"),
        ("yuan2", "ɥɛ↗n"),
        ("wei3", "wei↓"),
        ("lü4", "ly↘"),
        ("er5", "ɚ"),
        ("o1", "ɔ→"),
        ("de5", "tɤ"),
    ],
)
def test_a_syllable_in_phonemes(syllable, phonemes):
    assert of_syllable(syllable) == phonemes


def test_words_are_apart_and_marks_stand_behind_them():
    reading = (Word(("ni3", "hao3")), Pause(","), Word(("zou3",)), Pause("…"), Pause("!"))

    assert Phonemes().of(reading) == "ni↓xau↓, ʦou↓!"


def test_a_line_of_pauses_has_no_phonemes():
    assert Phonemes().of((Pause("…"), Pause("…"))) == ""


def test_english_needs_no_network_and_stays_in_the_alphabet():
    phonemes = Phonemes().of(read("Hello, Mr. Smith — I don't know… it's 7:30 p.m.!", "en"))

    assert phonemes.startswith("həlˈO, mˈɪstəɹ smˈɪθ — ")
    assert set(phonemes) <= ALPHABET


def test_letters_in_chinese_are_said_as_chinese_speakers_say_them():
    assert spelled("VIP") == "vi→ai→pʰi→"
    assert set(spelled("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) <= ALPHABET


def test_the_mouth_knows_every_vowel_of_mandarin():
    vowels = set("aeiouyɤəɚɛɔʊɨ")

    assert vowels <= set(VISEME_OF)
