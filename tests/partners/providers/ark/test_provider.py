"""What Ark answers, beyond the contract of every vendor."""

from __future__ import annotations

import pytest

from partners.contract import Files, keys_of
from partners.emulator import picture, reply
from partners.emulators.ark import FORMS, ArkVendor
from piying.model.errors import Outside
from piying.takes.generator import Ended, NotTaken

FILES = Files(picture(), picture(640, 1138))
CASE = {case.name: case for case in FORMS}


@pytest.fixture(name="vendor")
def _vendor():
    with ArkVendor() as vendor:
        yield vendor


def started(vendor, name="ark-text"):
    case = CASE[name]
    generator = case.generator(vendor.url, keys_of(case))
    card = next(card for card in generator.cards if card.model == case.model)
    return generator, generator.order(case.brief, card, 7)


def test_a_task_that_waits_is_given_up_and_has_then_ended(vendor):
    generator, order = started(vendor)
    job = generator.submit(order, FILES, "k").job

    assert generator.cancel(order, job)
    with pytest.raises(Ended) as caught:
        generator.poll(order, job)
    assert caught.value.code == "partners.job_cancelled"
    assert not caught.value.owed


@pytest.mark.parametrize("status", ["running", "succeeded", "failed"])
def test_a_task_that_has_begun_is_left_alone(vendor, status):
    """ "DELETE: queued tasks are cancelled; the records of finished ones are deleted." """
    generator, order = started(vendor)
    job = generator.submit(order, FILES, "k").job
    vendor.jobs[job]["status"] = status

    assert generator.cancel(order, job) is False
    assert vendor.count("cancel") == 0


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("InputImageSensitiveContentDetected.PrivacyInformation", "partners.moderated"),
        ("AccountOverdueError", "partners.no_credit"),
        ("InvalidParameter.UnsupportedRatio", "partners.not_accepted"),
    ],
)
def test_the_code_of_a_refusal_decides(vendor, code, told):
    generator, order = started(vendor)
    vendor.plan("submit", reply({"error": {"code": code, "message": "no"}}, 400))
    with pytest.raises(NotTaken) as caught:
        generator.submit(order, FILES, "k")

    assert caught.value.code == told


def test_a_task_that_ran_out_of_time_has_ended(vendor):
    generator, order = started(vendor)
    job = generator.submit(order, FILES, "k").job
    vendor.plan("poll", reply({"id": job, "status": "expired"}))
    with pytest.raises(Ended) as caught:
        generator.poll(order, job)

    assert "expired" in str(caught.value)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"finish_reason": "content_filter", "message": {"content": ""}}, "partners.moderated"),
        (
            {"finish_reason": "length", "message": {"content": '{"a'}},
            "partners.nothing_made",
        ),
        (
            {"finish_reason": "stop", "message": {"content": "title: x"}},
            "partners.not_structured",
        ),
    ],
)
def test_a_text_that_is_no_use_is_owed(vendor, choice, code):
    generator, order = started(vendor, "ark-answer")
    vendor.plan("submit", reply({"choices": [choice]}))
    with pytest.raises(Ended) as caught:
        generator.submit(order, FILES, "k")

    assert (caught.value.code, caught.value.owed) == (code, True)


def test_a_picture_that_was_blocked_after_it_was_asked_for_is_said(vendor):
    generator, order = started(vendor, "ark-image")
    error = {"code": "OutputImageSensitiveContentDetected", "message": "no"}
    vendor.plan("submit", reply({"data": [{"error": error}]}))
    with pytest.raises(Ended) as caught:
        generator.submit(order, FILES, "k")

    assert caught.value.code == "partners.moderated"


def test_an_answer_without_a_picture_leaves_the_order_in_doubt(vendor):
    generator, order = started(vendor, "ark-image")
    vendor.plan("submit", reply({"data": [{"size": "1x1"}]}))
    with pytest.raises(Outside) as caught:
        generator.submit(order, FILES, "k")

    assert not isinstance(caught.value, NotTaken | Ended)


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case.name)
def test_every_form_of_an_order_is_in_the_vendors_format(vendor, case):
    generator = case.generator(vendor.url, keys_of(case))
    card = next(
        card
        for card in generator.cards
        if (card.model, card.medium) == (case.model, case.brief.medium)
    )
    files = Files(picture(), picture(640, 1138))
    generator.submit(generator.order(case.brief, card, 7), files, "01K")

    assert vendor.wrong == []
    assert len(vendor.charges) == 1
