"""Kling behind the port of paid models: a task is created, asked for, and its file fetched.

    {"code": 0, "message": "…", "request_id": "…", "data": {"task_id": "…",
     "task_status": "submitted" | "processing" | "succeed" | "failed", "task_status_msg": "…",
     "task_result": {"images": [{"index": 0, "url": "…"}], "videos": [{"url": "…"}]}}}

A task cannot be given up. `external_task_id` carries our key, so that a person finds a task in
the vendor's console; the vendor does not say what it does with a second task of the same id,
so keys do not count as honoured.

Source: github.com/Comfy-Org/ComfyUI, comfy_api_nodes/apis (KlingErrorResponse of 2025-10-12,
kling.py of commit 589b85e4, 2026); read 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard
from piying.model.errors import PiyingError
from piying.model.job import Order
from piying.partners import media
from piying.partners.answers import Asked, Json, Step, coded
from piying.partners.endpoint import Endpoint
from piying.partners.guard import Door
from piying.partners.keys import Keys, Secret
from piying.partners.net import Way
from piying.partners.orders import body_of, filled, frozen
from piying.partners.providers.kling.body import body_for
from piying.partners.providers.kling.token import shown
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Inputs

ORIGIN = "https://api-beijing.klingai.com"
"""Of the three that the vendor has, the one in China; api-singapore.klingai.com is abroad."""
VERSION = 1
TASK = re.compile(r"[\w-]{1,128}")
PICTURE_BYTES_MAX, CLIP_BYTES_MAX = 64 << 20, 1 << 30
FILE_TYPES = ("image/", "video/", "application/octet-stream", "binary/octet-stream")
MEANT = {
    **dict.fromkeys((1000, 1001, 1002, 1100, 1103, 1304), "partners.key_refused"),
    **dict.fromkeys((1003, 1004), "partners.clock_wrong"),
    **dict.fromkeys((1101, 1102), "partners.no_credit"),
    **dict.fromkeys((1300, 1301), "partners.moderated"),
    **dict.fromkeys((1302, 1303), "partners.too_many"),
    1203: "partners.model_unknown",
}
"""The vendor's codes; those of 5000 and more are its own failures."""
FAILING_FROM = 5000
SENSITIVE = ("risk control", "sensitive", "violat", "policy", "敏感", "违规", "审核")


class Kling(Endpoint):
    """The models of Kling."""

    name = "kling"
    usual = ORIGIN
    job_id = TASK
    pace = Pace(at_once_max=3, per_minute_max=20, poll_ms=8000)
    honours_keys = False
    resumes = True

    def __init__(
        self,
        cards: tuple[ModelCard, ...],
        keys: Keys,
        clock: Callable[[], int],
        origin: str = "",
        *,
        local: bool = False,
    ) -> None:
        """`clock` gives the seconds since 1970, by which a key is shown."""
        super().__init__(cards, keys, origin, local=local)
        self._clock = clock

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:  # noqa: ARG002 - no seeds
        """The task that `brief` becomes."""
        path, body, length = body_for(brief, card)
        kind = "video/mp4" if brief.medium is Medium.VIDEO else "image/png"
        return frozen(card, self._origin + path, body, kind, length_ms=length, version=VERSION)

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:
        """Create the task."""
        body = filled(body_of(order, VERSION), inputs) | {"external_task_id": key}
        way, answer = self._ask("POST", order.endpoint, Step.SUBMIT, order.model, body)
        asked = way.asked(Step.SUBMIT, order.model)
        task = str(_data(answer).get("task_id") or "")
        if not TASK.fullmatch(task):
            raise asked.doubt("partners.answer_unreadable")
        return Receipt(job=task)

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """Ask for the task, and fetch its file when there is one."""
        self._known(order, job)
        url = f"{order.endpoint}/{job}"
        way, answer = self._ask("GET", url, Step.POLL, order.model)
        asked = way.asked(Step.POLL, order.model)
        data = _data(answer)
        match data.get("task_status"):
            case "submitted" | "processing":
                return Pending()
            case "failed":
                why = str(data.get("task_status_msg") or "?")
                known = any(word in why.lower() for word in SENSITIVE)
                raise asked.end(
                    "partners.moderated" if known else "partners.job_failed", why=why
                )
            case "succeed":
                return _fetched(way, asked, order, data)
            case _:
                raise asked.doubt("partners.answer_unreadable")

    def _ask(
        self, method: str, url: str, step: Step, model: str, body: Json | None = None
    ) -> tuple[Way, Json]:
        """The answer, and the way that it came."""
        bearer, secrets = shown(self._keys, self._clock())
        # The vendor names no host for its files; what is fetched there carries no key.
        way = Way(self.name, (self._own,), (Door("*"),), secrets=secrets)
        answer = way.ask(
            method, url, step=step, model=model, body=body, own=_own,
            headers={"authorization": Secret(f"Bearer {bearer.reveal()}")},
        )  # fmt: skip
        return way, answer


def _fetched(way: Way, asked: Asked, order: Order, data: Json) -> Receipt:
    still = order.media_type.startswith("image/")
    result = data.get("task_result")
    made = result.get("images" if still else "videos") if isinstance(result, dict) else None
    first = made[0] if isinstance(made, list) and made else None
    url = first.get("url") if isinstance(first, dict) else None
    if not isinstance(url, str) or not url:
        raise asked.end("partners.nothing_made", owed=True, why="url")
    fetched = way.download(
        url,
        limit=PICTURE_BYTES_MAX if still else CLIP_BYTES_MAX,
        types=FILE_TYPES,
        model=order.model,
        renewable=True,
    )
    return Receipt(made=media.made(fetched.data, "image" if still else "video", asked))


def _data(answer: Json) -> Json:
    data = answer.get("data")
    return data if isinstance(data, dict) else {}


def _own(asked: Asked, status: int, answer: Json) -> PiyingError | None:
    """What the vendor's own code means; it stands in answers of any status."""
    code = answer.get("code")
    if not isinstance(code, int) or code == 0:
        return None
    why = coded(code, answer.get("message"))
    if code >= FAILING_FROM:
        return asked.doubt("partners.failing", status=code, why=why)
    meant = MEANT.get(code, "partners.not_accepted")
    if meant == "partners.too_many":
        # with status 429 the common rules read how long to wait
        often = asked.refusal(meant, retryable=True, seconds=0)
        return None if status == 429 else often
    if meant == "partners.model_unknown" and asked.step is Step.POLL:
        return asked.end("partners.job_forgotten", owed=True)
    return asked.refusal(meant, status=code, why=why)
