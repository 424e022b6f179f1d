"""What Ark is sent."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.model.card import RoleLimit
from piying.model.errors import Invalid
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.ark.body import body_for

CARDS = {card.model: card for card in shipped_cards() if card.provider == "ark"}
SEEDANCE = CARDS["doubao-seedance-2-0-260128"]
SEEDREAM = CARDS["doubao-seedream-4-5-251128"]
DOUBAO = CARDS["doubao-seed-2-1-turbo-260628"]
CLIP = Brief(Medium.VIDEO, "她回头。", avoid="文字", width=720, height=1280, length_ms=4200)


def shown(role, name="", seed=b"x", kind="image/png"):
    return Reference(digest_bytes(seed), role, kind, name, 720, 1280, 100, 2000)


FIRST, LAST = shown(Role.FIRST_FRAME), shown(Role.LAST_FRAME, seed=b"y")
SHEN = shown(Role.CHARACTER, "沈清", b"z")


def body(brief, card=SEEDANCE, seed=7):
    return body_for(brief, card, seed)[1]


def test_a_clip_is_asked_for_by_resolution_ratio_and_whole_seconds():
    path, sent, length_ms = body_for(CLIP, SEEDANCE, 7)

    assert path == "/contents/generations/tasks"
    assert (sent["resolution"], sent["ratio"], sent["duration"]) == ("720p", "9:16", 5)
    assert (sent["watermark"], sent["generate_audio"], sent["seed"]) == (False, False, 7)
    assert length_ms == 5000
    assert sent["content"] == [{"type": "text", "text": "她回头。\n不要出现：文字"}]


def test_the_vendors_496_by_864_still_counts_as_9_to_16():
    assert body(replace(CLIP, width=480, height=854))["ratio"] == "9:16"


def test_a_seed_stays_within_the_vendors_range():
    assert 0 <= body(CLIP, seed=2**40 + 5)["seed"] < 2**31


def test_frames_have_their_roles():
    content = body(replace(CLIP, references=(FIRST, LAST)))["content"]

    assert [one["role"] for one in content[1:]] == ["first_frame", "last_frame"]
    assert content[1]["image_url"]["url"] == {"$blob": FIRST.blob, "as": "data_url"}


def test_references_have_their_role_and_are_named_by_their_place():
    voice = shown(Role.SOUND, seed=b"v", kind="audio/wav")
    sent = body(replace(CLIP, references=(voice, SHEN)))

    assert [one.get("role") for one in sent["content"]] == [
        None, "reference_audio", "reference_image",
    ]  # fmt: skip
    assert "图片1：人物 沈清" in sent["content"][0]["text"]


@pytest.mark.parametrize(
    ("references", "code"),
    [((FIRST, SHEN), "partners.frames_not_alone"), ((LAST,), "partners.last_frame_alone")],
)
def test_mixtures_that_the_vendor_refuses_are_refused_here(references, code):
    """ "First frame, first and last frame, and references exclude each other." """
    card = replace(SEEDANCE, frames_alone=False)
    with pytest.raises(Invalid) as caught:
        body(replace(CLIP, references=references), card)

    assert caught.value.code == code


def test_a_clip_as_reference_is_refused_because_we_give_no_addresses():
    card = replace(SEEDANCE, roles=(RoleLimit(Role.CLIP, 3),))
    clip = shown(Role.CLIP, kind="video/mp4")
    with pytest.raises(Invalid) as caught:
        body(replace(CLIP, references=(clip,)), card)

    assert caught.value.code == "partners.clip_by_address_only"


def test_a_picture_is_one_without_a_watermark_at_a_size_in_pixels():
    brief = Brief(Medium.IMAGE, "半身", width=1080, height=1920, references=(SHEN,))
    path, sent, _ = body_for(brief, SEEDREAM, 7)

    assert path == "/images/generations"
    assert sent["size"] == "1440x2560"
    assert sent["sequential_image_generation"] == "disabled"
    assert sent["response_format"] == "b64_json"
    assert sent["watermark"] is False
    assert sent["image"] == [{"$blob": SHEN.blob, "as": "data_url"}]
    assert "图1：人物 沈清" in sent["prompt"]
    assert "seed" not in sent


def test_a_text_keeps_to_a_schema_and_does_not_think_aloud():
    schema = {"type": "object", "properties": {"title": {"type": "string"}}}
    brief = Brief(
        Medium.TEXT, "起名。", system="你是编剧。", answer_schema=json.dumps(schema),
        most_tokens=500,
    )  # fmt: skip
    path, sent, _ = body_for(brief, DOUBAO, 7)

    assert path == "/chat/completions"
    assert [one["role"] for one in sent["messages"]] == ["system", "user"]
    assert sent["response_format"]["json_schema"]["schema"] == schema
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["thinking"] == {"type": "disabled"}
    assert sent["max_tokens"] == 500
