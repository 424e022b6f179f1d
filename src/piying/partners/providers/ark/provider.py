"""Ark behind the port of paid models: pictures and texts at once, clips by tasks.

    task      {"id": "…", "content": {"video_url": "…"}, "error": {"code": "…", "message": "…"},
              "status": "queued" | "running" | "succeeded" | "failed" | "cancelled" | "expired"}
    picture   {"data": [{"b64_json": "…", "size": "1440x2560"}], "error": {…}}
    text      {"choices": [{"finish_reason": "stop", "message": {"content": "…"}}]}

A task that waits can be given up by DELETE. The same DELETE on a task that is done wipes its
record away, so we look first and leave alone what has begun. Links hold for 24 hours.

Source: volcengine-ark-runtime 5.0.54 (PyPI, 2026); read 2026-11-22. Codes of refused content:
www.volcengine.com/docs/82379/1299023, as public adapters quote it.
"""

from __future__ import annotations

import base64
import binascii
import re

from piying.model.brief import Brief
from piying.model.card import ModelCard
from piying.model.errors import PiyingError
from piying.model.job import Order
from piying.partners import media
from piying.partners.answers import Asked, Json, Step, coded
from piying.partners.endpoint import Endpoint
from piying.partners.guard import Door
from piying.partners.keys import Secret
from piying.partners.net import Headers, Way
from piying.partners.orders import body_of, filled, frozen, text_made, used_of
from piying.partners.providers.ark.body import CHAT, EXPECTED, IMAGES, body_for
from piying.takes.generator import Pace, Pending, Receipt, Used
from piying.takes.provider import Inputs, Made

ORIGIN = "https://ark.cn-beijing.volces.com/api/v3"
VERSION = 1
TASK = re.compile(r"[\w.-]{1,128}")
CLIP_BYTES_MAX = 1 << 30
FILE_TYPES = ("video/", "application/octet-stream", "binary/octet-stream")
SENSITIVE = ("SensitiveContentDetected", "RiskDetection", "ContentSecurityDetection")
OVERDUE = ("AccountOverdue", "InvalidSubscription")
JSON_TYPE, TEXT_TYPE = "application/json", "text/plain"


class Ark(Endpoint):
    """The models of Volcengine Ark."""

    name = "ark"
    usual = ORIGIN
    job_id = TASK
    pace = Pace(at_once_max=3, per_minute_max=60, poll_ms=10_000)
    honours_keys = False
    resumes = True

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """The request that `brief` becomes."""
        path, body, length = body_for(brief, card, seed)
        plain = JSON_TYPE if brief.answer_schema else TEXT_TYPE
        return frozen(
            card, self._origin + path, body, EXPECTED.get(brief.medium, plain),
            length_ms=length, version=VERSION,
        )  # fmt: skip

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:  # noqa: ARG002 - no keys
        """Send the request; a picture and a text come at once."""
        body = filled(body_of(order, VERSION), inputs)
        way, answer = self._ask("POST", order.endpoint, Step.SUBMIT, order.model, body)
        asked = way.asked(Step.SUBMIT, order.model)
        if order.endpoint.endswith(IMAGES):
            return Receipt(made=_picture(asked, answer))
        if order.endpoint.endswith(CHAT):
            made = _text(asked, answer, structured=order.media_type == JSON_TYPE)
            used = used_of(answer.get("usage"), "prompt_tokens", "completion_tokens")
            return Receipt(made=made, used=used)
        task = str(answer.get("id") or "")
        if not TASK.fullmatch(task):
            raise asked.doubt("partners.answer_unreadable")
        return Receipt(job=task)

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """Ask for the task, and fetch its clip when there is one."""
        self._known(order, job)
        way, answer = self._ask("GET", f"{order.endpoint}/{job}", Step.POLL, order.model)
        asked = way.asked(Step.POLL, order.model)
        match answer.get("status"):
            case "queued" | "running":
                return Pending()
            case "succeeded":
                return _fetched(way, asked, order, answer)
            case "cancelled":
                raise asked.end("partners.job_cancelled")
            case "failed" | "expired" as status:
                raise _ended(asked, answer.get("error"), str(status))
            case _:
                raise asked.doubt("partners.answer_unreadable")

    def cancel(self, order: Order, job: str) -> bool:
        """Give up a task that still waits; False once it has begun."""
        if not TASK.fullmatch(job):
            return False
        url = f"{order.endpoint}/{job}"
        _, answer = self._ask("GET", url, Step.POLL, order.model)
        if answer.get("status") != "queued":
            return False
        way, headers = self._way()
        way.send("DELETE", url, step=Step.POLL, model=order.model, headers=headers, own=_own)
        return True

    def _way(self) -> tuple[Way, Headers]:
        key = self._keys.of(self.name, "ARK_API_KEY")
        bearer = Secret(f"Bearer {key.reveal()}")
        # The vendor names no host for its files; what is fetched there carries no key.
        way = Way(self.name, (self._own,), (Door("*"),), secrets=(key,))
        return way, {"authorization": bearer}

    def _ask(
        self, method: str, url: str, step: Step, model: str, body: Json | None = None
    ) -> tuple[Way, Json]:
        """The answer, and the way that it came."""
        way, headers = self._way()
        answer = way.ask(
            method, url, step=step, model=model, body=body, headers=headers, own=_own
        )
        return way, answer


