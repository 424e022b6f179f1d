"""What Ark is sent: a brief in the fields of its three interfaces.

    /images/generations            Seedream: one picture at once, as base64 in the answer
    /contents/generations/tasks    Seedance: a task that takes its time
    /chat/completions              Doubao: a text at once, to a JSON schema where one is asked

Seedance takes a first frame, a first and a last frame, or references; never frames with
references. Clips as references are taken by address only, and we give none away.

Source: volcengine-ark-runtime 5.0.54 (PyPI, 2026), resources/images, resources/
content_generation, types/content_generation; github.com/Comfy-Org/ComfyUI,
comfy_api_nodes/apis/bytedance.py (commit 117e1a77, 2026); read 2026-11-22. Our own REST,
because that package wants an HTTP library below version 1 beside the one that we guard.
"""

from __future__ import annotations

import json

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.card import ModelCard, Size
from piying.model.errors import Invalid
from piying.partners.answers import Json
from piying.partners.orders import blob, fit_for
from piying.partners.shapes import shape
from piying.takes.fitting import Fit

IMAGES = "/images/generations"
TASKS = "/contents/generations/tasks"
CHAT = "/chat/completions"
PATHS = {Medium.IMAGE: IMAGES, Medium.VIDEO: TASKS, Medium.TEXT: CHAT}
EXPECTED = {Medium.IMAGE: "image/jpeg", Medium.VIDEO: "video/mp4"}

RATIOS = ("16:9", "4:3", "1:1", "3:4", "9:16", "21:9")
SEED_MAX = 2**31
SHOWN = {
    Role.CHARACTER: "人物",
    Role.LOCATION: "场景",
    Role.PROP: "道具",
    Role.STYLE: "画风",
    Role.FIRST_FRAME: "首帧",
    Role.LAST_FRAME: "尾帧",
}
FRAMES = {Role.FIRST_FRAME: "first_frame", Role.LAST_FRAME: "last_frame"}


def body_for(brief: Brief, card: ModelCard, seed: int) -> tuple[str, Json, int]:
    """The path, the body and the length in milliseconds of the order for `brief`.

    Raises:
        Invalid: the vendor has no field for what is asked, or refuses the mixture.
    """
    fit = fit_for(brief, card)
    if brief.medium is Medium.TEXT:
        return CHAT, _text(brief, card, fit), 0
    if fit.size is None:
        raise _refused("partners.size_unknown", card)
    if brief.medium is Medium.IMAGE:
        return IMAGES, _picture(brief, card, fit.size, seed), 0
    return TASKS, _clip(brief, card, fit, fit.size, seed), fit.length_ms


def _picture(brief: Brief, card: ModelCard, size: Size, seed: int) -> Json:
    body: Json = {
        "model": card.model,
        "prompt": _prompt(brief, card, "图", ()),
        "size": f"{size.width}x{size.height}",
        "sequential_image_generation": "disabled",
        "response_format": "b64_json",
        "watermark": False,
    }
    if brief.references:
        body["image"] = [blob(one.blob, "data_url") for one in brief.references]
    if card.seeds:
        body["seed"] = seed % SEED_MAX
    return body


def _clip(brief: Brief, card: ModelCard, fit: Fit, size: Size, seed: int) -> Json:
    frames = [one for one in brief.references if one.role in FRAMES]
    roles = {one.role for one in frames}
    if frames and len(frames) < len(brief.references):
        raise _refused("partners.frames_not_alone", card)
    if roles == {Role.LAST_FRAME}:
        raise _refused("partners.last_frame_alone", card)
    text = {"type": "text", "text": _prompt(brief, card, "图片", fit.shots_ms)}
    body: Json = {
        "model": card.model,
        "content": [text, *(_reference(one, card) for one in brief.references)],
        "resolution": size.name.lower(),
        "ratio": _ratio(size, card),
        "duration": fit.length_ms // 1000,
        "watermark": False,
    }
    if card.sound:
        body["generate_audio"] = brief.with_sound
    if card.seeds:
        body["seed"] = seed % SEED_MAX
    return body


def _reference(one: Reference, card: ModelCard) -> Json:
    if one.role is Role.CLIP:
        raise _refused("partners.clip_by_address_only", card)
    kind = "audio_url" if one.role is Role.SOUND else "image_url"
    plain = "reference_audio" if one.role is Role.SOUND else "reference_image"
    return {
        "type": kind,
        kind: {"url": blob(one.blob, "data_url")},
        "role": FRAMES.get(one.role, plain),
    }


def _text(brief: Brief, card: ModelCard, fit: Fit) -> Json:
    messages = [{"role": "user", "content": brief.prompt}]
    if brief.system:
        messages.insert(0, {"role": "system", "content": brief.system})
    body: Json = {
        "model": card.model,
        "messages": messages,
        "stream": False,
        # what it thinks is charged as what it says, and a price is quoted for what it says
        "thinking": {"type": "disabled"},
    }
    if fit.tokens:
        body["max_tokens"] = fit.tokens
    if brief.answer_schema:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": "answer",
                "strict": True,
                "schema": json.loads(brief.answer_schema),
            },
        }
    return body


def _prompt(brief: Brief, card: ModelCard, picture: str, shots_ms: tuple[int, ...]) -> str:
    """The prompt, the shots with their seconds, what each picture shows, what must not be."""
    pictures = [one for one in brief.references if one.role is not Role.SOUND]
    legend = [
        f"{picture}{number}：{SHOWN.get(one.role, '参考')} {one.name}".rstrip()
        for number, one in enumerate(pictures, start=1)
        if one.role not in FRAMES
    ]
    shots = [
        f"镜头{number}（{lasts // 1000}秒）：{shot.prompt}"
        for number, (shot, lasts) in enumerate(zip(brief.shots, shots_ms, strict=True), 1)
    ]
    words = [f"画面中清楚写着“{word}”" for word in brief.words]
    unseen = [f"不要出现：{brief.avoid}"] if brief.avoid else []
    text = "\n".join(part for part in (brief.prompt, *shots, *legend, *words, *unseen) if part)
    most = card.prompt_characters_max
    if most and len(text) > most:
        raise _refused("takes.prompt_too_long", card, found=len(text), most=most)
    return text


def _ratio(size: Size, card: ModelCard) -> str:
    """The vendor's name for the shape of `size`."""
    if found := shape(size, RATIOS):
        return found
    raise _refused(
        "partners.shape_not_made", card, width=size.width, height=size.height,
        known=", ".join(RATIOS),
    )  # fmt: skip


def _refused(code: str, card: ModelCard, **data: object) -> Invalid:
    return Invalid(code, provider=card.provider, model=card.model, **data)
