"""What somebody feels, from manner, words, punctuation and what was before."""

from __future__ import annotations

import pytest

from piying.model.shot import Emotion
from piying.script.breakdown.emotion import CALM, Feeling, feeling_of, seen_feeling


@pytest.mark.parametrize(
    ("text", "manner", "emotion"),
    [
        ("好。", "", Emotion.NEUTRAL),
        ("好。", "暴怒", Emotion.ANGRY),
        ("好。", "哽咽", Emotion.SAD),
        ("好。", "冷笑", Emotion.SMUG),
        ("好。", "苦笑", Emotion.SAD),
        ("好。", "微笑", Emotion.HAPPY),
        ("救命！别过来！", "", Emotion.AFRAID),
        ("什么？！", "", Emotion.SHOCKED),
        ("滚出去！", "", Emotion.ANGRY),
        ("我爱你。", "", Emotion.TENDER),
        ("Get out!", "", Emotion.ANGRY),
        ("I'm fine.", "crying", Emotion.SAD),
        ("All right.", "smirking", Emotion.SMUG),
    ],
)
def test_the_feeling_of_a_line(text, manner, emotion):
    assert feeling_of(text, manner).emotion is emotion


@pytest.mark.parametrize("text", ["我没有生气", "他不怕", "I'm not angry", "never afraid"])
def test_a_negated_word_says_nothing(text):
    assert seen_feeling(text) == CALM


def test_the_manner_outweighs_the_words():
    assert feeling_of("我爱你。", "暴怒").emotion is Emotion.ANGRY


def test_a_strong_feeling_lasts_into_the_next_line():
    rage = Feeling(Emotion.ANGRY, 3)

    assert feeling_of("你听着。", "", rage) == Feeling(Emotion.ANGRY, 2)
    assert feeling_of("你听着。", "", Feeling(Emotion.ANGRY, 1)) == CALM


def test_a_new_feeling_drives_out_the_old():
    assert feeling_of("好。", "痛哭", Feeling(Emotion.ANGRY, 2)).emotion is Emotion.SAD


def test_marks_make_it_stronger():
    assert feeling_of("你怎么可能在这？！").strength > feeling_of("你怎么可能在这。").strength
