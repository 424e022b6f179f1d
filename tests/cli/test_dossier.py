"""The verbs of dossiers, typed: from handing in to an audit."""

from __future__ import annotations

import importlib.util
import json
import stat
import sys
from pathlib import Path

import pytest

from piying.store.store import open_store

SUBMITTER = ("--as", "沈", "--role", "submitter")
REVIEWER = ("--as", "林", "--role", "reviewer")
LEAD = ("--as", "林", "--role", "lead")
OTHER_LEAD = ("--as", "陈", "--role", "lead")
OPERATOR = ("--as", "王", "--role", "operator")
APPEAL = ("--as", "郑", "--role", "appeal_reviewer")
NUMBER = ("--sort", "platform_number", "--number", "A-1", "--authority", "平台")
EPISODE = ("-e", "1")


@pytest.fixture
def court_module():
    """The module of the studio's tests with people and dossiers."""
    if "piying_court" not in sys.modules:
        path = Path(__file__).parents[1] / "studio" / "court.py"
        spec = importlib.util.spec_from_file_location("piying_court", path)
        sys.modules["piying_court"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["piying_court"])
    return sys.modules["piying_court"]


@pytest.fixture
def typed(tmp_path, fakes, court_module, monkeypatch, capsys):
    """Types a verb in a house with a written drama and its key; gives code and results."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIYING_SIGNING_KEY", str(tmp_path / "keys" / "signing.pem"))
    monkeypatch.setenv("PIYING_LANGUAGE", "en")
    (tmp_path / "小戏.txt").write_text(fakes.SCRIPT, "utf-8")

    def run(verb, *rest, as_json=True):
        capsys.readouterr()
        code = fakes.run_cli([verb, *rest, *(("--json",) if as_json else ())])
        out = capsys.readouterr()
        lines = out.out.splitlines()
        return code, ([json.loads(line) for line in lines] if as_json else out.out), out.err

    assert run("write", "小戏.txt")[0] == 0
    (tmp_path / ".piying" / "people.toml").write_text(court_module.PEOPLE, "utf-8")
    assert run("audit", "--make-key", *OPERATOR)[0] == 0
    return run


@pytest.fixture
def dossier(tmp_path, court_module, typed):  # noqa: ARG001 - the house is there
    """Puts a dossier with findings of these fingerprints into the house."""

    def put(*fingerprints, version=1):
        module, store = court_module.dossiers(), open_store(tmp_path / ".piying")
        made = module.dossier(
            *(module.finding(one) for one in fingerprints), series="小戏", version=version,
            master=store.blobs.put(b"film"), captions=store.blobs.put(b"captions"),
        )  # fmt: skip
        store.move_head("小戏/e01", "dossier", store.put(made), (), 1)
        store.close()

    return put


def states(results):
    return [one["standing"]["state"] for one in results if "standing" in one]


def test_a_work_goes_from_its_dossier_to_its_audience_and_back(typed, dossier):
    dossier("a1" * 32)
    told = []
    for words in (
        ("decide", *EPISODE, "--submit", *SUBMITTER),
        (
            "decide",
            *EPISODE,
            "--answer",
            "a1a1=dismissed:idiom",
            "--verdict",
            "clear",
            *REVIEWER,
        ),
        ("decide", *EPISODE, "--verdict", "clear", "--seconds", "90", *OTHER_LEAD),
        ("file-number", *EPISODE, *NUMBER, *OPERATOR),
        ("decide", *EPISODE, "--release", *OPERATOR),
        ("takedown", *EPISODE, "--suspend", "--because", "a1a1", *LEAD),
        ("takedown", *EPISODE, "--final", "--because", "a1a1", *OTHER_LEAD),
        ("appeal", *EPISODE, "--why", "不是这样", *SUBMITTER),
        (
            "appeal",
            *EPISODE,
            "--ruling",
            "overturned",
            "--why-zh",
            "是",
            "--why-en",
            "so",
            *APPEAL,
        ),
    ):
        code, results, error = typed(*words)
        assert code == 0, error
        told += states(results)

    _, (register, _), _ = typed("takedown")
    assert register == {"withdrawn": [], "strikes": []}
    assert told == [
        "in_review", "second_review", "cleared", "filed", "released", "suspended",
        "taken_down", "appealed", "reinstated",
    ]  # fmt: skip
    code, (audited,), _ = typed("audit")
    assert code == 0
    assert audited["good"]
    assert audited["count"] == 12


def test_without_an_act_it_shows_how_things_stand(typed, dossier):
    code, text, _ = typed("decide", *EPISODE, as_json=False)
    assert code == 0
    assert "episode 1 has no dossier" in text

    dossier("a1" * 32)
    _, text, _ = typed("decide", *EPISODE, as_json=False)
    assert "not handed in" in text
    assert "a1a1a1a1  review  SUP-001  -  3:41  ritual shown as effective: 大师" in text


def test_a_refusal_says_every_reason_and_leaves_the_log_as_it_was(typed, dossier):
    dossier("a1" * 32)
    typed("decide", *EPISODE, "--submit", *SUBMITTER)
    code, (told,), error = typed("decide", *EPISODE, "--verdict", "clear", *REVIEWER)

    assert code == 2
    assert told["error"] == "review.not_allowed"
    assert "still unanswered: a1a1a1a1a1a1" in error
    assert typed("audit")[1][0]["count"] == 2


def test_a_verdict_against_a_work_shows_the_statement(typed, dossier):
    dossier("a1" * 32)
    typed("decide", *EPISODE, "--submit", *SUBMITTER)
    words = ("--answer", "a1a1=confirmed", "--verdict", "needs_fix", "--because", "a1a1")
    code, text, _ = typed("decide", *EPISODE, *words, *REVIEWER, as_json=False)

    assert code == 0
    assert "Statement of reasons: “小戏”, episode 1" in text
    assert "clause: NSV2021" in text


WRONG = [
    (("decide", *EPISODE, "--submit"), "Say who acts"),
    (("decide", *EPISODE, "--submit", "--as", "沈", "--role", "lead"), "people.toml"),
    (("decide", *EPISODE, "--because", "a1a1", *REVIEWER), "--verdict"),
    (("decide", "--submit", *SUBMITTER), "Say which episode"),
    (("appeal", *EPISODE, *SUBMITTER), "--why"),
    (("audit", "--anchor", "none.json"), "none.json"),
    (("audit", "--rotate", *LEAD), "operator"),
    (("file-number", *NUMBER, *OPERATOR), "--submit"),
    (("takedown", *EPISODE, "--suspend", "--effective", "soon", *LEAD), "soon"),
    (("takedown", "--suspend", "--final"), "--final"),
]


def test_what_is_typed_wrongly_is_said(typed):
    for words, message in WRONG:
        code, _, error = typed(*words)

        assert code in (2, 3), words
        assert message in error


def test_an_audit_that_finds_something_fails(typed, dossier, tmp_path):
    dossier()
    typed("decide", *EPISODE, "--submit", *SUBMITTER)
    head = tmp_path / "kept.json"
    head.write_bytes((tmp_path / ".piying" / "review.head.json").read_bytes())
    assert typed("audit", "--anchor", str(head))[0] == 0

    head.write_text(head.read_text().replace('"seq":2', '"seq":9'))
    code, text, error = typed("audit", "--anchor", str(head), as_json=False)
    assert code == 2
    assert "entry 3 of the log: what followed was cut off" in text
    assert "what should not be" in error


def test_a_key_is_the_owners_alone_and_can_be_changed(typed, dossier, tmp_path):
    dossier()
    typed("decide", *EPISODE, "--submit", *SUBMITTER)
    key = tmp_path / "keys" / "signing.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert typed("audit", "--rotate", *OPERATOR)[0] == 0

    typed("decide", *EPISODE, "--verdict", "clear", *REVIEWER)
    code, (audited,), _ = typed("audit")
    assert (code, audited["count"]) == (0, 4)
    assert typed("audit", "--export", "log.jsonl")[0] == 0
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 4


def test_a_takedown_by_order_writes_the_notices(typed, dossier, tmp_path):
    (tmp_path / ".piying" / "targets.toml").write_text(
        '[[target]]\nname = "平台甲"\nsort = "package"\n', "utf-8"
    )
    dossier()
    typed("decide", *EPISODE, "--submit", *SUBMITTER)
    typed("decide", *EPISODE, "--verdict", "clear", *REVIEWER)
    typed("file-number", *NUMBER, *OPERATOR)
    typed("decide", *EPISODE, "--release", *OPERATOR)
    words = ("--cause", "regulator_order", "--order", "7号", "--issued-by", "省局",
             "--effective", "2026-11-22T10:00")  # fmt: skip
    code, (stands, sent), error = typed("takedown", *EPISODE, "--final", *words, *OPERATOR)
    assert code == 0, error
    assert stands["standing"]["held_from_ms"] == 1_795_341_600_000
    assert [one["stage"] for one in sent["notices"]] == ["sent"]
    assert list((tmp_path / "out" / "notices" / "平台甲").glob("*.txt"))

    notice = sent["notices"][0]["id"][:8]
    _, (entered,), _ = typed("takedown", "--acknowledge", notice, "--reference", "9", *OPERATOR)
    assert entered["notices"][0]["stage"] == "acknowledged"
    _, text, _ = typed("takedown", as_json=False)
    assert "withdrawn works: 1" in text
    assert typed("takedown", "--deliver")[0] == 0
