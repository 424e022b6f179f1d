"""What Kling is sent: a brief in the fields of its four kinds of tasks.

    /v1/images/generations   kling-v3 and older: one picture as reference, `negative_prompt`
    /v1/images/omni-image    kling-v3-omni, kling-image-o1: up to ten references
    /v1/videos/text2video    without a frame; `aspect_ratio`
    /v1/videos/image2video   with a first frame, and perhaps a last; the frame decides the shape
    /v1/videos/omni-video    kling-v3-omni, kling-video-o1: frames and references

Lengths are strings. A clip of several shots has `multi_shot`, and its `multi_prompt` stands in
the place of `prompt`: at most six, each of 512 characters and one second at least, together
the length of the clip.

Source: github.com/Comfy-Org/ComfyUI, comfy_api_nodes/apis/kling.py (commit 589b85e4, 2026),
github.com/vercel/ai, packages/klingai/src/klingai-video-model.ts (commit 052b6d51, 2026), which
name app.klingai.com/global/dev/document-api; both read 2026-11-22.
"""

from __future__ import annotations

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.card import ModelCard, Size
from piying.model.errors import Invalid
from piying.partners.answers import Json
from piying.partners.orders import blob, fit_for
from piying.partners.shapes import shape
from piying.takes.fitting import Fit

IMAGES, OMNI_IMAGES = "/v1/images/generations", "/v1/images/omni-image"
TEXT_VIDEO, IMAGE_VIDEO = "/v1/videos/text2video", "/v1/videos/image2video"
OMNI_VIDEO = "/v1/videos/omni-video"

OMNI = frozenset({"kling-v3-omni", "kling-video-o1", "kling-image-o1"})
"""Models that are asked through the paths for references."""
MODES = {"720p": "std", "1080p": "pro", "4k": "4k"}
"""What the vendor calls the quality that gives each size of a clip."""
RATIOS = {
    Medium.IMAGE: ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"),
    Medium.VIDEO: ("16:9", "9:16", "1:1"),
}
PROMPT_CHARACTERS_MAX = 2500
SHOT_CHARACTERS_MAX = 512
FRAMES = {Role.FIRST_FRAME: "first_frame", Role.LAST_FRAME: "end_frame"}
SHOWN = {
    Role.CHARACTER: "人物",
    Role.LOCATION: "场景",
    Role.PROP: "道具",
    Role.STYLE: "画风",
}


def path_of(brief: Brief, card: ModelCard) -> str:
    """Which kind of task `brief` is."""
    omni = card.model in OMNI
    if brief.medium is Medium.IMAGE:
        return OMNI_IMAGES if omni else IMAGES
    if omni:
        return OMNI_VIDEO
    framed = any(one.role in FRAMES for one in brief.references)
    return IMAGE_VIDEO if framed else TEXT_VIDEO


