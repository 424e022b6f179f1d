from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.brief import Brief, BriefShot, Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.card import ModelCard, RoleLimit, Size
from piying.model.errors import Invalid
from piying.takes.fitting import check, length_made, longest_ms

DAY = date(2026, 11, 22)
CLIP = ModelCard(
    "acme",
    "clip-1",
    Medium.VIDEO,
    sizes=(
        Size("480p", 496, 864),
        Size("720p", 720, 1280),
        Size("1080p", 1080, 1920, (8000,)),
        Size("wide", 1280, 720),
    ),
    shortest_ms=3000,
    longest_ms=15_000,
    step_ms=1000,
    prompt_characters_max=20,
    references_max=4,
    pictures_max=3,
    roles=(
        RoleLimit(Role.CHARACTER, 3),
        RoleLimit(Role.FIRST_FRAME, 1),
        RoleLimit(Role.CLIP, 2, 5000),
    ),
    reference_side_min=300,
    reference_stretch_max_permille=2500,
    reference_bytes_max=1000,
    shots_max=2,
    shot_characters_max=10,
    languages=("zh",),
    sound=True,
)
TEXT = ModelCard("acme", "text-1", Medium.TEXT, tokens_max=1000)
ASKED = Brief(Medium.VIDEO, "a street", width=720, height=1280, length_ms=3500)


def picture(role=Role.CHARACTER, width=600, height=600, **more):
    return Reference(Digest("aa"), role, "image/png", "沈念", width, height, **more)


def clip(length_ms):
    return Reference(Digest("bb"), Role.CLIP, "video/mp4", length_ms=length_ms)


@pytest.mark.parametrize(
    ("frame", "size"),
    [
        ((480, 854), "480p"),
        ((497, 864), "720p"),
        ((720, 1280), "720p"),
        ((1280, 720), "wide"),
        ((704, 1280), "720p"),
    ],
)
def test_the_size_is_the_nearest_that_is_not_smaller(frame, size):
    fit = check(replace(ASKED, width=frame[0], height=frame[1]), CLIP, DAY)

    assert fit.size
    assert fit.size.name == size


def test_the_length_is_the_shortest_that_is_long_enough():
    assert check(ASKED, CLIP, DAY).length_ms == 4000
    assert check(replace(ASKED, length_ms=500), CLIP, DAY).length_ms == 3000


def test_a_size_may_have_lengths_of_its_own():
    large = replace(ASKED, width=1080, height=1920)

    assert check(large, CLIP, DAY).length_ms == 8000
    with pytest.raises(Invalid) as caught:
        check(replace(large, length_ms=8001), CLIP, DAY)
    assert caught.value.data["most"] == 8000


def test_references_that_are_no_frames_may_leave_fewer_lengths():
    card = replace(CLIP, lengths_ms=(4000, 6000, 8000), referenced_ms=(8000,))
    framed = replace(ASKED, references=(picture(Role.FIRST_FRAME),))
    seen = replace(ASKED, references=(picture(),))

    assert check(framed, card, DAY).length_ms == 4000
    assert check(seen, card, DAY).length_ms == 8000
    with pytest.raises(Invalid) as caught:
        check(replace(seen, length_ms=8001), card, DAY)
    assert caught.value.data["most"] == 8000


def test_the_shots_of_a_clip_add_up_to_its_length():
    shots = (BriefShot("one", 1200), BriefShot("two", 1500))

    fit = check(replace(ASKED, shots=shots, length_ms=2700), CLIP, DAY)

    assert fit.shots_ms == (2000, 2000)
    assert fit.length_ms == 4000


def test_what_the_vendor_makes_over_is_at_the_end_of_the_last_shot():
    shots = (BriefShot("one", 1000), BriefShot("two", 1000))

    assert check(replace(ASKED, shots=shots, length_ms=0), CLIP, DAY).shots_ms == (1000, 2000)


