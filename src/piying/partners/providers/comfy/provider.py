"""ComfyUI on a machine of one's own: the operator's workflows behind the port of paid models.

Files are uploaded first, under names made of their digests, so that uploading again changes
nothing. The id of a prompt is made from our key: it is known before the order is sent. How far
a prompt is comes by websocket for a moment of each poll; where that is not to be had, the poll
says only that it runs. Nothing is charged.

Source: ComfyUI `server.py`, `execution.py` and `comfy_execution/progress.py`, commit a125cd84
(2025-10-11), and docs.comfy.org/development/comfyui-server/comms_routes; read 2026-11-22.
Older servers ignore the id that /interrupt is given and stop whatever runs, so it is sent only
while our prompt is the one that runs.
"""

from __future__ import annotations

import json
import uuid
from urllib.parse import urlencode

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard
from piying.model.errors import Invalid, Outside, PiyingError
from piying.model.job import Order
from piying.partners import media
from piying.partners.answers import Asked, Json, Step
from piying.partners.forms import Part, form
from piying.partners.guard import door
from piying.partners.net import Way
from piying.partners.orders import BLOB, body_of, fit_for, frozen
from piying.partners.providers.comfy.progress import permille
from piying.partners.providers.comfy.workflow import NAME, Workflow
from piying.takes.generator import NotTaken, Pace, Pending, Receipt
from piying.takes.provider import Inputs, Made

VERSION = 1
FILE_BYTES_MAX = 1 << 30
FOLDER = "piying"
"""Where our files lie among those that were uploaded."""
NAMESPACE = uuid.UUID("4947e23b-6814-5f95-b315-75a76d06346a")
EXPECTED = {
    Medium.IMAGE: "image/png",
    Medium.VIDEO: "video/mp4",
    Medium.SPEECH: "audio/wav",
}
TYPES = {
    "image": ("image/",),
    "video": ("video/", "application/octet-stream"),
    "audio": ("audio/", "application/octet-stream"),
}


