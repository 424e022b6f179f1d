"""ComfyUI on loopback, as strict as its server.

Sources as in `piying.partners.providers.comfy.provider`.
"""

from __future__ import annotations

import json
import re
from email.parser import BytesParser
from email.policy import HTTP

from partners.contract import Case
from partners.emulator import Emulator, Reply, Wrong, clip, fields, picture, reply
from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.partners.providers.comfy import Comfy, workflow

GRAPH = {
    "3": {"class_type": "KSampler", "inputs": {"seed": 0, "positive": ["6", 0]}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "example"}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry"}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["3", 0]}},
    "10": {"class_type": "LoadImage", "inputs": {"image": "example.png"}},
}
PORTRAIT = """
name = "portrait"
medium = "image"
sizes = ["768x1344", "1344x768"]
output = "9"
[inputs]
prompt = "6.text"
avoid = "7.text"
seed = "3.seed"
width = "5.width"
height = "5.height"
character = ["10.image"]
"""
MOTION_GRAPH = {
    "1": {"class_type": "Sampler", "inputs": {"seed": 0, "length": 81, "text": "example"}},
    "2": {"class_type": "SaveVideo", "inputs": {"video": ["1", 0]}},
}
MOTION = """
name = "motion"
medium = "video"
sizes = ["720x1280"]
seconds = [3, 5]
rate = 16
output = "2"
[inputs]
prompt = "1.text"
seed = "1.seed"
frames = "1.length"
"""
WORKFLOWS = (
    workflow(PORTRAIT, json.dumps(GRAPH), "portrait.toml"),
    workflow(MOTION, json.dumps(MOTION_GRAPH), "motion.toml"),
)
ID = re.compile(r"[0-9a-f-]{36}")


class ComfyEmulator(Emulator):
    """Prompts, the queue, the history, uploads and files."""

    def __init__(self):
        super().__init__()
        self.uploaded: dict[str, bytes] = {}

    def step(self, request):
        match request.method, request.path.split("/")[1]:
            case "POST", "prompt":
                return "submit"
            case "POST", "queue" | "interrupt":
                return "cancel"
            case "POST", _:
                return "upload"
            case _, "view":
                return "download"
            case _, "history":
                return "poll"
            case _, other:
                return other

    def refusal(self, status, why):
        error = {"type": "refused", "message": why, "details": "", "extra_info": {}}
        return reply({"error": error, "node_errors": {}}, status)

    def answer(self, step, request):
        answers = {
            "submit": self._prompt, "upload": self._upload, "cancel": self._cancel,
            "queue": self._queue, "poll": self._history, "download": self._view,
        }  # fmt: skip
        if step not in answers:
            return Reply(404, b"no websocket here", "text/plain")
        return answers[step](request)

    def _prompt(self, request):
        body = request.json()
        fields(body, {"prompt": dict, "client_id": str, "prompt_id": str})
        for number, node in body["prompt"].items():
            fields(node, {"class_type": str, "inputs": dict}, {"_meta": dict})
            for value in node["inputs"].values():
                if isinstance(value, dict):
                    raise Wrong(f"node {number}: an input is no value")
            image = node["inputs"].get("image")
            if image and image not in self.uploaded:
                raise Wrong(f"node {number}: Invalid image file: {image}")
        job = body["prompt_id"]
        if not ID.fullmatch(job) or job != body["client_id"]:
            raise Wrong("prompt_id")
        self.jobs[job] = {"asked": 0, "graph": body["prompt"], "done": False}
        self.charges.append(("graph", job))
        return reply({"prompt_id": job, "number": len(self.jobs), "node_errors": {}})

    def _upload(self, request):
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
        told = {}
        for part in BytesParser(policy=HTTP).parsebytes(head + request.data).iter_parts():
            name = part.get_param("name", header="content-disposition")
            told[name] = (part.get_filename(), part.get_payload(decode=True))
        if set(told) != {"image", "type", "subfolder", "overwrite"}:
            raise Wrong("image, type, subfolder and overwrite are wanted")
        name, data = told["image"]
        folder = told["subfolder"][1].decode()
        self.uploaded[f"{folder}/{name}"] = data
        return reply({"name": name, "subfolder": folder, "type": "input"})

    def _cancel(self, request):
        body = request.json()
        if request.path == "/queue":
            fields(body, {"delete": list})
        else:
            fields(body, {"prompt_id": str})
        return Reply(200, b"", "text/plain")

    def _queue(self, _):
        running = []
        for job, told in self.jobs.items():
            if not told["done"]:
                running.append([0, job, told["graph"], {}, []])
                told["asked"] += 1
                told["done"] = told["asked"] >= self.POLLS
        return reply({"queue_running": running[:1], "queue_pending": running[1:]})

    def _history(self, request):
        job = request.path.removeprefix("/history/")
        told = self.jobs.get(job)
        if told is None or not told["done"]:
            return reply({})
        node = next(
            number
            for number, one in told["graph"].items()
            if one["class_type"] in {"SaveImage", "SaveVideo"}
        )
        status = {"status_str": "success", "completed": True, "messages": []}
        if (self.plans.get("result") or [""]).pop(0) == "failed":
            error = {"node_type": "KSampler", "exception_message": "out of memory"}
            messages = [["execution_error", error]]
            status = {"status_str": "error", "completed": False, "messages": messages}
            return reply({job: {"status": status, "outputs": {}}})
        file = {"filename": f"{node}_00001_", "subfolder": "", "type": "output"}
        outputs = {node: {"images": [file], "animated": [node == "2"]}}
        return reply({job: {"status": status, "outputs": outputs}})

    def _view(self, request):
        if set(request.query) != {"filename", "subfolder", "type"}:
            raise Wrong("filename, subfolder and type are wanted")
        if request.query["filename"][0].startswith("2_"):
            return Reply(200, self.made or clip(), "video/mp4")
        return Reply(200, self.made or picture(768, 1344), "image/png")


def generator(url, keys):
    """A machine of the operator's own network."""
    del keys
    return Comfy(WORKFLOWS, url)


LOOK = Reference(digest_bytes(picture()), Role.CHARACTER, "image/png", "林晚")


def case(name, brief, model):
    return Case(
        f"comfy-{name}", ComfyEmulator, generator, brief, model, downloads=True, cancels=True,
        moderates=False, no_key=True,
    )  # fmt: skip


CASES = (
    case(
        "image",
        Brief(Medium.IMAGE, "林晚", avoid="文字", width=720, height=1280, references=(LOOK,)),
        "portrait",
    ),
    case(
        "video",
        Brief(Medium.VIDEO, "她转身", width=720, height=1280, length_ms=3400),
        "motion",
    ),
)
