"""The Gemini API on loopback, as strict as its published format.

Sources as in `piying.partners.providers.google`.
"""

from __future__ import annotations

import base64
import json
import re

from partners.contract import Case
from partners.emulator import (
    KEY,
    Emulator,
    Reply,
    Wrong,
    clip,
    fields,
    one_of,
    pcm,
    picture,
    reply,
)
from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import digest_bytes
from piying.model.people import Voice
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.google import Google

RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"}
MODELS = {
    "gemini-3.8-flash", "gemini-3-pro-image", "gemini-3.1-flash-image", "gemini-3.8-flash-tts",
    "veo-3.1-generate-001", "veo-3.1-fast-generate-001", "veo-3.1-lite-generate-001",
}  # fmt: skip
PATH = re.compile(r"/v1beta/models/([\w.-]+):(generateContent|predictLongRunning)")


class GoogleEmulator(Emulator):
    """generateContent, predictLongRunning, operations and files."""

    bare_samples = True
    """Whether voices come as samples (older models) or as WAV."""

    def step(self, request):
        if request.method == "POST":
            return "submit"
        return "download" if request.path.startswith("/v1beta/files/") else "poll"

    def refusal(self, status, why):
        words = {
            400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED",
            404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE",
        }  # fmt: skip
        error = {"code": status, "message": why, "status": words.get(status, "UNKNOWN")}
        return reply({"error": error}, status)

    def trouble(self, word):
        if word == "moderated":
            return reply({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}})
        return super().trouble(word)

    def answer(self, step, request):
        if request.headers.get("x-goog-api-key") != KEY:
            raise Wrong("API key not valid. Please pass a valid API key.")
        if "key" in request.query:
            raise Wrong("the key stands in the address")
        if step == "download":
            return self._file(request)
        if step == "poll":
            return self._operation(request)
        model, verb = PATH.fullmatch(request.path).groups()
        if model not in MODELS:
            raise Wrong(f"models/{model} is not found for API version v1beta", 404)
        if request.headers.get("content-type") != "application/json":
            raise Wrong("Content-Type must be application/json")
        body = request.json()
        return self._start(model, body) if verb[0] == "p" else self._generate(model, body)

    # --- text, pictures, voices ---------------------------------------------------------

    def _generate(self, model, body):
        fields(body, {"contents": list}, {"generationConfig": dict, "systemInstruction": dict})
        images = 0
        for content in body["contents"]:
            fields(content, {"role": str, "parts": list})
            one_of(content["role"], {"user", "model"}, "role")
            for part in content["parts"]:
                fields(part, {}, {"text": str, "inlineData": dict})
                if "inlineData" in part:
                    images += 1
                    fields(part["inlineData"], {"data": str, "mimeType": str})
                    base64.b64decode(part["inlineData"]["data"], validate=True)
        if images > 14:
            raise Wrong("at most 14 images")
        config = body.get("generationConfig", {})
        fields(
            config, {},
            {
                "seed": int, "maxOutputTokens": int, "responseMimeType": str,
                "responseJsonSchema": dict, "responseModalities": list, "imageConfig": dict,
                "speechConfig": dict,
            },
        )  # fmt: skip
        self.charges.append((model, "generateContent"))
        if model.endswith("-image"):
            return self._image(config)
        if model.endswith("-tts"):
            return self._speech(config)
        schema = config.get("responseJsonSchema")
        if schema and config.get("responseMimeType") != "application/json":
            raise Wrong("responseJsonSchema needs responseMimeType application/json")
        text = json.dumps({"title": "雨夜"}) if schema else "雨夜。"
        return _candidate({"text": text})

    def _image(self, config):
        if config.get("responseModalities") != ["IMAGE"]:
            raise Wrong("responseModalities must hold IMAGE")
        wanted = config.get("imageConfig", {})
        fields(wanted, {}, {"aspectRatio": str, "imageSize": str})
        one_of(wanted.get("aspectRatio", "1:1"), RATIOS, "aspectRatio")
        one_of(wanted.get("imageSize", "1K"), {"512", "1K", "2K", "4K"}, "imageSize")
        data = base64.b64encode(self.made or picture()).decode()
        return _candidate({"inlineData": {"mimeType": "image/png", "data": data}})

    def _speech(self, config):
        if config.get("responseModalities") != ["AUDIO"]:
            raise Wrong("responseModalities must hold AUDIO")
        fields(config["speechConfig"], {"voiceConfig": dict}, {"languageCode": str})
        voice = config["speechConfig"]["voiceConfig"]
        fields(voice, {"prebuiltVoiceConfig": dict})
        fields(voice["prebuiltVoiceConfig"], {"voiceName": str})
        if self.made:
            kind, data = "audio/wav", self.made
        else:
            kind, data = "audio/L16;codec=pcm;rate=24000", pcm()
        text = base64.b64encode(data).decode()
        return _candidate({"inlineData": {"mimeType": kind, "data": text}})

    # --- clips --------------------------------------------------------------------------

    def _start(self, model, body):
        fields(body, {"instances": list}, {"parameters": dict})
        (instance,) = body["instances"]
        fields(
            instance, {"prompt": str},
            {"image": dict, "lastFrame": dict, "referenceImages": list},
        )  # fmt: skip
        if "referenceImages" in instance and {"image", "lastFrame"} & set(instance):
            raise Wrong("referenceImages do not go with image and lastFrame")
        if "lastFrame" in instance and "image" not in instance:
            raise Wrong("lastFrame needs image")
        pictures = [instance[name] for name in ("image", "lastFrame") if name in instance]
        for one in instance.get("referenceImages", []):
            fields(one, {"image": dict, "referenceType": str})
            one_of(one["referenceType"], {"asset"}, "referenceType")
            pictures.append(one["image"])
        for one in pictures:
            fields(one, {"bytesBase64Encoded": str, "mimeType": str})
            base64.b64decode(one["bytesBase64Encoded"], validate=True)
        wanted = body.get("parameters", {})
        fields(
            wanted, {},
            {
                "aspectRatio": str, "resolution": str, "durationSeconds": int,
                "negativePrompt": str, "seed": int, "personGeneration": str,
            },
        )  # fmt: skip
        one_of(wanted.get("aspectRatio", "16:9"), {"16:9", "9:16"}, "aspectRatio")
        one_of(wanted.get("resolution", "720p"), {"720p", "1080p", "4k"}, "resolution")
        one_of(wanted.get("durationSeconds", 8), {4, 6, 8}, "durationSeconds")
        if wanted.get("resolution", "720p") != "720p" and wanted.get("durationSeconds") != 8:
            raise Wrong("above 720p durationSeconds must be 8")
        name = f"models/{model}/operations/op{len(self.jobs)}"
        self.jobs[name] = {"asked": 0}
        self.charges.append((model, f"{wanted.get('durationSeconds', 8)} s"))
        return reply({"name": name})

    def _operation(self, request):
        name = request.path.removeprefix("/v1beta/")
        if name not in self.jobs:
            raise Wrong(f"Operation {name} was not found", 404)
        self.jobs[name]["asked"] += 1
        if self.jobs[name]["asked"] <= self.POLLS:
            return reply({"name": name})
        done = {"name": name, "done": True}
        match (self.plans.get("result") or [""]).pop(0):
            case "moderated":
                response = {
                    "raiMediaFilteredCount": 1,
                    "raiMediaFilteredReasons": ["the prompt violates our policies"],
                }
                return reply({**done, "response": {"generateVideoResponse": response}})
            case "failed":
                return reply({**done, "error": {"code": 13, "message": "internal error"}})
        uri = f"{self.url}/v1beta/files/abc:download?alt=media"
        samples = {"generatedSamples": [{"video": {"uri": uri}}]}
        return reply({**done, "response": {"generateVideoResponse": samples}})

    def _file(self, request):
        if request.query != {"alt": ["media"]}:
            raise Wrong("alt=media is missing")
        return Reply(200, self.made or clip(), "video/mp4")


