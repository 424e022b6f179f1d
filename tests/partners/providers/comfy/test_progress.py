"""How far a prompt is, by websocket."""

from __future__ import annotations

import json
import threading

import pytest
from websockets.sync.server import serve

from piying.partners.guard import door
from piying.partners.providers.comfy.progress import permille

JOB = "5f0e"


def state(job=JOB, **nodes):
    told = {name: {"value": value, "max": most} for name, (value, most) in nodes.items()}
    return json.dumps({"type": "progress_state", "data": {"prompt_id": job, "nodes": told}})


@pytest.fixture(name="heard")
def _heard():
    """Asks a server that says the given messages."""
    paths = []

    def ask(*messages, nodes=4):
        def say(socket):
            paths.append(socket.request.path)
            for message in messages:
                socket.send(message)

        with serve(say, "127.0.0.1", 0) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            origin = f"http://127.0.0.1:{server.socket.getsockname()[1]}"
            found = permille(door(origin, local=True), origin, JOB, nodes)
            server.shutdown()
            thread.join()
        return found

    ask.paths = paths
    return ask


def test_the_done_part_of_all_nodes_is_told(heard):
    assert heard(state(a=(1, 1), b=(5, 20))) == round(1000 * 1.25 / 4)
    assert heard.paths == [f"/ws?clientId={JOB}"]


def test_pictures_other_messages_and_other_prompts_are_passed_over(heard):
    told = heard(
        b"\0\0\0\1picture", json.dumps({"type": "status", "data": {}}), "[]",
        state("other", a=(1, 1)), state(a=(1, 2)), nodes=1,
    )  # fmt: skip

    assert told == 500


def test_a_prompt_is_never_said_to_be_done_while_it_runs(heard):
    assert heard(state(a=(9, 9)), nodes=1) == 999


def test_where_nobody_says_it_is_not_known(heard):
    assert heard() is None
    assert heard("no json") is None


def test_a_closed_port_is_no_error():
    assert (
        permille(door("http://127.0.0.1:9", local=True), "http://127.0.0.1:9", JOB, 1) is None
    )
