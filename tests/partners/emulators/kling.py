"""Kling on loopback: tasks for pictures and clips, signed with a JWT."""

from __future__ import annotations

import base64

import jwt

from partners.contract import Case
from partners.emulator import (
    KEY,
    Emulator,
    Reply,
    Wrong,
    clip,
    fields,
    one_of,
    picture,
    reply,
)  # fmt: skip
from piying.model.brief import Brief, BriefShot, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.kling import Kling

NOW = 1_795_000_000
CODES = {401: 1002, 402: 1102, 404: 1203, 429: 1302, 503: 5001, 400: 1201}
KINDS = {
    "/v1/images/generations": "images", "/v1/images/omni-image": "images",
    "/v1/videos/text2video": "videos", "/v1/videos/image2video": "videos",
    "/v1/videos/omni-video": "videos",
}  # fmt: skip
RATIOS = {
    "videos": {"16:9", "9:16", "1:1"},
    "images": {"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"},
}


class KlingVendor(Emulator):
    """The vendor's interface as its documents have it."""

    def __init__(self):
        super().__init__()
        self.now = NOW

    def step(self, request):
        if request.method == "POST":
            return "submit"
        return "download" if request.path.startswith("/files/") else "poll"

    def refusal(self, status, why):
        if status not in CODES:
            return Reply(status, b"refused", "text/plain")
        told = {"code": CODES[status], "message": why, "request_id": "r-1"}
        return reply(told, {402: 429}.get(status, status))

    def trouble(self, word):
        if word == "clock":
            return reply(
                {"code": 1003, "message": "Authorization is not yet valid", "request_id": "r"},
                401,
            )
        return super().trouble(word)

    def answer(self, step, request):
        if step == "download":
            kind = "image/png" if request.path.endswith("png") else "video/mp4"
            usual = picture if kind == "image/png" else clip
            return Reply(200, self.made or usual(), kind)
        self._signed(request)
        if step == "submit":
            return self._task(request)
        path, _, task = request.path.rpartition("/")
        if self.jobs.get(task, {}).get("path") != path:
            raise Wrong("the task does not exist", 404)
        return self._state(task)

    def _signed(self, request):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer":
            raise Wrong("Authorization is empty", 401)
        try:
            claims = jwt.decode(
                token, KEY, algorithms=["HS256"],
                options={"verify_exp": False, "verify_nbf": False},
            )  # fmt: skip
        except jwt.PyJWTError:
            raise Wrong("Authorization is invalid", 401) from None
        fields(claims, {"iss": str, "exp": int, "nbf": int})
        if claims["iss"] != KEY or not claims["nbf"] <= self.now < claims["exp"]:
            raise Wrong("Authorization is invalid", 401)

    def _task(self, request):
        if request.path not in KINDS:
            raise Wrong("no such path", 404)
        body = request.json()
        CHECKS[request.path](body)
        task = str(880_000_000_000 + len(self.jobs))
        self.jobs[task] = {"path": request.path, "polls": 0, "body": body}
        self.charges.append((body["model_name"], request.path))
        data = {"task_id": task, "task_status": "submitted", "created_at": 1}
        return reply({"code": 0, "message": "SUCCEED", "request_id": "r", "data": data})

    def _state(self, task):
        job = self.jobs[task]
        job["polls"] += 1
        data = {"task_id": task, "task_status": "processing", "task_status_msg": ""}
        if job["polls"] > self.POLLS:
            data |= self._end(KINDS[job["path"]])
        return reply({"code": 0, "message": "SUCCEED", "request_id": "r", "data": data})

    def _end(self, kind):
        planned = self.plans.get("result", [])
        if planned:
            why = {"moderated": "Failure to pass the risk control system", "failed": "busy"}
            return {"task_status": "failed", "task_status_msg": why[planned.pop(0)]}
        name = "a.png" if kind == "images" else "a.mp4"
        made = {"url": f"{self.url}/files/{name}"}
        made |= {"index": 0} if kind == "images" else {"id": "v1", "duration": "5"}
        return {"task_status": "succeed", "task_result": {kind: [made]}}


def _image(text):
    if text.startswith("data:"):
        raise Wrong("base64 must not have a prefix")
    base64.b64decode(text, validate=True)


