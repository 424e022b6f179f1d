"""Volcengine Ark on loopback: pictures and texts at once, clips by tasks."""

from __future__ import annotations

import base64
import json

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
from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.ark import Ark

CODES = {
    401: "AuthenticationError", 402: "AccountOverdueError", 404: "ModelNotOpen",
    429: "RateLimitExceeded.EndpointRPMExceeded", 400: "InvalidParameter",
    503: "InternalServiceError", 413: "RequestTooLarge",
}  # fmt: skip
SENSITIVE = "InputTextSensitiveContentDetected"
TASKS, IMAGES, CHAT = "/contents/generations/tasks", "/images/generations", "/chat/completions"
RATIOS = {"16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive"}


class ArkVendor(Emulator):
    """The vendor's interface as its SDK has it."""

    def step(self, request):
        if request.method == "DELETE":
            return "cancel"
        if request.method == "POST":
            return "submit"
        return "download" if request.path.startswith("/files/") else "poll"

    def refusal(self, status, why):
        told = {"code": CODES.get(status, "Unknown"), "message": why, "type": "BadRequest"}
        return reply({"error": told}, {402: 403}.get(status, status))

    def trouble(self, word):
        if word == "moderated":
            told = {"code": SENSITIVE, "message": "may contain sensitive information"}
            return reply({"error": told}, 400)
        return super().trouble(word)

    def answer(self, step, request):
        if step == "download":
            return Reply(200, self.made or clip(), "video/mp4")
        if request.headers.get("authorization") != f"Bearer {KEY}":
            raise Wrong("the API key is missing or invalid", 401)
        if step == "submit":
            return self._order(request)
        job = self.jobs.get(request.path.rpartition("/")[2])
        if job is None:
            raise Wrong("task not found", 404)
        if step == "cancel":
            if job["status"] != "queued":
                raise Wrong("task can not be deleted", 409)
            job["status"] = "cancelled"
            return Reply(200, b"{}")
        return self._state(job)

    def _order(self, request):
        body = request.json()
        self.charges.append((body["model"], request.path))
        try:
            if request.path == IMAGES:
                return self._picture(body)
            if request.path == CHAT:
                return self._text(body)
            if request.path == TASKS:
                return self._task(body)
        except Wrong:
            self.charges.pop()
            raise
        raise Wrong("no such path", 404)

    def _picture(self, body):
        fields(
            body,
            {"model": str, "prompt": str, "size": str, "response_format": str,
             "sequential_image_generation": str, "watermark": bool},
            {"image": list, "seed": int},
        )  # fmt: skip
        one_of(body["sequential_image_generation"], {"disabled", "auto"}, "sequential")
        one_of(body["response_format"], {"b64_json", "url"}, "response_format")
        wide, high = map(int, body["size"].split("x"))
        if not wide * high >= 1024 * 1024:
            raise Wrong("size is too small")
        for image in body.get("image", []):
            _data_url(image, "image/")
        data = base64.b64encode(self.made or picture(codec="mjpeg")).decode()
        image = {"b64_json": data, "size": body["size"]}
        told = {"model": body["model"], "created": 1, "data": [image]}
        return reply(told | {"usage": {"generated_images": 1}})

    def _text(self, body):
        fields(
            body, {"model": str, "messages": list, "stream": bool, "thinking": dict},
            {"max_tokens": int, "response_format": dict},
        )  # fmt: skip
        for message in body["messages"]:
            fields(message, {"role": str, "content": str})
            one_of(message["role"], {"system", "user"}, "role")
        text = "甲走进来。"
        if "response_format" in body:
            fields(body["response_format"], {"type": str, "json_schema": dict})
            schema = body["response_format"]["json_schema"]
            fields(schema, {"name": str, "strict": bool, "schema": dict})
            text = json.dumps({"title": "雨夜"})
        choice = {"index": 0, "finish_reason": "stop",
                  "message": {"role": "assistant", "content": text}}  # fmt: skip
        return reply({"id": "c", "choices": [choice], "usage": USAGE})

    def _task(self, body):
        fields(
            body,
            {"model": str, "content": list, "resolution": str, "ratio": str, "duration": int,
             "watermark": bool},
            {"generate_audio": bool, "seed": int},
        )  # fmt: skip
        one_of(body["resolution"], {"480p", "720p", "1080p", "4k"}, "resolution")
        one_of(body["ratio"], RATIOS, "ratio")
        if not 4 <= body["duration"] <= 30 or not 0 <= body.get("seed", 0) < 2**31:
            raise Wrong("duration or seed is out of range")
        roles = [_part(part) for part in body["content"]]
        if roles[0] != "text" or roles.count("text") != 1:
            raise Wrong("one text comes first")
        frames = {"first_frame", "last_frame"} & set(roles)
        if frames and set(roles) - frames - {"text"}:
            raise Wrong("frames and references cannot be mixed")
        name = f"cgt-2026-{len(self.jobs)}"
        self.jobs[name] = {"id": name, "model": body["model"], "status": "queued", "polls": 0}
        return reply({"id": name})

    def _state(self, job):
        job["polls"] += 1
        done = job["polls"] > self.POLLS and job["status"] != "cancelled"
        told = {"id": job["id"], "model": job["model"], "status": job["status"]}
        if done:
            told |= self._end()
        return reply(told)

    def _end(self):
        planned = self.plans.get("result", [])
        if planned:
            code = {"moderated": "OutputVideoSensitiveContentDetected", "failed": "Internal"}
            word = planned.pop(0)
            return {"status": "failed", "error": {"code": code[word], "message": word}}
        return {
            "status": "succeeded",
            "content": {"video_url": f"{self.url}/files/a.mp4"},
            "usage": {"completion_tokens": 100, "total_tokens": 100},
        }


