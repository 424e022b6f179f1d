"""What CosyVoice is sent and answers, beyond the contract of every vendor."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from partners.contract import Files, keys_of
from partners.emulators.aliyun import CASES, LINE, AliyunVendor
from piying.model.errors import Invalid, Outside
from piying.model.people import Voice
from piying.takes.generator import Ended, NotTaken

CASE = CASES[0]


@pytest.fixture(name="vendor")
def _vendor():
    with AliyunVendor() as vendor:
        yield vendor


def started(vendor, brief=LINE):
    generator = CASE.generator(vendor.url, keys_of(CASE))
    card = next(card for card in generator.cards if card.model == CASE.model)
    return generator, generator.order(brief, card, 7)


def said(vendor, brief=LINE):
    return json.loads(started(vendor, brief)[1].body)["input"]


def test_forced_readings_are_named_with_their_characters(vendor):
    sent = said(vendor)

    assert sent["text"] == "床前明月光，长大了。"
    assert sent["hot_fix"] == {"pronunciation": [{"长大": "zhang3 da4"}]}


def test_a_line_asks_for_samples_and_times(vendor):
    sent = said(vendor)

    assert (sent["format"], sent["sample_rate"]) == ("pcm", 48000)
    assert sent["word_timestamp_enabled"] is True
    assert (sent["voice"], sent["rate"], sent["seed"]) == ("longanyang", 1.1, 7)
    assert sent["instruction"] == "请用温柔的语气说。"
    assert "instruction" not in said(vendor, replace(LINE, manner="neutral"))


def test_a_pace_that_the_vendor_does_not_take_is_refused(vendor):
    with pytest.raises(Invalid) as caught:
        started(vendor, replace(LINE, voice=Voice("aliyun", "v", "", speed_permille=2500)))

    assert caught.value.code == "takes.pace_out_of_reach"


def test_marks_cover_the_voice_and_follow_its_characters(vendor):
    generator, order = started(vendor)
    made = generator.submit(order, Files(), "k").made
    marks = made.facts.marks

    assert marks[0].start == 0
    assert marks[-1].end == made.facts.sample_count
    assert all(one.end == two.start for one, two in pairwise(marks))
    assert {"ch", "q", "m", "y"} <= {mark.text for mark in marks}


def test_a_voice_without_times_is_refused_and_owed(vendor):
    vendor.sentences = ((),)
    generator, order = started(vendor)
    with pytest.raises(Ended) as caught:
        generator.submit(order, Files(), "k")

    assert (caught.value.code, caught.value.owed) == ("partners.times_missing", True)


def test_a_stream_that_breaks_off_leaves_the_order_in_doubt(vendor):
    vendor.finish = False
    generator, order = started(vendor)
    with pytest.raises(Outside) as caught:
        generator.submit(order, Files(), "k")

    assert caught.value.code == "partners.cut_off"
    assert not isinstance(caught.value, NotTaken | Ended)


@pytest.mark.parametrize(
    ("code", "told", "kind"),
    [
        ("InternalError.Algo", "partners.job_failed", Ended),
        ("DataInspectionFailed", "partners.moderated", NotTaken),
        ("Throttling.RateQuota", "partners.too_many", NotTaken),
    ],
)
def test_an_error_within_the_stream_is_sorted(vendor, code, told, kind):
    vendor.fails = code
    generator, order = started(vendor)
    with pytest.raises(kind) as caught:
        generator.submit(order, Files(), "k")

    assert caught.value.code == told
    if kind is Ended:
        assert caught.value.owed


def test_there_is_no_job_to_ask_for(vendor):
    generator, order = started(vendor)

    assert not generator.resumes
    with pytest.raises(Ended):
        generator.poll(order, "1")
    assert generator.cancel(order, "1") is False