def _video(body, extra, allowed):
    needed = {"model_name": str, "mode": str, "duration": str, "external_task_id": str}
    fields(
        body, needed | extra,
        {"prompt": str, "negative_prompt": str, "sound": str, "multi_shot": bool,
         "shot_type": str, "multi_prompt": list} | allowed,
    )  # fmt: skip
    one_of(body["mode"], {"std", "pro", "4k"}, "mode")
    one_of(body["duration"], {str(n) for n in range(3, 16)}, "duration")
    one_of(body.get("sound", "off"), {"on", "off"}, "sound")
    if not body.get("multi_shot"):
        if not 0 < len(body.get("prompt", "")) <= 2500 or "multi_prompt" in body:
            raise Wrong("prompt is needed")
        return
    one_of(body.get("shot_type"), {"customize"}, "shot_type")
    shots = body.get("multi_prompt", [])
    if not 1 <= len(shots) <= 6:
        raise Wrong("one to six shots")
    for number, shot in enumerate(shots, start=1):
        fields(shot, {"index": int, "prompt": str, "duration": str})
        if shot["index"] != number or not 0 < len(shot["prompt"]) <= 512:
            raise Wrong("a shot is wrong")
    if sum(int(shot["duration"]) for shot in shots) != int(body["duration"]):
        raise Wrong("the shots do not add up to the duration")


def _text_video(body):
    _video(body, {"aspect_ratio": str}, {})
    one_of(body["aspect_ratio"], RATIOS["videos"], "aspect_ratio")


def _image_video(body):
    _video(body, {"image": str}, {"image_tail": str})
    _image(body["image"])
    _image(body.get("image_tail", ""))


def _omni_video(body):
    _video(body, {}, {"image_list": list, "aspect_ratio": str})
    if "negative_prompt" in body:
        raise Wrong("negative_prompt is not a field here")
    images = body.get("image_list", [])
    if len(images) > 7:
        raise Wrong("seven images at most")
    for image in images:
        fields(image, {"image_url": str}, {"type": str})
        one_of(image.get("type", "first_frame"), {"first_frame", "end_frame"}, "type")
        _image(image["image_url"])
    framed = any(image.get("type") == "first_frame" for image in images)
    if not framed:
        one_of(body.get("aspect_ratio"), RATIOS["videos"], "aspect_ratio")


def _picture(body):
    fields(
        body,
        {"model_name": str, "prompt": str, "resolution": str, "aspect_ratio": str, "n": int,
         "external_task_id": str},
        {"negative_prompt": str, "image": str},
    )  # fmt: skip
    one_of(body["resolution"], {"1k", "2k"}, "resolution")
    one_of(body["aspect_ratio"], RATIOS["images"], "aspect_ratio")
    _image(body.get("image", ""))


def _omni_picture(body):
    fields(
        body,
        {"model_name": str, "prompt": str, "resolution": str, "aspect_ratio": str, "n": int,
         "external_task_id": str},
        {"image_list": list},
    )  # fmt: skip
    one_of(body["resolution"], {"1k", "2k", "4k"}, "resolution")
    one_of(body["aspect_ratio"], RATIOS["images"] | {"auto"}, "aspect_ratio")
    for image in body.get("image_list", []):
        fields(image, {"image": str})
        _image(image["image"])


CHECKS = {
    "/v1/images/generations": _picture,
    "/v1/images/omni-image": _omni_picture,
    "/v1/videos/text2video": _text_video,
    "/v1/videos/image2video": _image_video,
    "/v1/videos/omni-video": _omni_video,
}


def kling(url, keys):
    return Kling(shipped_cards(), keys, lambda: NOW, origin=url, local=True)


NAMES = ("PIYING_KEY_KLING_ACCESS", "PIYING_KEY_KLING_SECRET")
SHEET = Reference(digest_bytes(picture()), Role.CHARACTER, "image/png", "沈清", 720, 1280, 1000)
FRAME = Reference(
    digest_bytes(picture(640, 1138)), Role.FIRST_FRAME, "image/png", "", 640, 1138, 1000
)
CLIP = Brief(
    Medium.VIDEO, "雨夜，她回头。", avoid="文字", width=1080, height=1920, length_ms=4200
)
SHOTS = Brief(
    Medium.VIDEO, "雨夜的巷子。", width=720, height=1280, length_ms=4400,
    shots=(BriefShot("她停下。", 1800), BriefShot("她回头。", 2600)),
)  # fmt: skip


def _case(name, brief, model):
    return Case(name, KlingVendor, kling, brief, model, downloads=True, key_names=NAMES)


def _with(brief, *references, **changes):
    told = {name: getattr(brief, name) for name in brief.__slots__ if name != "kind"}
    return Brief(**(told | {"references": references} | changes))


FORMS = (
    _case("kling-text", CLIP, "kling-v3"),
    _case("kling-frame", _with(CLIP, FRAME, with_sound=True), "kling-v3"),
    _case("kling-shots", SHOTS, "kling-v3"),
    _case("kling-omni", _with(CLIP, SHEET), "kling-v3-omni"),
    _case("kling-omni-frame", _with(CLIP, SHEET, FRAME), "kling-v3-omni"),
    _case(
        "kling-image",
        Brief(Medium.IMAGE, "沈清半身", width=1080, height=1920, references=(SHEET,)),
        "kling-image-o1",
    ),
)
"""Every form of an order; the contract is tried on two of them."""
CASES = tuple(case for case in FORMS if case.name in {"kling-text", "kling-image"})
