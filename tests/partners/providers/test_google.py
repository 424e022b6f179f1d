"""What is Google's own: its words for refusals, its sizes, and bodies as its SDK sends them."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import httpx2
import pytest

from partners.contract import Files, card_of, keys_of
from partners.emulator import Reply, picture, reply, voice
from partners.emulators.google import CASES, GoogleEmulator
from piying.model.brief import Medium
from piying.model.card import Size
from piying.model.errors import Invalid
from piying.model.people import Voice
from piying.partners.orders import filled
from piying.partners.providers.google import RATIOS, ratio
from piying.takes.generator import Ended, NotTaken

BY_NAME = {case.name: case for case in CASES}
FILES = Files(picture(), picture(640, 1138))


def ordered(name, url="http://127.0.0.1:9", **changes):
    case = BY_NAME[f"google-{name}"]
    one = case.generator(url, keys_of(case))
    return one, one.order(replace(case.brief, **changes), card_of(one, case.model), 7)


def sent(name):
    """The body of the order `name`, with its files in place."""
    return filled(json.loads(ordered(name)[1].body), FILES)


def by_sdk(ask):
    """The body that the vendor's own client sends for `ask(client, types)`."""
    genai = pytest.importorskip("google.genai")
    seen = []

    def answer(request):
        seen.append(json.loads(request.content))
        part = {"content": {"role": "model", "parts": [{"text": "{}"}]}}
        return httpx2.Response(200, json={"candidates": [part]})

    inner = httpx2.Client(transport=httpx2.MockTransport(answer))
    options = genai.types.HttpOptions(httpx_client=inner)
    with genai.Client(api_key="k", http_options=options) as client:
        ask(client, genai.types)
    return camel(seen[0])


def camel(value):
    """`value` with names in camelCase and plain base64: the vendor reads both spellings."""
    if isinstance(value, str):
        return value.translate({ord("-"): "+", ord("_"): "/"}) if len(value) > 99 else value
    if isinstance(value, list):
        return [camel(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name.split("_")[0] + "".join(part.title() for part in name.split("_")[1:]): camel(one)
        for name, one in value.items()
    }


def test_a_picture_is_asked_for_as_the_vendors_client_asks():
    ours = sent("image")

    def ask(client, types):
        shape = types.ImageConfig(aspect_ratio="9:16", image_size="2K")
        client.models.generate_content(
            model="gemini-3-pro-image",
            contents=[
                types.Part.from_bytes(data=picture(), mime_type="image/png"),
                ours["contents"][0]["parts"][-1]["text"],
            ],
            config=types.GenerateContentConfig(
                response_modalities=["IMAGE"], seed=7, image_config=shape
            ),
        )

    assert ours == by_sdk(ask)


def test_structured_text_is_asked_for_as_the_vendors_client_asks():
    ours = sent("structured")

    def ask(client, types):
        client.models.generate_content(
            model="gemini-3.8-flash",
            contents="写一个标题",
            config=types.GenerateContentConfig(
                seed=7,
                max_output_tokens=65536,
                response_mime_type="application/json",
                response_json_schema=ours["generationConfig"]["responseJsonSchema"],
            ),
        )

    assert ours == by_sdk(ask)


def test_a_voice_is_asked_for_as_the_vendors_client_asks():
    ours = sent("speech")

    def ask(client, types):
        named = types.PrebuiltVoiceConfig(voice_name="Kore")
        voice = types.SpeechConfig(voice_config=types.VoiceConfig(prebuilt_voice_config=named))
        client.models.generate_content(
            model="gemini-3.8-flash-tts",
            contents=ours["contents"][0]["parts"][0]["text"],
            config=types.GenerateContentConfig(
                response_modalities=["AUDIO"], speech_config=voice
            ),
        )

    assert ours == by_sdk(ask)


def test_a_clip_has_its_frames_its_shape_and_the_next_length_that_is_made():
    first, look = sent("frames"), sent("video")

    assert first["instances"][0]["image"]["mimeType"] == "image/png"
    assert first["parameters"] == {
        "aspectRatio": "9:16", "resolution": "720p", "durationSeconds": 4, "seed": 7,
    }  # fmt: skip
    assert look["instances"][0]["referenceImages"][0]["referenceType"] == "asset"
    assert look["parameters"]["durationSeconds"] == 8
    assert look["parameters"]["negativePrompt"] == "文字"


@pytest.mark.parametrize("name", RATIOS)
def test_the_ratio_of_a_size_is_the_vendors_word_for_it(name):
    across, down = map(int, name.split(":"))

    assert ratio(Size("1K", across * 97, down * 97)) == name


def test_sizes_that_are_not_exactly_a_ratio_are_named_by_the_nearest():
    assert ratio(Size("1K", 768, 1376)) == "9:16"
    assert ratio(Size("2K", 3168, 1344)) == "21:9"


def test_the_prompt_of_a_picture_says_who_is_who_and_what_must_not_be_seen():
    text = sent("image")["contents"][0]["parts"][-1]["text"]

    assert "Picture 1 (character): 林晚" in text
    assert "“医院”" in text
    assert "Not to be seen: 文字" in text


def test_a_voice_of_another_vendor_is_refused_before_anything_is_sent():
    with pytest.raises(Invalid) as caught:
        ordered("speech", voice=Voice())

    assert caught.value.code == "partners.voice_foreign"


def test_a_wait_that_stands_in_the_body_is_told():
    details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.5s"}]
    error = {"error": {"code": 429, "message": "quota", "details": details}}
    with GoogleEmulator() as vendor:
        vendor.plan("submit", reply(error, 429))
        one, order = ordered("text", vendor.url)
        with pytest.raises(NotTaken) as caught:
            one.submit(order, FILES, "")

    assert caught.value.again_ms == 34_500
    assert caught.value.retryable


def answered(value, name):
    """What `name` ends with where the vendor answers `value`."""
    with GoogleEmulator() as vendor:
        vendor.plan("submit", reply(value))
        one, order = ordered(name, vendor.url)
        return one.submit(order, FILES, "").made


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("IMAGE_SAFETY", "partners.moderated"),
        ("PROHIBITED_CONTENT", "partners.moderated"),
        ("NO_IMAGE", "partners.nothing_made"),
        ("MAX_TOKENS", "partners.nothing_made"),
    ],
)
def test_a_picture_that_was_made_and_withheld_is_owed(reason, code):
    with pytest.raises(Ended) as caught:
        answered({"candidates": [{"finishReason": reason}]}, "image")

    assert caught.value.code == code
    assert caught.value.owed
    assert reason in str(caught.value)


