from __future__ import annotations

from datetime import date

import pytest

from piying.model.brief import Medium, Role
from piying.model.card import RoleLimit, Size
from piying.model.errors import Invalid
from piying.takes.cards import cards, laid_over

SOURCE = 'source = { title = "t", url = "", read_on = 2026-11-22, confidence = "A" }'
WHOLE = f"""
provider = "acme"
[[model]]
id = "clip-1"
medium = "video"
sizes = [
  {{ name = "720p", frames = ["720x1280", "1280x720"] }},
  {{ name = "1080p", frames = ["1080x1920"], seconds = [8] }},
]
seconds = [6, 4, 8]
referenced_seconds = [8]
rate = 24
prompt_characters_max = 2500
references_max = 5
pictures_max = 4
frames_alone = true
roles = {{ character = 3, clip = {{ most = 3, seconds_max = 15.1 }} }}
reference_side_min = 300
reference_stretch_max = 2.5
languages = ["zh", "en"]
sound = true
retires_on = 2027-05-28
successor = "clip-2"
{SOURCE}
"""


def card(*lines):
    head = 'provider = "acme"\n[[model]]\nid = "m"\nmedium = "image"\n'
    return cards(head + "\n".join((SOURCE, *lines)), "my.toml")[0]


def test_a_card_is_read_whole():
    found = cards(WHOLE, "my.toml")[0]

    assert found.medium is Medium.VIDEO
    assert found.sizes == (
        Size("720p", 720, 1280),
        Size("720p", 1280, 720),
        Size("1080p", 1080, 1920, (8000,)),
    )
    assert found.lengths_ms == (4000, 6000, 8000)
    assert (found.shortest_ms, found.longest_ms) == (4000, 8000)
    assert found.referenced_ms == (8000,)
    assert found.roles == (RoleLimit(Role.CHARACTER, 3), RoleLimit(Role.CLIP, 3, 15_100))
    assert found.reference_stretch_max_permille == 2500
    assert found.retires_on == date(2027, 5, 28)
    assert found.source
    assert found.frames_alone


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("colour = true", "colour"),
        ('sizes = ["720p"]', "sizes"),
        ('sizes = [{ name = "720p", frames = ["720"] }]', "frames"),
        ("roles = 3", "roles"),
        ("roles = { actor = 3 }", "actor"),
        ("roles = { character = 0 }", "character"),
        ("roles = { clip = { most = 0 } }", "most"),
        ("seconds = 4", "seconds"),
        ("seconds = [0]", "seconds"),
        ("shortest_seconds = 0", "shortest_seconds"),
        ("longest_seconds = 4.00001", "longest_seconds"),
        ("shortest_seconds = 5\nlongest_seconds = 4", "longest_seconds"),
        ("languages = 3", "languages"),
        ("sound = 1", "sound"),
        ('retires_on = "2027"', "retires_on"),
    ],
)
def test_a_card_that_is_written_wrongly_is_refused_by_file_row_and_key(line, key):
    with pytest.raises(Invalid) as caught:
        card(line)

    assert caught.value.data["file"] == "my.toml"
    assert "model m" in str(caught.value.data["table"])
    assert caught.value.data["key"] == key


def test_a_card_without_a_source_is_refused():
    with pytest.raises(Invalid) as caught:
        cards('provider = "a"\n[[model]]\nid = "m"\nmedium = "image"', "my.toml")

    assert caught.value.data["key"] == "source"


def test_an_own_card_takes_the_place_of_its_like():
    shipped = cards(WHOLE, "shipped.toml")
    own = (
        *cards(WHOLE.replace("2500", "3000", 1), "my.toml"),
        *cards(WHOLE.replace("clip-1", "clip-9"), "my.toml"),
    )

    over = laid_over(shipped, own)

    assert [each.model for each in over] == ["clip-1", "clip-9"]
    assert over[0].prompt_characters_max == 3000
