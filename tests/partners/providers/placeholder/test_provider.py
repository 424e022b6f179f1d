"""Stand-ins keep the port of paid models, take their time and cost nothing."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import av
import pytest

from partners.contract import Files
from partners.emulator import picture
from piying.model.brief import Brief, BriefShot, Medium, Reference, Role
from piying.model.canon import canonical, decode, digest_bytes
from piying.model.errors import Invalid
from piying.model.job import Order
from piying.model.money import NOTHING
from piying.model.people import Voice
from piying.partners.media import media_type
from piying.partners.providers.placeholder import Placeholder
from piying.partners.providers.placeholder.provider import WAIT_MS
from piying.partners.standins import CARDS, free
from piying.takes.generator import Ended, Pending, Receipt
from piying.takes.pricing import price

SHEET = Reference(digest_bytes(picture()), Role.CHARACTER, "image/png", "沈清", 72, 128, 100)
SCHEMA = json.dumps({"type": "object", "properties": {"title": {"type": "string"}}})
BRIEFS = {
    Medium.TEXT: Brief(Medium.TEXT, "起一个片名。", answer_schema=SCHEMA),
    Medium.IMAGE: Brief(Medium.IMAGE, "半身", width=360, height=640, references=(SHEET,)),
    Medium.VIDEO: Brief(
        Medium.VIDEO, "雨夜", width=360, height=640,
        shots=(BriefShot("她停下", 700), BriefShot("她回头", 800)),
    ),
    Medium.SPEECH: Brief(
        Medium.SPEECH, "你好，长[zhang3]大了。", language="zh", voice=Voice("any", "甲")
    ),
    Medium.MUSIC: Brief(Medium.MUSIC, "安静", length_ms=2345),
}  # fmt: skip
LATER = [medium for medium in Medium if medium is not Medium.TEXT]


class Clock:
    """A clock that a test moves."""

    now = 1_795_000_000_000

    def __call__(self):
        return self.now


@pytest.fixture(name="clock")
def _clock():
    return Clock()


def order_of(medium, clock, seed=7, **changes):
    card = next(card for card in CARDS if card.medium is medium)
    return Placeholder(clock).order(replace(BRIEFS[medium], **changes), card, seed)


def made(medium, clock, **changes):
    order = order_of(medium, clock, **changes)
    receipt = Placeholder(clock).submit(order, Files(), "k")
    clock.now += WAIT_MS
    return ((receipt.made and receipt) or Placeholder(clock).poll(order, receipt.job)).made


@pytest.mark.parametrize("medium", LATER)
def test_a_job_is_asked_for_several_times_before_it_is_done(medium, clock):
    generator = Placeholder(clock)
    order = order_of(medium, clock)
    job = generator.submit(order, Files(), "k").job
    answers = []
    while isinstance(answer := generator.poll(order, job), Pending):
        answers.append(answer)
        clock.now += answer.again_ms

    assert len(answers) >= 3
    assert [one.permille for one in answers] == sorted(one.permille for one in answers)
    assert isinstance(answer, Receipt)
    assert answer.charged == NOTHING


def test_a_text_is_answered_at_once(clock):
    receipt = Placeholder(clock).submit(order_of(Medium.TEXT, clock), Files(), "k")

    assert json.loads(receipt.made.data) == {"title": "占位"}
    assert receipt.charged == NOTHING


@pytest.mark.parametrize("medium", list(Medium))
def test_the_same_order_gives_the_same_bytes_from_any_instance(medium, clock):
    one, other = made(medium, clock), made(medium, clock)

    assert one == other
    assert one.facts.byte_count == len(one.data)


@pytest.mark.parametrize("medium", list(Medium))
def test_an_order_is_a_value_that_is_kept_and_read_back(medium, clock):
    order = order_of(medium, clock)

    assert decode(canonical(order), Order) == order
    assert order.blobs == tuple(one.blob for one in BRIEFS[medium].references)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.model)
def test_it_costs_nothing_by_its_own_price_list(card):
    quote = price(BRIEFS[card.medium], card, free(CARDS), date(2026, 11, 22))

    assert quote.money == NOTHING


def test_another_seed_is_another_picture(clock):
    assert made(Medium.IMAGE, clock).data != made(Medium.IMAGE, clock, seed=8).data


def test_a_picture_has_the_size_that_was_asked_for(clock):
    one = made(Medium.IMAGE, clock)

    assert media_type(one.data) == "image/png"
    assert (one.facts.width, one.facts.height) == (360, 640)
    with av.open(io.BytesIO(one.data)) as file:
        frame = next(file.decode(video=0))
    assert (frame.width, frame.height) == (360, 640)


def test_a_clip_is_h264_of_the_length_that_was_asked_for(clock):
    one = made(Medium.VIDEO, clock)
    with av.open(io.BytesIO(one.data)) as file:
        stream = file.streams.video[0]
        count = sum(1 for _ in file.decode(stream))
        kind = stream.codec_context.name

    assert kind == "h264"
    assert count == one.facts.frame_count == 2 * 24


def test_a_voice_is_as_long_as_its_words_and_has_marks(clock):
    short = made(Medium.SPEECH, clock, prompt="好。")
    long = made(Medium.SPEECH, clock)

    assert long.facts.sample_count > 2 * short.facts.sample_count
    assert long.facts.marks[-1].end == long.facts.sample_count
    assert {"n", "h", "zh"} <= {mark.text for mark in long.facts.marks}


def test_music_is_never_silent_and_exactly_as_long_as_asked(clock, heard):
    one = made(Medium.MUSIC, clock)
    sound = abs(heard(one))

    assert one.facts.sample_count == 2345 * 48
    assert one.facts.channels == 2
    assert 0.05 < sound.max() < 0.99
    assert sound[:2].max() < 0.02
    assert all(
        sound[at : at + 4800].max() > 0.005 for at in range(4800, len(sound) - 9600, 4800)
    )


def test_a_wrong_schema_is_refused_before_anything_is_made(clock):
    with pytest.raises(Invalid) as caught:
        order_of(Medium.TEXT, clock, answer_schema='{"$ref": "#/nowhere"}')

    assert caught.value.code == "partners.schema_wrong"


def test_a_job_of_a_strange_name_has_ended(clock):
    with pytest.raises(Ended):
        Placeholder(clock).poll(order_of(Medium.IMAGE, clock), "x")


def test_a_job_can_be_given_up(clock):
    assert Placeholder(clock).cancel(order_of(Medium.IMAGE, clock), "1") is True
