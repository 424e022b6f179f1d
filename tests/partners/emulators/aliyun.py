"""CosyVoice on loopback: one question, answered by server-sent events."""

from __future__ import annotations

import base64
import json

from partners.contract import Case
from partners.emulator import KEY, Emulator, Reply, Wrong, fields, one_of, pcm, reply
from piying.model.brief import Brief, Medium
from piying.model.people import Voice
from piying.partners.pricelist import shipped_cards
from piying.partners.providers.aliyun import Aliyun

PATH = "/api/v1/services/audio/tts/SpeechSynthesizer"
CODES = {
    401: "InvalidApiKey", 402: "Arrearage", 404: "ModelNotFound", 429: "Throttling.RateQuota",
    400: "InvalidParameter", 503: "InternalError", 413: "RequestTooLarge",
}  # fmt: skip
SENTENCES = (
    (("床", 10, 60), ("前", 60, 100)),
    (("明", 0, 45), ("月", 45, 100)),
)
"""(character, begin, end) of each sentence; the second counts from its own beginning."""


class AliyunVendor(Emulator):
    """The vendor's interface as its documents have it."""

    def __init__(self):
        super().__init__()
        self.sentences = SENTENCES
        self.finish = True
        self.fails = ""

    def step(self, request):
        return "submit" if request.method == "POST" else "poll"

    def refusal(self, status, why):
        told = {"code": CODES.get(status, "Unknown"), "message": why, "request_id": "r"}
        return reply(told, {402: 400}.get(status, status))

    def trouble(self, word):
        if word == "moderated":
            return reply({"code": "DataInspectionFailed", "message": "inappropriate"}, 400)
        return super().trouble(word)

    def answer(self, step, request):
        if request.headers.get("authorization") != f"Bearer {KEY}":
            raise Wrong("Invalid API-key provided.", 401)
        if request.path != PATH or step != "submit":
            raise Wrong("url error", 404)
        one_of(request.headers.get("x-dashscope-sse"), {"enable"}, "X-DashScope-SSE")
        body = request.json()
        fields(body, {"model": str, "input": dict})
        said = body["input"]
        fields(
            said,
            {"text": str, "voice": str, "format": str, "sample_rate": int},
            {"rate": (int, float), "pitch": (int, float), "volume": int, "seed": int,
             "word_timestamp_enabled": bool, "instruction": str, "language_hints": list,
             "hot_fix": dict},
        )  # fmt: skip
        one_of(said["format"], {"pcm"}, "format")
        one_of(said["sample_rate"], {48000}, "sample_rate")
        if not 0.5 <= said.get("rate", 1) <= 2 or not 0 <= said.get("seed", 0) <= 65535:
            raise Wrong("rate or seed is out of range")
        fields(said.get("hot_fix", {"pronunciation": []}), {"pronunciation": list})
        self.charges.append((body["model"], said["text"]))
        return Reply(200, b"".join(self._events()), "text/event-stream;charset=UTF-8")

    def _events(self):
        for index, words in enumerate(self.sentences):
            yield _event({"type": "sentence-begin", "sentence": {"index": index, "words": []}})
            sound = self.made if self.made and not index else pcm(100, 48000)
            for at in range(0, len(sound), 4000):
                data = base64.b64encode(sound[at : at + 4000]).decode()
                yield _event(
                    {"type": "sentence-synthesis", "audio": {"data": data},
                     "sentence": {"index": index, "words": []}}
                )  # fmt: skip
            if self.fails:
                said = json.dumps({"code": self.fails, "message": "it broke"})
                yield f"id:9\nevent:error\n:HTTP_STATUS/500\ndata:{said}\n\n".encode()
                return
            told = [
                {"text": text, "begin_index": at, "end_index": at + 1, "begin_time": begin,
                 "end_time": end}
                for at, (text, begin, end) in enumerate(words)
            ]  # fmt: skip
            yield _event({"type": "sentence-end", "sentence": {"index": index, "words": told}})
        if self.finish:
            audio = {"url": "https://x.example/a.wav", "id": "a", "expires_at": 1, "data": ""}
            yield _event({"finish_reason": "stop", "audio": audio}, {"characters": 8})


def _event(output, usage=None):
    told = json.dumps({"output": output, "usage": usage or {}, "request_id": "r"})
    return f"id:1\nevent:result\n:HTTP_STATUS/200\ndata:{told}\n\n".encode()


def aliyun(url, keys):
    return Aliyun(shipped_cards(), keys, url, local=True)


LINE = Brief(
    Medium.SPEECH, "床前明月光，长[zhang3]大[da4]了。", language="zh", manner="tender",
    voice=Voice("aliyun", "longanyang", "", speed_permille=1100),
)  # fmt: skip
CASES = (Case("aliyun-speech", AliyunVendor, aliyun, LINE, "cosyvoice-v3-flash", at_once=True),)