def test_a_blocked_prompt_is_not_owed():
    with pytest.raises(Ended) as caught:
        answered({"promptFeedback": {"blockReason": "SAFETY"}}, "image")

    assert not caught.value.owed


def candidate(*parts):
    return {"candidates": [{"content": {"parts": list(parts)}, "finishReason": "STOP"}]}


def test_thoughts_are_not_part_of_the_answer():
    made = answered(candidate({"text": "hm", "thought": True}, {"text": "雨夜"}), "text")

    assert made.data.decode() == "雨夜"


def test_a_structured_answer_that_is_no_json_is_refused():
    with pytest.raises(Ended) as caught:
        answered(candidate({"text": "here it is: {}"}), "structured")

    assert caught.value.code == "partners.not_structured"


def test_bare_samples_become_a_wav_and_a_wav_stays_as_it_is():
    made = answered(
        candidate(
            {
                "inlineData": {
                    "mimeType": "audio/L16;codec=pcm;rate=24000",
                    "data": base64.b64encode(b"\1\0" * 2400).decode(),
                }
            }
        ),
        "speech",
    )
    whole = voice()
    data = base64.b64encode(whole).decode()
    same = answered(
        candidate({"inlineData": {"mimeType": "audio/wav", "data": data}}), "speech"
    )

    assert (made.facts.sample_count, made.facts.sample_rate) == (2400, 24_000)
    assert made.facts.media_type == "audio/wav"
    assert same.data == whole


def test_the_key_does_not_follow_a_link_to_another_host():
    uri = "http://localhost:1/v1beta/files/x:download?alt=media"
    done = {
        "done": True,
        "response": {"generateVideoResponse": {"generatedSamples": [{"video": {"uri": uri}}]}},
    }
    with GoogleEmulator() as vendor:
        one, order = ordered("video", vendor.url)
        job = one.submit(order, FILES, "").job
        vendor.plan("poll", reply(done))
        with pytest.raises(Exception, match="not safe") as caught:
            one.poll(order, job)

    assert caught.value.code == "partners.address_refused"


def test_a_job_id_that_is_no_operation_is_never_put_into_an_address():
    with GoogleEmulator() as vendor:
        one, order = ordered("video", vendor.url)
        with pytest.raises(Ended):
            one.poll(order, "../files/secret?x=")
        vendor.plan("submit", Reply(200, b'{"name": "../../evil"}'))
        with pytest.raises(Exception, match="not in its own format"):
            one.submit(order, FILES, "")

    assert vendor.count("poll") == 0


def test_every_medium_of_the_cards_can_be_ordered():
    one, _ = ordered("text")

    assert {card.medium for card in one.cards} == {
        Medium.TEXT, Medium.IMAGE, Medium.VIDEO, Medium.SPEECH,
    }  # fmt: skip
