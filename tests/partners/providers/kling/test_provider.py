"""What Kling answers, beyond the contract of every vendor."""

from __future__ import annotations

import pytest

from partners.contract import Files, keys_of
from partners.emulator import picture, reply
from partners.emulators.kling import CASES, FORMS, KlingVendor
from piying.model.errors import Outside
from piying.takes.generator import Ended, NotTaken

CASE = next(case for case in CASES if case.name == "kling-text")
FILES = Files(picture())


@pytest.fixture(name="vendor")
def _vendor():
    with KlingVendor() as vendor:
        yield vendor


def started(vendor):
    generator = CASE.generator(vendor.url, keys_of(CASE))
    card = next(card for card in generator.cards if card.model == CASE.model)
    return generator, generator.order(CASE.brief, card, 7)


def said(code, status=200):
    return reply({"code": code, "message": "no", "request_id": "r"}, status)


@pytest.mark.parametrize("code", [1003, 1004])
def test_a_clock_that_is_wrong_is_said_plainly(vendor, code):
    """ "1003: Authorization is not yet valid. 1004: Authorization has expired." """
    generator, order = started(vendor)
    vendor.plan("submit", said(code, 401))
    with pytest.raises(NotTaken) as caught:
        generator.submit(order, FILES, "01K")

    assert caught.value.code == "partners.clock_wrong"
    assert "时钟" in caught.value.said("zh")


def test_an_old_signature_is_refused_by_the_vendor(vendor):
    vendor.now += 1801
    generator, order = started(vendor)
    with pytest.raises(NotTaken):
        generator.submit(order, FILES, "01K")

    assert vendor.charges == []


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        (1101, 429, "partners.no_credit"),
        (1102, 429, "partners.no_credit"),
        (1301, 400, "partners.moderated"),
        (1304, 403, "partners.key_refused"),
        (1201, 400, "partners.not_accepted"),
        (1303, 200, "partners.too_many"),
    ],
)
def test_the_code_of_a_refusal_decides_whatever_the_status(vendor, code, status, told):
    generator, order = started(vendor)
    vendor.plan("submit", said(code, status))
    with pytest.raises(NotTaken) as caught:
        generator.submit(order, FILES, "01K")

    assert caught.value.code == told


def test_a_failure_of_the_vendor_in_an_answer_of_200_leaves_the_order_in_doubt(vendor):
    generator, order = started(vendor)
    vendor.plan("submit", said(5000))
    with pytest.raises(Outside) as caught:
        generator.submit(order, FILES, "01K")

    assert not isinstance(caught.value, NotTaken)


def test_our_key_stands_with_the_task(vendor):
    generator, order = started(vendor)
    job = generator.submit(order, FILES, "01KEY").job

    assert vendor.jobs[job]["body"]["external_task_id"] == "01KEY"


def test_a_task_without_a_file_has_ended_and_is_owed(vendor):
    generator, order = started(vendor)
    job = generator.submit(order, FILES, "01K").job
    vendor.plan("poll", reply({"code": 0, "data": {"task_status": "succeed"}}))
    with pytest.raises(Ended) as caught:
        generator.poll(order, job)

    assert caught.value.code == "partners.nothing_made"
    assert caught.value.owed


def test_why_a_task_failed_is_told(vendor):
    generator, order = started(vendor)
    job = generator.submit(order, FILES, "01K").job
    data = {"task_status": "failed", "task_status_msg": "first frame is too dark"}
    vendor.plan("poll", reply({"code": 0, "data": data}))
    with pytest.raises(Ended) as caught:
        generator.poll(order, job)

    assert "first frame is too dark" in str(caught.value)


@pytest.mark.parametrize("job", ["../../account", "1?x=2", ""])
def test_a_job_of_a_strange_name_is_not_asked_for(vendor, job):
    generator, order = started(vendor)
    with pytest.raises(Ended):
        generator.poll(order, job)

    assert vendor.seen == []


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
