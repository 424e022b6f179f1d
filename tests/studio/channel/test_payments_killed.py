"""kill -9 at any moment of a payment: what was acknowledged is there, all of it whole."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from piying.model.payment import Act
from piying.store.channel.payments import Payments
from piying.studio.channel import paying
from piying.studio.channel.refunding import resume_refunds
from piying.studio.settling.verifybooks import verify_books

HERE = Path(__file__).parent
LEFT = """
    SELECT account, sum(coins - (SELECT coalesce(sum(coins), 0) FROM channel_draw
    WHERE lot = channel_lot.id)) FROM channel_lot GROUP BY account
"""


@pytest.fixture(scope="module")
def payer(stalls):
    """The module that the process runs."""
    sys.modules.setdefault("stall", stalls)
    spec = importlib.util.spec_from_file_location("piying_payer", HERE / "payer.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def killed(folder, turn, lines):
    """What a process said until it was killed shortly after so many lines."""
    path = os.pathsep.join([str(HERE.parents[2] / "src"), str(HERE)])
    process = subprocess.Popen(  # noqa: S603 - this very python
        [sys.executable, str(HERE / "payer.py"), str(folder), str(turn)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    told = []
    for line in process.stdout:
        told.append(line.split())
        if len(told) == lines:
            delay = random.Random(turn).random() * 0.03  # noqa: S311 - a seed
            threading.Timer(delay, lambda: os.kill(process.pid, signal.SIGKILL)).start()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return told


def check(stall, told, stalls):
    """Everything that was acknowledged, and nothing by half."""
    payments = Payments(stall.house.store.database)
    orders = {one[1] for one in told if one[0] == "begun"}
    for name in orders:
        order = payments.standing(name).order
        paying.apply(stall.house, "stripe", stalls.said(order))  # the till tells it again
    for what, name, *_ in told:
        acts = [step.act for step in payments.steps(name)] if what != "unlocked" else []
        if what in {"begun", "paid"}:
            assert acts.count(Act.PAID) == 1
        if what == "refunded":
            assert Act.REFUNDED in acts
    resume_refunds(stall.house)
    assert stall.coins_add_up()
    balances = stall.balances()
    with stall.house.store.database.reading() as connection:
        lots = dict(connection.execute(text(LEFT)).all())
        granted = set(connection.execute(text("SELECT id FROM channel_right")).scalars())
        drawn = set(
            connection.execute(
                text("SELECT reference FROM channel_draw WHERE what = 'unlock'")
            ).scalars()
        )
        ended = set(connection.execute(text("SELECT granted FROM channel_right_end")).scalars())
    for account, coins in lots.items():
        assert -balances.get(f"wallet:{account}:COIN", 0) == coins
    assert granted == drawn, "no right without coins, no coins without a right"
    assert {one[1] for one in told if one[0] == "unlocked"} <= granted
    assert {one[1] for one in told if one[0] == "undone"} <= ended
    sales = {one.transaction for one in stall.sales()}
    assert {f"{name}-0" for name in granted} <= sales
    assert {name.partition("-")[0] for name in sales if name.endswith("back")} == ended
    verify_books(stall.house)


def run(folder, rounds, stalls, payer):
    stall, told, chance = payer.opened(folder), [], random.Random(rounds)  # noqa: S311
    stall.write(stalls.REAL)
    stall.put_out()
    stall.house.store.close()
    for turn in range(1, rounds + 1):
        told += killed(folder, turn, chance.randint(1, 25))
        stall = payer.opened(folder)
        stall.clock.at += turn * 10_000_000 + 9_000_000
        check(stall, told, stalls)
        stall.house.store.close()


@pytest.fixture
def signing(monkeypatch, stalls):
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    till = stalls.FakeTill()
    monkeypatch.setattr("piying.studio.channel.shop.till_of", lambda *_: till)


@pytest.mark.usefixtures("signing")
def test_a_payment_that_is_killed_in_the_middle_is_whole(tmp_path, stalls, payer):
    run(tmp_path / "house", 2, stalls, payer)


@pytest.mark.slow
@pytest.mark.usefixtures("signing")
def test_many_payments_that_are_killed_are_whole(tmp_path, stalls, payer):
    run(tmp_path / "house", 25, stalls, payer)