def _data_url(text, kind):
    head, _, data = text.partition(";base64,")
    if not head.startswith(f"data:{kind}"):
        raise Wrong("a data URL is wanted")
    base64.b64decode(data, validate=True)


def _part(part):
    kind = part.get("type")
    if kind == "text":
        fields(part, {"type": str, "text": str})
        return "text"
    if kind not in {"image_url", "audio_url"}:
        raise Wrong(f"unknown content {kind}")
    fields(part, {"type": str, kind: dict, "role": str})
    fields(part[kind], {"url": str})
    _data_url(part[kind]["url"], "image/" if kind == "image_url" else "audio/")
    known = {"first_frame", "last_frame", "reference_image"}
    one_of(part["role"], known if kind == "image_url" else {"reference_audio"}, "role")
    return part["role"]


USAGE = {"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42}


def ark(url, keys):
    return Ark(shipped_cards(), keys, url, local=True)


SHEET = Reference(digest_bytes(picture()), Role.CHARACTER, "image/png", "沈清", 720, 1280, 1000)
FRAME = Reference(
    digest_bytes(picture(640, 1138)), Role.FIRST_FRAME, "image/png", "", 640, 1138, 1000
)
SEEDANCE = "doubao-seedance-2-0-260128"
SCHEMA = json.dumps({"type": "object", "properties": {"title": {"type": "string"}}})


def _clip_of(name, references, **more):
    told = {"width": 720, "height": 1280, "length_ms": 4500, "references": references} | more
    brief = Brief(Medium.VIDEO, "雨夜，她回头。", **told)
    return Case(name, ArkVendor, ark, brief, SEEDANCE, downloads=True, cancels=True)


def _at_once(name, brief, model):
    return Case(name, ArkVendor, ark, brief, model, at_once=True)


FORMS = (
    _clip_of("ark-text", (), with_sound=True, avoid="文字"),
    _clip_of("ark-frame", (FRAME,)),
    _clip_of("ark-reference", (SHEET,)),
    _at_once(
        "ark-image",
        Brief(Medium.IMAGE, "沈清半身", width=1080, height=1920, references=(SHEET,)),
        "doubao-seedream-4-5-251128",
    ),
    _at_once(
        "ark-answer",
        Brief(Medium.TEXT, "起一个片名。", system="你是编剧。", answer_schema=SCHEMA),
        "doubao-seed-2-1-turbo-260628",
    ),
)  # fmt: skip
"""Every form of an order; the contract is tried on three of them."""
CASES = tuple(
    case for case in FORMS if case.name in {"ark-reference", "ark-image", "ark-answer"}
)
