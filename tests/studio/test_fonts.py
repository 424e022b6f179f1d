from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.cut import Caption, Cut
from piying.model.errors import Missing
from piying.render.jobs import EMOJI_FONT
from piying.studio.config import settings_from
from piying.studio.fonts import book_of, font_places, require_emoji


def test_without_set_up_there_is_no_font_of_emoji(tmp_path):
    assert font_places(tmp_path) == {}
    assert book_of(tmp_path).emoji is None


@pytest.mark.parametrize("text", ["好😭", "1️⃣", "❤"])
def test_a_film_with_emoji_is_not_begun_without_their_font(tmp_path, text):
    words = (Caption(0, 25, "走吧。"), Caption(30, 25, text))
    cut = Cut(Digest(""), "戏", 1, "", "zh", Rate(25), (), (), words)

    with pytest.raises(Missing) as refused:
        require_emoji(cut, tmp_path)
    assert refused.value.data["text"] == text
    require_emoji(replace(cut, captions=words[:1]), tmp_path)


@pytest.mark.model
def test_the_font_of_emoji_is_the_one_that_jobs_ask_for():
    places = font_places(settings_from(os.environ, Path()).data)
    if not places:
        pytest.skip("not set up: the font of emoji")

    assert hashlib.sha256(places[EMOJI_FONT].read_bytes()).hexdigest() == EMOJI_FONT
