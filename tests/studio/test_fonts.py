from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from piying.render.jobs import EMOJI_FONT
from piying.studio.config import settings_from
from piying.studio.fonts import book_of, font_places


def test_without_set_up_there_is_no_font_of_emoji(tmp_path):
    assert font_places(tmp_path) == {}
    assert book_of(tmp_path).emoji is None


@pytest.mark.model
def test_the_font_of_emoji_is_the_one_that_jobs_ask_for():
    places = font_places(settings_from(os.environ, Path()).data)
    if not places:
        pytest.skip("not set up: the font of emoji")

    assert hashlib.sha256(places[EMOJI_FONT].read_bytes()).hexdigest() == EMOJI_FONT