class Comfy:
    """The workflows of one machine."""

    name = NAME
    pace = Pace(at_once_max=1, per_minute_max=30, poll_ms=2000)
    honours_keys = False
    resumes = True

    def __init__(self, workflows: tuple[Workflow, ...], origin: str) -> None:
        """`origin` is the operator's machine, "http://127.0.0.1:8188"; it may be private."""
        self._workflows = {one.card.model: one for one in workflows}
        self.cards = tuple(one.card for one in workflows)
        self._origin = origin.rstrip("/")
        self._doors = (door(self._origin, local=True),)
        self._way = Way(NAME, self._doors)

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """What would be sent for `brief`.

        Raises:
            Invalid: there is no such workflow, or it cannot make it.
        """
        flow = self._workflows.get(card.model)
        if flow is None:
            known = ", ".join(self._workflows) or "-"
            raise Invalid("partners.workflow_unknown", model=card.model, known=known)
        fit = fit_for(brief, card)
        body: Json = {"prompt": flow.filled(brief, fit, seed), "output": flow.output}
        return frozen(
            card, f"{self._origin}/prompt", body, EXPECTED[brief.medium],
            length_ms=fit.length_ms, version=VERSION,
        )  # fmt: skip

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:
        """Upload the files of `order`, then send it, once, under an id made from `key`."""
        body = body_of(order, VERSION)
        prompt = self._uploaded(body["prompt"], order, inputs)
        job = str(uuid.uuid5(NAMESPACE, key)) if key else str(uuid.uuid4())
        answer = self._way.ask(
            "POST", order.endpoint, step=Step.SUBMIT, model=order.model, own=_own,
            body={"client_id": job, "prompt": prompt, "prompt_id": job},
        )  # fmt: skip
        known = answer.get("prompt_id")
        if not isinstance(known, str) or not _is_id(known):
            asked = self._way.asked(Step.SUBMIT, order.model)
            raise asked.doubt("partners.answer_unreadable")
        return Receipt(job=known)

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """How far `job` is, or its file."""
        asked = self._way.asked(Step.POLL, order.model)
        if not _is_id(job):
            raise asked.end("partners.job_forgotten")
        entry = self._entry(order, job)
        if entry is None:
            running, waiting = self._queue(order)
            if job in running:
                count = len(body_of(order, VERSION)["prompt"])
                return Pending(permille(self._doors[0], self._origin, job, count))
            if job in waiting:
                return Pending(0)
            entry = self._entry(order, job)  # it may have ended between the two questions
        if entry is None:
            raise asked.end("partners.job_forgotten")
        return Receipt(made=self._made(order, entry, asked))

    def cancel(self, order: Order, job: str) -> bool:
        """Take `job` out of the queue, or stop it while it is the one that runs."""
        running, waiting = self._queue(order)
        if job in waiting:
            self._tell("queue", {"delete": [job]}, order)
        elif job in running:
            self._tell("interrupt", {"prompt_id": job}, order)
        return job in waiting or job in running

    def _tell(self, path: str, body: Json, order: Order) -> None:
        self._way.send(
            "POST", f"{self._origin}/{path}", step=Step.POLL, model=order.model, body=body
        )

    def _uploaded(self, value: Json, order: Order, inputs: Inputs) -> Json:
        """The graph with the names that its files have on the machine."""
        names: dict[str, str] = {}
        graph: Json = {}
        for node, told in value.items():
            slots = dict(told["inputs"])
            for slot, one in slots.items():
                if isinstance(one, dict) and BLOB in one:
                    digest = one[BLOB]
                    names[digest] = names.get(digest) or self._upload(digest, order, inputs)
                    slots[slot] = names[digest]
            graph[node] = {**told, "inputs": slots}
        return graph

    def _upload(self, digest: str, order: Order, inputs: Inputs) -> str:
        """The name of the file `digest` on the machine, once it is there.

        Raises:
            NotTaken: it could not be brought there, so the order was not sent.
        """
        data = next(inputs.blob(one) for one in order.blobs if one == digest)
        kind = media.media_type(data) or "application/octet-stream"
        file = f"{digest}.{kind.rpartition('/')[2]}"
        sort, body = form(
            Part("image", data, file, kind),
            Part("type", b"input"),
            Part("subfolder", FOLDER.encode()),
            Part("overwrite", b"true"),
        )
        try:
            told = self._way.ask(
                "POST", f"{self._origin}/upload/image", step=Step.SUBMIT, model=order.model,
                body=body, headers={"content-type": sort},
            )  # fmt: skip
        except NotTaken:
            raise
        except Outside as error:
            raise NotTaken(error.code, retryable=True, again_ms=0, **error.data) from None
        folder, name = told.get("subfolder") or "", told.get("name") or file
        return f"{folder}/{name}" if folder else str(name)

    def _entry(self, order: Order, job: str) -> Json | None:
        told = self._way.ask(
            "GET", f"{self._origin}/history/{job}", step=Step.POLL, model=order.model
        )
        entry = told.get(job)
        return entry if isinstance(entry, dict) else None

    def _queue(self, order: Order) -> tuple[list[str], list[str]]:
        """The ids of the prompts that run, and of those that wait."""
        told = self._way.ask("GET", f"{self._origin}/queue", step=Step.POLL, model=order.model)
        return tuple(  # type: ignore[return-value]  # two of them
            [str(one[1]) for one in told.get(name) or () if len(one) > 1]
            for name in ("queue_running", "queue_pending")
        )

    def _made(self, order: Order, entry: Json, asked: Asked) -> Made:
        status = entry.get("status") or {}
        if status.get("status_str") == "error":
            raise asked.end("partners.job_failed", why=_failure(status))
        node = body_of(order, VERSION)["output"]
        lists = ((entry.get("outputs") or {}).get(node) or {}).values()
        files = [
            one
            for told in lists
            if isinstance(told, list)
            for one in told
            if isinstance(one, dict) and one.get("filename")
        ]
        if not files:
            raise asked.end("partners.nothing_made", why=f"node {node}")
        query = urlencode(
            {name: str(files[0].get(name) or "") for name in ("filename", "subfolder", "type")}
        )
        sort = order.media_type.partition("/")[0]
        file = self._way.download(
            f"{self._origin}/view?{query}", limit=FILE_BYTES_MAX, types=TYPES[sort],
            model=order.model,
        )  # fmt: skip
        return media.made(file.data, sort, asked)


def _is_id(text: str) -> bool:
    return len(text) <= 64 and text.replace("-", "").isalnum() and text.isascii()


def _own(asked: Asked, status: int, body: Json) -> PiyingError | None:
    """What this server says of a graph that it cannot run."""
    nodes = body.get("node_errors")
    if status != 400 or not isinstance(nodes, dict) or not nodes:
        return None
    words = [
        f"{told.get('class_type', '?')} {node}: "
        + "; ".join(f"{e.get('message')} {e.get('details')}" for e in told.get("errors") or ())
        for node, told in nodes.items()
        if isinstance(told, dict)
    ]
    return asked.refusal("partners.not_accepted", status=status, why=" · ".join(words))


def _failure(status: Json) -> str:
    for message in status.get("messages") or ():
        if len(message) == 2 and message[0] in {"execution_error", "execution_interrupted"}:
            told = message[1]
            kind = told.get("node_type", "")
            return f"{message[0]} {kind}: {told.get('exception_message', '')}".strip()
    return json.dumps(status.get("status_str", "error"))