@pytest.mark.parametrize(
    ("change", "code", "found"),
    [
        ({"medium": Medium.MUSIC}, "takes.medium_not_made", "music"),
        ({"prompt": " "}, "takes.prompt_missing", None),
        ({"prompt": "x" * 21}, "takes.prompt_too_long", 21),
        ({"width": 0}, "takes.frame_missing", None),
        ({"width": 1000, "height": 1000}, "takes.ratio_not_made", "1000x1000"),
        ({"width": 2160, "height": 3840}, "takes.frame_too_large", "2160x3840"),
        ({"length_ms": 0}, "takes.length_missing", None),
        ({"length_ms": 15_001}, "takes.length_too_long", 15_001),
        ({"language": "en"}, "takes.language_not_known", "en"),
        ({"words": ("面",)}, "takes.words_not_set", "面"),
        ({"answer_schema": "{}"}, "takes.not_structured", None),
        ({"shots": (BriefShot("a", 1000),) * 3}, "takes.shots_too_many", 3),
        (
            {"shots": (BriefShot("x" * 11, 3500),)},
            "takes.shot_prompt_too_long",
            11,
        ),
        ({"shots": (BriefShot("a", 1000),)}, "takes.length_differs_from_shots", 1000),
        ({"shots": (BriefShot("a", 0),), "length_ms": 0}, "takes.length_missing", None),
        ({"references": (picture(),) * 5}, "takes.references_too_many", 5),
        (
            {"references": (picture(), picture(), picture(), picture(Role.FIRST_FRAME))},
            "takes.references_too_many",
            4,
        ),
        ({"references": (picture(Role.STYLE),)}, "takes.role_too_many", 1),
        ({"references": (picture(Role.FIRST_FRAME),) * 2}, "takes.role_too_many", 2),
        ({"references": (clip(3000), clip(2001))}, "takes.role_too_long", 5001),
        ({"references": (picture(width=299),)}, "takes.reference_too_small", 299),
        (
            {"references": (picture(width=400, height=1001),)},
            "takes.reference_too_long_shaped",
            2503,
        ),
        ({"references": (picture(byte_count=1001),)}, "takes.reference_too_heavy", 1001),
    ],
)
def test_what_a_model_cannot_do_is_refused_with_its_limit(change, code, found):
    with pytest.raises(Invalid) as caught:
        check(replace(ASKED, **change), CLIP, DAY)

    assert caught.value.code == code
    assert caught.value.data.get("found") == found
    for language in ("zh", "en"):
        assert "acme" in caught.value.said(language)
        assert "clip-1" in caught.value.said(language)


def test_sound_is_refused_by_a_model_that_makes_none():
    with pytest.raises(Invalid, match="without sound"):
        check(replace(ASKED, with_sound=True), replace(CLIP, sound=False), DAY)


def test_frames_and_other_references_may_exclude_each_other():
    both = replace(ASKED, references=(picture(), picture(Role.FIRST_FRAME)))

    assert check(both, CLIP, DAY)
    with pytest.raises(Invalid) as caught:
        check(both, replace(CLIP, frames_alone=True), DAY)
    assert caught.value.code == "takes.frames_not_alone"


def test_the_answer_of_a_text_model_has_a_limit():
    asked = Brief(Medium.TEXT, "write")

    assert check(asked, TEXT, DAY).tokens == 1000
    assert check(replace(asked, most_tokens=10), TEXT, DAY).tokens == 10
    with pytest.raises(Invalid, match="1001"):
        check(replace(asked, most_tokens=1001), TEXT, DAY)


@pytest.mark.parametrize(
    ("successor", "said"), [("clip-2", "Use clip-2"), ("", "names no successor")]
)
def test_a_retired_model_is_refused_from_its_day_on(successor, said):
    retiring = replace(CLIP, retires_on=DAY, successor=successor)

    assert check(ASKED, retiring, date(2026, 11, 21))
    with pytest.raises(Invalid, match=said):
        check(ASKED, retiring, DAY)


@given(
    wanted=st.integers(1, 40_000),
    step=st.sampled_from([0, 1, 500, 1000]),
    only=st.lists(st.integers(1, 30_000), max_size=4),
    shortest=st.integers(0, 9000),
)
def test_a_length_that_is_made_is_long_enough_allowed_and_the_shortest(
    wanted, step, only, shortest
):
    card = replace(CLIP, lengths_ms=tuple(sorted(only)), step_ms=step, shortest_ms=shortest)
    made = length_made(wanted, card, None)
    if made is None:
        assert wanted > longest_ms(card, None) - (step or 1)
        return
    assert made >= wanted
    if only:
        assert made in only
        assert not [length for length in only if wanted <= length < made]
    else:
        assert shortest <= made <= card.longest_ms
        assert not step or made % step == 0
        assert made - max(wanted, shortest) < (step or 1)
