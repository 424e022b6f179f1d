"""Azure AI Speech on loopback: batch synthesis with an archive of results."""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree

from partners.contract import Case
from partners.emulator import KEY, Emulator, Reply, Wrong, fields, one_of, reply, voice
from piying.model.brief import Brief, Medium
from piying.model.people import Voice
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.azure import Azure

PATH = re.compile(r"/texttospeech/batchsyntheses/([A-Za-z0-9._-]{3,64})")
SSML = "{http://www.w3.org/2001/10/synthesis}"
CODES = {401: "401", 402: "QuotaExceeded", 404: "NotFound", 409: "Conflict"}
WORDS = (
    {"Text": "你好", "AudioOffset": 20, "Duration": 90},
    {"Text": "，", "AudioOffset": 110, "Duration": 10},
    {"Text": "世界", "AudioOffset": 120, "Duration": 70},
)


class AzureVendor(Emulator):
    """The vendor's interface as its documents have it."""

    def __init__(self):
        super().__init__()
        self.words = WORDS

    def step(self, request):
        if request.path.startswith("/files/"):
            return "download"
        return {"PUT": "submit", "GET": "poll"}[request.method]

    def refusal(self, status, why):
        told = {"code": CODES.get(status, "InvalidRequest"), "message": why}
        return reply({"error": told}, status)

    def answer(self, step, request):
        if step == "download":
            return Reply(200, self.archive(), "application/zip")
        if request.headers.get("ocp-apim-subscription-key") != KEY:
            raise Wrong("Access denied due to invalid subscription key", 401)
        one_of(request.query.get("api-version", [""])[0], {"2024-04-01"}, "api-version")
        match = PATH.fullmatch(request.path)
        if match is None:
            raise Wrong("no such path", 404)
        return self._create(match[1], request) if step == "submit" else self._state(match[1])

    def _create(self, name, request):
        body = request.json()
        fields(
            body, {"inputKind": str, "inputs": list, "properties": dict}, {"description": str}
        )
        one_of(body["inputKind"], {"SSML", "PlainText"}, "inputKind")
        fields(
            body["properties"],
            {"outputFormat": str, "wordBoundaryEnabled": bool},
            {"sentenceBoundaryEnabled": bool, "concatenateResult": bool,
             "decompressOutputFiles": bool, "timeToLiveInHours": int},
        )  # fmt: skip
        one_of(body["properties"]["outputFormat"], {"riff-48khz-16bit-mono-pcm"}, "format")
        for one in body["inputs"]:
            fields(one, {"content": str})
            _check(one["content"])
        if name in self.jobs:
            raise Wrong("the synthesis id already exists", 409)
        self.jobs[name] = {"polls": 0, "body": body}
        self.charges.append(("azure-tts", name))
        return reply({"id": name, "status": "NotStarted", "inputKind": "SSML"}, 201)

    def _state(self, name):
        if name not in self.jobs:
            raise Wrong("the synthesis does not exist", 404)
        job = self.jobs[name]
        job["polls"] += 1
        told = {"id": name, "status": "Running", "properties": {}}
        if job["polls"] > self.POLLS:
            told |= self._end()
        return reply(told)

    def _end(self):
        planned = self.plans.get("result", [])
        if planned:
            code = {"moderated": "ContentFilterRefused", "failed": "SynthesisFailed"}
            word = planned.pop(0)
            return {"status": "Failed", "properties": {"error": {"code": code[word],
                                                                 "message": word}}}  # fmt: skip
        return {"status": "Succeeded", "outputs": {"result": f"{self.url}/files/results.zip"}}

    def archive(self):
        """The archive of results."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as file:
            file.writestr("0001.wav", self.made or voice(200, 48000))
            if self.words is not None:
                file.writestr("0001.word.json", json.dumps(self.words))
            file.writestr("summary.json", "{}")
        return buffer.getvalue()


def _check(content):
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - written by the test's own code
    except ElementTree.ParseError as error:
        raise Wrong(f"the SSML is not XML: {error}") from None
    one_of(root.tag, {f"{SSML}speak"}, "root")
    found = root.findall(f"{SSML}voice")
    if len(found) != 1 or not found[0].get("name"):
        raise Wrong("one voice is wanted")
    for phoneme in root.iter(f"{SSML}phoneme"):
        if not re.fullmatch(r"[a-z]+ [1-5]", phoneme.get("ph", "")):
            raise Wrong("unrecognized phones")


def azure(url, keys):
    return Azure(shipped_cards(), keys, url, local=True)


LINE = Brief(
    Medium.SPEECH, "你好，世<界>长[zhang3]大了。", language="zh", manner="sad",
    voice=Voice("azure", "zh-CN-XiaoxiaoNeural", "", speed_permille=1100),
)  # fmt: skip
CASES = (Case("azure-speech", AzureVendor, azure, LINE, "azure-tts", downloads=True),)
