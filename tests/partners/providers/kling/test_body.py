"""What Kling is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from piying.model.brief import Brief, BriefShot, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.kling.body import body_for, path_of

CARDS = {
    (card.model, card.medium): card for card in shipped_cards() if card.provider == "kling"
}
V3 = CARDS["kling-v3", Medium.VIDEO]
OMNI = CARDS["kling-v3-omni", Medium.VIDEO]
CLIP = Brief(Medium.VIDEO, "她回头。", avoid="文字", width=1080, height=1920, length_ms=4200)


def shown(role, name="", seed=b"x"):
    return Reference(digest_bytes(seed), role, "image/png", name, 720, 1280, 100)


FIRST, LAST = shown(Role.FIRST_FRAME), shown(Role.LAST_FRAME, seed=b"y")
SHEN = shown(Role.CHARACTER, "沈清", b"z")


def body(brief, card=V3):
    return body_for(brief, card)[1]


@pytest.mark.parametrize(
    ("references", "card", "path"),
    [
        ((), V3, "/v1/videos/text2video"),
        ((FIRST,), V3, "/v1/videos/image2video"),
        ((FIRST, LAST), V3, "/v1/videos/image2video"),
        ((SHEN,), OMNI, "/v1/videos/omni-video"),
        ((), OMNI, "/v1/videos/omni-video"),
    ],
)
def test_the_references_decide_the_kind_of_task(references, card, path):
    assert path_of(replace(CLIP, references=references), card) == path


def test_a_length_is_a_string_of_whole_seconds_that_is_long_enough():
    path, sent, length_ms = body_for(CLIP, V3)

    assert path == "/v1/videos/text2video"
    assert sent["duration"] == "5"
    assert length_ms == 5000


@pytest.mark.parametrize(
    ("width", "height", "mode"), [(720, 1280, "std"), (1080, 1920, "pro"), (2160, 3840, "4k")]
)
def test_the_size_decides_the_mode(width, height, mode):
    assert body(replace(CLIP, width=width, height=height))["mode"] == mode


def test_a_frame_decides_the_shape_itself():
    sent = body(replace(CLIP, references=(FIRST, LAST)))

    assert "aspect_ratio" not in sent
    assert sent["image"] == {"$blob": FIRST.blob, "as": "base64"}
    assert sent["image_tail"] == {"$blob": LAST.blob, "as": "base64"}
    assert body(CLIP)["aspect_ratio"] == "9:16"


def test_a_last_frame_alone_is_refused():
    with pytest.raises(Invalid) as caught:
        body(replace(CLIP, references=(LAST,)))

    assert caught.value.code == "partners.last_frame_alone"


def test_sound_is_asked_for_in_words():
    assert body(CLIP)["sound"] == "off"
    assert body(replace(CLIP, with_sound=True))["sound"] == "on"


def test_a_model_without_sound_gets_no_field_for_it():
    turbo = CARDS["kling-v2-5-turbo", Medium.VIDEO]

    assert "sound" not in body(CLIP, turbo)


def test_what_must_not_be_seen_has_a_field_or_stands_in_the_prompt():
    assert body(CLIP)["negative_prompt"] == "文字"
    sent = body(CLIP, OMNI)

    assert "negative_prompt" not in sent
    assert "不要出现：文字" in sent["prompt"]


def test_a_reference_is_named_by_its_place_behind_the_frames():
    sent = body(replace(CLIP, references=(SHEN, FIRST)), OMNI)

    assert [one.get("type") for one in sent["image_list"]] == ["first_frame", None]
    assert "<<<image_2>>>：人物 沈清" in sent["prompt"]


def test_the_shots_of_a_clip_carry_what_holds_for_all_of_them():
    """ "multi_shot: when true, the prompt parameter is ignored." """
    shots = (BriefShot("她停下。", 1800), BriefShot("她回头。", 2600))
    sent = body(replace(CLIP, length_ms=0, shots=shots, references=(SHEN,)), OMNI)

    assert "prompt" not in sent
    assert sent["multi_shot"] is True
    assert sent["shot_type"] == "customize"
    assert [one["index"] for one in sent["multi_prompt"]] == [1, 2]
    assert [one["duration"] for one in sent["multi_prompt"]] == ["2", "3"]
    assert sent["duration"] == "5"
    for one, shot in zip(sent["multi_prompt"], shots, strict=True):
        assert all(
            part in one["prompt"] for part in ("她回头。", shot.prompt, "沈清", "不要出现")
        )


def test_a_shot_of_more_than_512_characters_is_refused():
    shots = (BriefShot("长" * 300, 2000), BriefShot("短", 2000))
    with pytest.raises(Invalid) as caught:
        body(replace(CLIP, prompt="景" * 300, length_ms=0, shots=shots))

    assert caught.value.code == "takes.shot_prompt_too_long"


@given(st.lists(st.integers(200, 4000), min_size=2, max_size=6))
def test_shots_add_up_to_the_length(lengths):
    assume(sum(-(-length // 1000) for length in lengths) <= 15)
    shots = tuple(BriefShot("一", length) for length in lengths)
    _, sent, length_ms = body_for(replace(CLIP, length_ms=0, shots=shots), V3)
    lasts = [int(one["duration"]) for one in sent["multi_prompt"]]

    assert sum(lasts) == int(sent["duration"]) == length_ms // 1000
    assert 3 <= sum(lasts) <= 15
    assert all(1000 * one >= length for one, length in zip(lasts, lengths, strict=True))


def test_shots_that_take_too_long_are_refused():
    shots = tuple(BriefShot("一", 3100) for _ in range(4))
    with pytest.raises(Invalid) as caught:
        body(replace(CLIP, length_ms=0, shots=shots))

    assert caught.value.code == "takes.length_too_long"


def test_a_picture_names_its_resolution_in_small_letters():
    card = CARDS["kling-image-o1", Medium.IMAGE]
    path, sent, _ = body_for(
        Brief(Medium.IMAGE, "半身", width=1080, height=1920, references=(SHEN,)), card
    )

    assert path == "/v1/images/omni-image"
    assert sent["resolution"] == "2k"
    assert sent["n"] == 1
    assert sent["image_list"] == [{"image": {"$blob": SHEN.blob, "as": "base64"}}]
    assert "<<<image_1>>>：人物 沈清" in sent["prompt"]


def test_an_older_model_of_pictures_takes_one_reference():
    card = replace(CARDS["kling-image-o1", Medium.IMAGE], model="kling-v3")
    brief = Brief(Medium.IMAGE, "半身", avoid="手", width=1080, height=1920, references=(SHEN,))
    path, sent, _ = body_for(brief, card)

    assert path == "/v1/images/generations"
    assert sent["image"] == {"$blob": SHEN.blob, "as": "base64"}
    assert sent["negative_prompt"] == "手"
    with pytest.raises(Invalid):
        body_for(replace(brief, references=(SHEN, FIRST)), card)


def test_a_shape_that_the_vendor_does_not_make_is_refused():
    with pytest.raises(Invalid) as caught:
        body(replace(CLIP, width=2160, height=1000))

    assert caught.value.code in {"takes.ratio_not_made", "partners.shape_not_made"}