def body_for(brief: Brief, card: ModelCard) -> tuple[str, Json, int]:
    """The path, the body and the length in milliseconds of the task for `brief`.

    Raises:
        Invalid: the model cannot make it, the vendor has no field for what is asked, or a
            text is too long.
    """
    path = path_of(brief, card)
    fit = fit_for(brief, card)
    size = fit.size
    if size is None:
        raise _refused("partners.size_unknown", card)
    if brief.medium is Medium.IMAGE:
        return path, _picture(brief, card, size, path), 0
    body: Json = {
        "model_name": card.model,
        "mode": MODES.get(size.name.lower(), size.name),
        "duration": str(fit.length_ms // 1000),
        **_shots_or_prompt(brief, card, fit, path),
    }
    if card.sound:
        body["sound"] = "on" if brief.with_sound else "off"
    if path != OMNI_VIDEO and brief.avoid:
        body["negative_prompt"] = brief.avoid
    body |= _frames(brief, card, path)
    if path == TEXT_VIDEO or (path == OMNI_VIDEO and not _first(brief)):
        body["aspect_ratio"] = _ratio(size, card, Medium.VIDEO)
    return path, body, fit.length_ms


def _picture(brief: Brief, card: ModelCard, size: Size, path: str) -> Json:
    body: Json = {
        "model_name": card.model,
        "resolution": size.name.lower(),
        "aspect_ratio": _ratio(size, card, Medium.IMAGE),
        "n": 1,
    }
    if path == OMNI_IMAGES:
        images = [{"image": blob(one.blob)} for one in brief.references]
        return {
            **body,
            "prompt": _prompt(brief, card, brief.references),
            **({"image_list": images} if images else {}),
        }
    if len(brief.references) > 1:
        raise _refused("takes.references_too_many", card, most=1, found=len(brief.references))
    if brief.references:
        body["image"] = blob(brief.references[0].blob)
    if brief.avoid:
        body["negative_prompt"] = brief.avoid
    return {**body, "prompt": _prompt(brief, card, ())}


def _shots_or_prompt(brief: Brief, card: ModelCard, fit: Fit, path: str) -> Json:
    named = _others(brief) if path == OMNI_VIDEO else ()
    if not brief.shots:
        return {"prompt": _prompt(brief, card, named)}
    shots = []
    for number, (shot, lasts) in enumerate(zip(brief.shots, fit.shots_ms, strict=True), 1):
        # the vendor leaves `prompt` aside here, so what holds for the clip is said in each
        parts = (brief.prompt, shot.prompt, *_beside(brief, card, named))
        text = "\n".join(part for part in parts if part)
        if len(text) > SHOT_CHARACTERS_MAX:
            raise _refused(
                "takes.shot_prompt_too_long", card, number=number, found=len(text),
                most=SHOT_CHARACTERS_MAX,
            )  # fmt: skip
        shots.append({"index": number, "prompt": text, "duration": str(lasts // 1000)})
    return {"multi_shot": True, "shot_type": "customize", "multi_prompt": shots}


def _frames(brief: Brief, card: ModelCard, path: str) -> Json:
    """The first and last frame and, where the vendor takes them, the references."""
    first, last = _first(brief), _of(brief, Role.LAST_FRAME)
    if last and not first:
        raise _refused("partners.last_frame_alone", card)
    if path == OMNI_VIDEO:
        images = [
            {"image_url": blob(one.blob), **({"type": FRAMES[one.role]} if one.role in FRAMES
                                             else {})}
            for one in _listed(brief)
        ]  # fmt: skip
        return {"image_list": images} if images else {}
    if others := _others(brief):
        raise _refused(
            "takes.role_too_many", card, role=others[0].role.value, most=0, found=len(others)
        )
    body: Json = {}
    if first:
        body["image"] = blob(first.blob)
    if last:
        body["image_tail"] = blob(last.blob)
    return body


def _prompt(brief: Brief, card: ModelCard, named: tuple[Reference, ...]) -> str:
    """The prompt with what stands beside it."""
    text = "\n".join((brief.prompt, *_beside(brief, card, named)))
    most = card.prompt_characters_max or PROMPT_CHARACTERS_MAX
    if len(text) > most:
        raise _refused("takes.prompt_too_long", card, found=len(text), most=most)
    return text


def _beside(brief: Brief, card: ModelCard, named: tuple[Reference, ...]) -> tuple[str, ...]:
    """What the pictures show, the writing in them, and what there is no field for."""
    at = len(brief.references) - len(_others(brief)) if brief.medium is Medium.VIDEO else 0
    legend = (
        f"<<<image_{at + number}>>>：{SHOWN.get(one.role, '参考')} {one.name}".rstrip()
        for number, one in enumerate(named, start=1)
    )
    words = (f"画面中清楚写着“{word}”" for word in brief.words)
    unseen = (f"不要出现：{brief.avoid}",) if brief.avoid and card.model in OMNI else ()
    return (*legend, *words, *unseen)


def _ratio(size: Size, card: ModelCard, medium: Medium) -> str:
    """The vendor's name for the shape of `size`."""
    if found := shape(size, RATIOS[medium]):
        return found
    raise _refused("partners.shape_not_made", card, width=size.width, height=size.height,
                   known=", ".join(RATIOS[medium]))  # fmt: skip


def _listed(brief: Brief) -> tuple[Reference, ...]:
    """The frames, then the other references: the order in which the prompt counts them."""
    frames = tuple(one for one in brief.references if one.role in FRAMES)
    return (*frames, *_others(brief))


def _others(brief: Brief) -> tuple[Reference, ...]:
    return tuple(one for one in brief.references if one.role not in FRAMES)


def _first(brief: Brief) -> Reference | None:
    return _of(brief, Role.FIRST_FRAME)


def _of(brief: Brief, role: Role) -> Reference | None:
    return next((one for one in brief.references if one.role is role), None)


def _refused(code: str, card: ModelCard, **data: object) -> Invalid:
    return Invalid(code, provider=card.provider, model=card.model, **data)
