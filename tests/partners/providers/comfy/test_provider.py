"""What is ComfyUI's own: uploads, ids made from keys, the queue, and its words for errors."""

from __future__ import annotations

import json

import pytest

from partners.contract import Files
from partners.emulator import picture, reply
from partners.emulators.comfy import CASES, WORKFLOWS, ComfyEmulator
from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.partners.providers.comfy import Comfy
from piying.takes.generator import Ended, NotTaken, Pending

FILES = Files(picture())
PORTRAIT = CASES[0].brief


@pytest.fixture(name="vendor")
def _vendor():
    with ComfyEmulator() as vendor:
        yield vendor


@pytest.fixture(name="comfy")
def _comfy(vendor):
    return Comfy(WORKFLOWS, vendor.url)


@pytest.fixture(name="order")
def _order(comfy):
    return comfy.order(PORTRAIT, comfy.cards[0], 7)


def test_files_are_uploaded_whole_under_the_names_of_their_digests(vendor, comfy, order):
    comfy.submit(order, FILES, "01JOB")
    name = f"piying/{digest_bytes(picture())}.png"

    assert vendor.uploaded == {name: picture()}
    sent = next(one for step, one in vendor.seen if step == "submit").json()
    assert sent["prompt"]["10"]["inputs"]["image"] == name


def test_the_id_of_a_prompt_is_known_before_it_is_sent(vendor, comfy, order):
    one = comfy.submit(order, FILES, "01JOB").job
    other = comfy.submit(order, FILES, "01JOB").job
    third = comfy.submit(order, FILES, "01OTHER").job

    assert one == other != third
    assert list(vendor.jobs) == [one, third]


@pytest.mark.parametrize("word", ["failing", "empty", "bad request", "too many"])
def test_where_a_file_cannot_be_uploaded_the_order_was_not_sent(vendor, comfy, order, word):
    vendor.plan("upload", word)
    with pytest.raises(NotTaken):
        comfy.submit(order, FILES, "01JOB")

    assert vendor.count("submit") == 0


def test_a_node_that_refuses_is_named(vendor, comfy, order):
    errors = [{"message": "Value not in list", "details": "ckpt_name: 'x.safetensors'"}]
    nodes = {"4": {"class_type": "CheckpointLoaderSimple", "errors": errors}}
    error = {"type": "prompt_outputs_failed_validation", "message": "failed"}
    vendor.plan("submit", reply({"error": error, "node_errors": nodes}, 400))
    with pytest.raises(NotTaken) as caught:
        comfy.submit(order, FILES, "01JOB")

    assert "CheckpointLoaderSimple 4: Value not in list" in str(caught.value)


def test_what_went_wrong_in_a_node_is_told(vendor, comfy, order):
    job = comfy.submit(order, FILES, "01JOB").job
    vendor.plan("result", "failed")
    vendor.jobs[job]["done"] = True
    with pytest.raises(Ended, match=r"KSampler: out of memory"):
        comfy.poll(order, job)


def test_a_prompt_that_the_server_lost_has_ended_and_nothing_is_owed(comfy, order):
    with pytest.raises(Ended) as caught:
        comfy.poll(order, "0000-unknown")

    assert caught.value.code == "partners.job_forgotten"
    assert not caught.value.owed


def test_a_prompt_that_ends_between_two_questions_is_found(vendor, comfy, order):
    job = comfy.submit(order, FILES, "01JOB").job
    vendor.jobs[job]["done"] = True
    vendor.plan("poll", reply({}))

    assert comfy.poll(order, job).made


def test_a_waiting_prompt_is_taken_out_of_the_queue(vendor, comfy, order):
    comfy.submit(order, FILES, "01FIRST")
    job = comfy.submit(order, FILES, "01JOB").job

    assert comfy.poll(order, job) == Pending(0)
    assert comfy.cancel(order, job)
    path, body = next((one.path, one.json()) for step, one in vendor.seen if step == "cancel")
    assert (path, body) == ("/queue", {"delete": [job]})


def test_only_our_own_running_prompt_is_stopped(vendor, comfy, order):
    job = comfy.submit(order, FILES, "01JOB").job

    assert comfy.cancel(order, "0000-someone-elses") is False
    assert vendor.count("cancel") == 0
    assert comfy.cancel(order, job) is True
    stopped = [one for step, one in vendor.seen if step == "cancel"]
    assert [(one.path, one.json()) for one in stopped] == [("/interrupt", {"prompt_id": job})]


@pytest.mark.parametrize("job", ["../view?filename=x", "a b", "", "x" * 65])
def test_an_id_that_is_none_is_never_put_into_an_address(vendor, comfy, order, job):
    with pytest.raises(Ended):
        comfy.poll(order, job)

    assert vendor.seen == []


def test_a_workflow_that_is_not_there_is_refused_and_the_known_named(vendor):
    bare = Comfy(WORKFLOWS[1:], vendor.url)
    with pytest.raises(Invalid, match="motion"):
        bare.order(PORTRAIT, WORKFLOWS[0].card, 0)


def test_an_order_holds_the_whole_graph(order):
    assert set(json.loads(order.body)["prompt"]) == {"3", "5", "6", "7", "9", "10"}
