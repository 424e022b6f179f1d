"""What is the endpoint's own: its key, its local machines, and bodies as the SDK sends them."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx2
import pytest

from partners.contract import Files, card_of
from partners.emulator import KEY, Reply, picture, reply
from partners.emulators.compatible import CARDS, CASES, CompatibleEmulator, LinkingEmulator
from piying.model.brief import Brief, Medium
from piying.model.errors import Invalid, Missing
from piying.model.people import Voice
from piying.partners.keys import Keys
from piying.partners.orders import filled
from piying.partners.providers.compatible import Compatible
from piying.takes.generator import Ended, NotTaken

BY_NAME = {case.name: case for case in CASES}
FILES = Files(picture(), picture(640, 1138))
VENDOR = "https://api.openai.com/v1"
PUBLIC = "https://models.example.com/v1"
SET = {"PIYING_KEY_COMPATIBLE": KEY}


def ordered(name, base=VENDOR, *, local=False, environ=SET, **changes):
    case = BY_NAME[f"compatible-{name}"]
    one = Compatible(CARDS, Keys(environ, ring=lambda _: None), base, local=local)
    return one, one.order(replace(case.brief, **changes), card_of(one, case.model), 7)


def by_sdk(ask):
    """The body that the vendor's own client sends for `ask(client)`."""
    openai = pytest.importorskip("openai")
    seen = []

    def answer(request):
        seen.append((request.headers["content-type"], request.read()))
        return httpx2.Response(200, json={"data": [], "choices": []})

    inner = httpx2.Client(transport=httpx2.MockTransport(answer))
    with openai.OpenAI(api_key="k", max_retries=0, http_client=inner) as client:
        ask(client)
    return seen[0]


def test_structured_text_with_a_picture_is_asked_for_as_the_vendors_client_asks():
    ours = filled(json.loads(ordered("seeing")[1].body), FILES)
    _, theirs = by_sdk(
        lambda client: client.chat.completions.create(
            model="writer",
            messages=ours["messages"],
            seed=7,
            max_completion_tokens=4000,
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": {"type": "object"}, "strict": True},
            },
        )
    )

    assert ours == json.loads(theirs)


def test_a_picture_and_a_voice_are_asked_for_as_the_vendors_client_asks():
    drawn = json.loads(ordered("image")[1].body)
    spoken = json.loads(ordered("speech")[1].body)

    assert drawn == json.loads(
        by_sdk(
            lambda client: client.images.generate(
                model="painter", prompt="雨夜", size="1024x1536"
            )
        )[1]
    )
    assert spoken == json.loads(
        by_sdk(
            lambda client: client.audio.speech.create(
                model="speaker", input="你来了。", voice="nova", response_format="wav",
                instructions="轻声",
            )
        )[1]
    )  # fmt: skip


def parts(kind, data):
    """The parts of a form as {name: body}, whatever its boundary and file names."""
    boundary = kind.partition("boundary=")[2].encode()
    found = {}
    for part in data.split(b"--" + boundary)[1:-1]:
        head, _, body = part.strip(b"\r\n").partition(b"\r\n\r\n")
        found[head.partition(b'name="')[2].partition(b'"')[0]] = body
    return found


def test_an_edit_is_the_same_form_as_the_vendors_client_sends():
    with CompatibleEmulator() as vendor:
        one, order = ordered("edit", f"{vendor.url}/v1", local=True)
        one.submit(order, FILES, "")
        ours = vendor.seen[0][1]
    prompt = json.loads(order.body)["prompt"]
    theirs = by_sdk(
        lambda client: client.images.edit(
            model="painter", prompt=prompt, size="1024x1536", image=[picture()]
        )
    )

    assert parts(ours.headers["content-type"], ours.data) == parts(*theirs)


def test_equal_edits_are_equal_to_the_byte():
    with CompatibleEmulator() as vendor:
        for _ in range(2):
            one, order = ordered("edit", f"{vendor.url}/v1", local=True)
            one.submit(order, FILES, "")

    assert vendor.seen[0][1].data == vendor.seen[1][1].data


def test_the_vendors_own_key_goes_to_the_vendors_own_host_alone():
    one, order = ordered("text", PUBLIC, environ={"OPENAI_API_KEY": KEY})
    with pytest.raises(Missing) as caught:
        one.submit(order, FILES, "")

    assert "PIYING_KEY_COMPATIBLE" in str(caught.value)
    assert "OPENAI_API_KEY" not in str(caught.value)


def test_the_vendors_own_host_also_takes_the_customary_key():
    one, order = ordered("text", VENDOR, environ={})
    with pytest.raises(Missing) as caught:
        one.submit(order, FILES, "")

    assert "OPENAI_API_KEY" in str(caught.value)


def test_a_machine_of_ones_own_network_needs_no_key():
    with CompatibleEmulator() as vendor:
        vendor.plan("submit", reply({"choices": [{"message": {"content": "好"}}]}))
        one, order = ordered("text", f"{vendor.url}/v1", local=True, environ={})

        assert one.submit(order, FILES, "").made.data.decode() == "好"
        assert "authorization" not in vendor.seen[0][1].headers


def test_a_machine_of_ones_own_network_has_to_be_named():
    with pytest.raises(Invalid) as caught:
        ordered("text", "http://127.0.0.1:1234/v1")

    assert caught.value.code == "partners.address_wrong"


def test_an_https_address_in_the_private_network_is_not_reached_unless_named():
    one, order = ordered("text", "https://127.0.0.1:9/v1")
    with pytest.raises(NotTaken) as caught:
        one.submit(order, FILES, "")

    assert caught.value.code == "partners.address_refused"


def test_a_link_that_cannot_be_fetched_is_owed():
    with LinkingEmulator() as vendor:
        vendor.plan("download", Reply(500, b"{}"))
        one, order = ordered("link", f"{vendor.url}/v1", local=True)
        with pytest.raises(Ended) as caught:
            one.submit(order, FILES, "")

    assert caught.value.owed
    assert "sig=abc" not in repr(caught.value.data)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"finish_reason": "content_filter", "message": {}}, "partners.moderated"),
        ({"finish_reason": "stop", "message": {"refusal": "no"}}, "partners.moderated"),
        (
            {"finish_reason": "length", "message": {"content": "half"}},
            "partners.nothing_made",
        ),
        ({"finish_reason": "stop", "message": {"content": ""}}, "partners.nothing_made"),
    ],
)
def test_a_text_that_was_withheld_or_broke_off_is_owed(choice, code):
    with CompatibleEmulator() as vendor:
        vendor.plan("submit", reply({"choices": [choice]}))
        one, order = ordered("text", f"{vendor.url}/v1", local=True)
        with pytest.raises(Ended) as caught:
            one.submit(order, FILES, "")

    assert (caught.value.code, caught.value.owed) == (code, True)


def test_a_voice_of_another_vendor_and_a_clip_are_refused():
    with pytest.raises(Invalid) as caught:
        ordered("speech", voice=Voice())
    one, _ = ordered("text")
    clip = replace(CARDS[1], medium=Medium.VIDEO, lengths_ms=(4000,))
    with pytest.raises(Invalid) as other:
        one.order(Brief(Medium.VIDEO, "x", width=1000, height=1500, length_ms=9), clip, 0)

    assert caught.value.code == "partners.voice_foreign"
    assert other.value.code == "partners.medium_unknown"


def test_nothing_waits_at_such_an_endpoint():
    one, order = ordered("text")
    with pytest.raises(Ended):
        one.poll(order, "any")

    assert one.cancel(order, "any") is False
    assert one.resumes is False
