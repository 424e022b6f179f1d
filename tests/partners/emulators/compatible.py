"""An endpoint of OpenAI's format on loopback, as strict as that format.

Sources as in `piying.partners.providers.compatible`.
"""

from __future__ import annotations

import base64
import json
from datetime import date
from email.parser import BytesParser
from email.policy import HTTP

from partners.contract import Case
from partners.emulator import KEY, Emulator, Reply, Wrong, fields, one_of, picture, reply, voice
from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.model.card import ModelCard, RoleLimit, Size
from piying.model.dated import Source
from piying.model.people import Voice
from piying.partners.providers.compatible import Compatible

SIZES = ("1024x1024", "1024x1536", "1536x1024")
VOICES = {"alloy", "nova", "sage", "shimmer"}
SOURCE = Source("a test", "", date(2026, 11, 22))
CARDS = (
    ModelCard(
        "compatible", "writer", Medium.TEXT, references_max=4, structured=True, seeds=True,
        roles=(RoleLimit(Role.CHARACTER, 4),), tokens_max=4000, source=SOURCE,
    ),
    ModelCard(
        "compatible", "painter", Medium.IMAGE, references_max=16, source=SOURCE,
        roles=(RoleLimit(Role.CHARACTER, 16),),
        sizes=tuple(Size(name, *map(int, name.split("x"))) for name in SIZES),
    ),
    ModelCard("compatible", "speaker", Medium.SPEECH, source=SOURCE),
)  # fmt: skip


USAGE = {"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42}


class CompatibleEmulator(Emulator):
    """Chat, pictures, edits and voices."""

    by_link = False
    """Whether pictures are given by a link instead of base64."""

    def step(self, request):
        return "submit" if request.method == "POST" else "download"

    def refusal(self, status, why):
        words = {401: "invalid_api_key", 402: "insufficient_quota", 404: "model_not_found"}
        error = {"message": why, "type": "invalid_request_error", "param": None}
        return reply({"error": {**error, "code": words.get(status)}}, status)

    def trouble(self, word):
        if word == "moderated":
            error = {"message": "rejected by the safety system", "code": "moderation_blocked"}
            return reply({"error": error}, 400)
        return super().trouble(word)

    def answer(self, step, request):
        if step == "download":
            if "authorization" in request.headers:
                raise Wrong("the key was sent to a link")
            return Reply(200, self.made or picture(1024, 1536), "image/png")
        if request.headers.get("authorization") != f"Bearer {KEY}":
            raise Wrong("Incorrect API key provided", 401)
        kind = request.headers.get("content-type", "")
        if request.path == "/v1/images/edits":
            return self._picture(self._form(kind, request.data))
        if kind != "application/json":
            raise Wrong("Content-Type must be application/json")
        match request.path:
            case "/v1/chat/completions":
                return self._chat(request.json())
            case "/v1/images/generations":
                return self._picture(request.json())
            case "/v1/audio/speech":
                return self._speech(request.json())
        raise Wrong("no such path", 404)

    def _chat(self, body):
        fields(
            body, {"model": str, "messages": list},
            {"max_tokens": int, "seed": int, "response_format": dict},
        )  # fmt: skip
        one_of(body["model"], {"writer"}, "model")
        for message in body["messages"]:
            fields(message, {"role": str, "content": str | list})
            one_of(message["role"], {"system", "user", "assistant"}, "role")
            for part in message["content"] if isinstance(message["content"], list) else ():
                fields(part, {"type": str}, {"text": str, "image_url": dict})
                if part["type"] == "image_url" and not part["image_url"]["url"].startswith(
                    "data:image/png;base64,"
                ):
                    raise Wrong("image_url must be a data URL of a picture")
        form = body.get("response_format")
        if form:
            fields(form, {"type": str, "json_schema": dict})
            one_of(form["type"], {"json_schema"}, "type")
            fields(form["json_schema"], {"name": str, "schema": dict, "strict": bool})
        self.charges.append((body["model"], "chat"))
        text = self.written(body["messages"][-1]["content"], structured=bool(form))
        message = {"role": "assistant", "content": text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return reply({"object": "chat.completion", "choices": [choice], "usage": USAGE})

    def written(self, prompt, *, structured):
        """What the writer answers to `prompt`; a test may have another one."""
        del prompt
        return json.dumps({"title": "雨夜"}) if structured else "雨夜。"

    def _form(self, kind, data):
        if not kind.startswith("multipart/form-data; boundary="):
            raise Wrong("a form is wanted")
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        body, pictures = {}, 0
        for part in BytesParser(policy=HTTP).parsebytes(head + data).iter_parts():
            name = part.get_param("name", header="content-disposition")
            if part.get_filename():
                one_of(name, {"image[]"}, "name")
                one_of(part.get_content_type(), {"image/png", "image/jpeg"}, "type")
                if part.get_payload(decode=True) not in {picture(), picture(640, 1138)}:
                    raise Wrong("the picture is not whole")
                pictures += 1
            else:
                body[name] = part.get_payload(decode=True).decode()
        if not 1 <= pictures <= 16:
            raise Wrong("1 to 16 images")
        return body

    def _picture(self, body):
        fields(body, {"model": str, "prompt": str}, {"size": str})
        one_of(body["model"], {"painter"}, "model")
        one_of(body.get("size", SIZES[0]), set(SIZES), "size")
        self.charges.append((body["model"], body.get("size", "")))
        if self.by_link:
            return reply({"created": 1, "data": [{"url": f"{self.url}/files/1.png?sig=abc"}]})
        data = base64.b64encode(self.made or picture(1024, 1536)).decode()
        return reply({"created": 1, "data": [{"b64_json": data}]})

    def _speech(self, body):
        fields(
            body, {"model": str, "input": str, "voice": str},
            {"response_format": str, "instructions": str},
        )  # fmt: skip
        one_of(body["model"], {"speaker"}, "model")
        one_of(body["voice"], VOICES, "voice")
        one_of(body.get("response_format", "mp3"), {"wav"}, "response_format")
        self.charges.append((body["model"], "speech"))
        return Reply(200, self.made or voice(), "audio/wav")


class LinkingEmulator(CompatibleEmulator):
    """One that gives pictures by a link."""

    by_link = True


def generator(url, keys):
    """An endpoint of the operator's own network, which wants a key all the same."""
    return Compatible(CARDS, keys, f"{url}/v1", local=True)


LOOK = Reference(digest_bytes(picture()), Role.CHARACTER, "image/png", "林晚")


def case(name, brief, model, emulator=CompatibleEmulator):
    return Case(
        f"compatible-{name}", emulator, generator, brief, model, at_once=True,
        key_optional=True,
    )  # fmt: skip


CASES = (
    case("text", Brief(Medium.TEXT, "写一个开头", system="你是编剧"), "writer"),
    case(
        "seeing",
        Brief(Medium.TEXT, "她穿什么？", references=(LOOK,), answer_schema='{"type":"object"}'),
        "writer",
    ),
    case("image", Brief(Medium.IMAGE, "雨夜", width=1000, height=1500), "painter"),
    case(
        "edit",
        Brief(Medium.IMAGE, "雨夜", width=1000, height=1500, references=(LOOK,)),
        "painter",
    ),
    case(
        "link",
        Brief(Medium.IMAGE, "雨夜", width=1000, height=1500),
        "painter",
        LinkingEmulator,
    ),
    case(
        "speech",
        Brief(
            Medium.SPEECH,
            "你来了。",
            manner="轻声",
            voice=Voice(provider="compatible", timbre="nova"),
        ),
        "speaker",
    ),
)