USAGE = {
    "promptTokenCount": 30, "candidatesTokenCount": 7, "thoughtsTokenCount": 5,
    "totalTokenCount": 42,
}  # fmt: skip


def _candidate(part):
    return reply(
        {
            "candidates": [
                {"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}
            ],
            "usageMetadata": USAGE,
            "modelVersion": "emulated",
        }
    )


def generator(url, keys):
    """The generator as the registry makes it, with the emulator named as local."""
    return Google(shipped_cards(), keys, url, local=True)


LOOK = Reference(digest_bytes(picture()), Role.CHARACTER, "image/png", "林晚")
FIRST = Reference(digest_bytes(picture(640, 1138)), Role.FIRST_FRAME, "image/png")


def case(name, brief, model, **more):
    return Case(f"google-{name}", GoogleEmulator, generator, brief, model, **more)


CASES = (
    case(
        "text",
        Brief(Medium.TEXT, "写一个开头", system="你是编剧", most_tokens=500),
        "gemini-3.8-flash",
        at_once=True,
    ),
    case(
        "structured",
        Brief(
            Medium.TEXT,
            "写一个标题",
            answer_schema='{"type":"object","properties":{"title":{"type":"string"}}}',
        ),
        "gemini-3.8-flash",
        at_once=True,
    ),
    case(
        "image",
        Brief(
            Medium.IMAGE, "林晚站在雨里", avoid="文字", width=1080, height=1920,
            references=(LOOK,), words=("医院",),
        ),
        "gemini-3-pro-image",
        at_once=True,
    ),
    case(
        "speech",
        Brief(
            Medium.SPEECH, "你来了。", manner="轻声", language="zh",
            voice=Voice(provider="google", timbre="Kore"),
        ),
        "gemini-3.8-flash-tts",
        at_once=True,
    ),
    case(
        "frames",
        Brief(
            Medium.VIDEO, "她抬起头", width=720, height=1280, length_ms=3200,
            with_sound=True, references=(FIRST,),
        ),
        "veo-3.1-fast-generate-001",
        downloads=True,
    ),
    case(
        "video",
        Brief(
            Medium.VIDEO, "她转身离开", avoid="文字", width=720, height=1280, length_ms=7100,
            with_sound=True, references=(LOOK,),
        ),
        "veo-3.1-generate-001",
        downloads=True,
    ),
)  # fmt: skip
