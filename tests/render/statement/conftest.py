"""A statement to set."""

from __future__ import annotations

from hashlib import sha256

import pytest

from piying.model.books import Statement, StatementLine
from piying.render.statement.sheet import Named


def line(number, series, minor, **given):
    told = {
        "platform": "own", "step": "s3", "clause": "3.2", "what": "statement.earned",
        "said": (), "units": 1000, "unit": "minutes", "rate": "0.0072", "residue": "0",
    }  # fmt: skip
    return StatementLine(number=number, series=series, minor=minor, **{**told, **given})


@pytest.fixture
def statement():
    lines = (
        line(1, "ghost-lamp", 720_000),
        line(2, "ghost-lamp", 300_740, platform="partner", residue="2/5"),
        line(3, "caller", -40, residue="3/5", units=-55),
    )
    return Statement(
        id="ST-2026W47-studio-3", party="studio", period="2026-W47", begin="2026-11-16",
        end="2026-11-22", currency="CNY", opening_minor=123_456,
        opening_unrecouped_minor=4_000_000, lines=lines, held_minor=50_000, tax_minor=30_800,
        paid_minor=123_456, closing_minor=939_900, closing_unrecouped_minor=2_300_000,
        due="2026-12-04", deals=(("slate-7", sha256(b"deal").hexdigest()),),
        days=(("2026-11-16", sha256(b"day").hexdigest()),), entries=("e1",),
        head=sha256(b"head").hexdigest(),
    )  # fmt: skip


@pytest.fixture
def named():
    return Named(
        "皮影频道",
        "兰亭工作室",
        {"ghost-lamp": "荒村鬼灯", "caller": "来电是我"},
        {"own": "自有频道"},
    )