def _fetched(way: Way, asked: Asked, order: Order, answer: Json) -> Receipt:
    content = answer.get("content")
    url = content.get("video_url") if isinstance(content, dict) else None
    if not isinstance(url, str) or not url:
        raise asked.end("partners.nothing_made", owed=True, why="video_url")
    fetched = way.download(
        url, limit=CLIP_BYTES_MAX, types=FILE_TYPES, model=order.model, renewable=True
    )
    told = answer.get("usage")
    written = used_of(told, "completion_tokens", "completion_tokens")
    used = Used(0, written.written) if written else None
    return Receipt(made=media.made(fetched.data, "video", asked), used=used)


def _picture(asked: Asked, answer: Json) -> Made:
    """The picture in an answer that took the order."""
    listed = answer.get("data")
    first = listed[0] if isinstance(listed, list) and listed else {}
    if not isinstance(first, dict) or isinstance(first.get("error"), dict):
        raise _ended(asked, first.get("error") if isinstance(first, dict) else None, "data")
    if isinstance(answer.get("error"), dict) and answer["error"].get("code"):
        raise _ended(asked, answer["error"], "data")
    text = first.get("b64_json")
    if not isinstance(text, str) or not text:
        raise asked.doubt("partners.answer_unreadable")
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise asked.doubt("partners.answer_unreadable") from None
    return media.made_and_owed(data, "image", asked)


def _text(asked: Asked, answer: Json, *, structured: bool) -> Made:
    """The text in an answer that took the order."""
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else {}
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(message, dict):
        raise asked.doubt("partners.answer_unreadable")
    ended = str(first.get("finish_reason"))
    if ended == "content_filter":
        raise asked.end("partners.moderated", owed=True, why=ended)
    text = message.get("content")
    if not isinstance(text, str) or not text or ended == "length":
        raise asked.end("partners.nothing_made", owed=True, why=ended)
    return text_made(text, asked, structured=structured)


def _ended(asked: Asked, error: object, status: str) -> PiyingError:
    """What a task, or a picture, that did not come out means."""
    told = error if isinstance(error, dict) else {}
    code = str(told.get("code") or status)
    why = coded(code, told.get("message"))
    if any(word in code for word in SENSITIVE):
        return asked.end("partners.moderated", why=why)
    return asked.end("partners.job_failed", why=why)


def _own(asked: Asked, status: int, answer: Json) -> PiyingError | None:
    """What the vendor's own code in a refusal means."""
    error = answer.get("error")
    if 200 <= status < 300 or not isinstance(error, dict):
        return None
    code = str(error.get("code") or "")
    why = coded(code, error.get("message"))
    if any(word in code for word in SENSITIVE):
        return asked.refusal("partners.moderated", why=why)
    if code.startswith(OVERDUE):
        return asked.refusal("partners.no_credit", why=why)
    return None
