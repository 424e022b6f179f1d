"""Reading foreign statements by templates: every number is a claim, or is told as wrong."""

from __future__ import annotations

import pytest

from piying.model.books import Metric
from piying.model.errors import Invalid
from piying.partners.statements.reading import Asked, read
from piying.partners.statements.template import SHIPPED, shipped, template

APP = Asked(platform="app", currency="CNY")


def claims(text, by="plain", asked=APP, encoding="utf-8"):
    return read(text.encode(encoding), "f.csv", shipped(by), asked)


def code(text, by="plain", asked=APP):
    with pytest.raises(Invalid) as caught:
        claims(text, by, asked)
    return caught.value.code


def test_the_plain_template():
    found = claims('title,day,plays,minutes,gross\nmoon,2026-11-16,"1,200",30.5,12.34\n')

    assert [(c.row, c.title, c.platform, c.begin, c.metric, c.amount, c.step, c.currency)
            for c in found.claims] == [
        (2, "moon", "app", "2026-11-16", Metric.PLAYS, 1_200, 1, ""),
        (2, "moon", "app", "2026-11-16", Metric.WATCH_MS, 1_830_000, 6_000, ""),
        (2, "moon", "app", "2026-11-16", Metric.GROSS, 1_234, 1, "CNY"),
    ]  # fmt: skip


def test_a_row_of_many_days():
    (claim,) = claims("title,begin,end,plays\nmoon,2026-11-16,2026-11-22,7\n").claims

    assert (claim.begin, claim.end) == ("2026-11-16", "2026-11-22")


def test_chinese_headings_in_gb18030_below_other_rows_with_totals():
    text = (
        "分账明细,,,\n导出时间:2026-11-24,,,\n剧名,日期,播放量,收入(元)\n"
        "《凤归》,2026年11月16日,1.2万,¥1,\n合计,,12000,1.00\n"
    )
    found = claims(text, "chinese", encoding="gb18030")

    assert [(c.title, c.metric, c.amount, c.step) for c in found.claims] == [
        ("《凤归》", Metric.PLAYS, 12_000, 1_000), ("《凤归》", Metric.GROSS, 100, 100),
    ]  # fmt: skip
    assert found.skipped == (5,)


def test_days_that_are_not_wanted_are_counted_and_left_out():
    found = claims(
        "title,day,plays\nmoon,2026-11-15,7\nmoon,2026-11-16,8\n",
        asked=Asked("2026-11-16", "2026-11-22", "app"),
    )
    assert ([c.amount for c in found.claims], found.outside) == ([8], 1)


def test_a_file_that_does_not_say_its_days_asks_for_them():
    text = (
        "Content,Video title,Views,Watch time (hours),Your estimated revenue (USD)\n"
        "Total,,9,1,1\nx1,Moon,9,0.5,1.234\n"
    )
    assert code(text, "youtube", Asked()) == "reconcile.say_days"
    found = claims(text, "youtube", Asked("2026-11-01", "2026-11-30"))
    assert [(c.begin, c.end, c.metric, c.amount, c.currency) for c in found.claims] == [
        ("2026-11-01", "2026-11-30", Metric.PLAYS, 9, ""),
        ("2026-11-01", "2026-11-30", Metric.WATCH_MS, 1_800_000, ""),
        ("2026-11-01", "2026-11-30", Metric.GROSS, 123, "USD"),
    ]  # fmt: skip
    assert found.cut == 1


def test_every_wrong_cell_is_told():
    with pytest.raises(Invalid) as caught:
        claims("title,day,plays\nmoon,2026-13-01,7\nmoon,2026-11-16,many\n,2026-11-16,7\n")

    told = caught.value.said("en")
    assert caught.value.code == "deals.faults"
    assert all(text in told for text in ("2026-13-01", "“many” as plays", "Row 4"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a,b\n1,2\n", "reconcile.no_header"),
        ("title,plays\nmoon,2\n", "reconcile.no_header"),
        ("title,day,plays\n", "reconcile.no_rows"),
        ("title,day,plays,plays\nmoon,2026-11-16,1,2\n", "reconcile.heading_twice"),
        ("title,begin,end,plays\nmoon,2026-11-22,2026-11-16,1\n", "reconcile.bad_cell"),
    ],
)
def test_what_is_no_statement_is_refused(text, wrong):
    assert code(text) == wrong


def test_who_and_in_what_have_to_be_known():
    text = "title,day,gross\nmoon,2026-11-16,1\n"
    assert code(text, asked=Asked()) == "reconcile.say_platform"
    assert code(text, asked=Asked(platform="app")) == "reconcile.say_currency"
    assert code("title,day,gross,currency\nmoon,2026-11-16,1,XYZ\n") == "deals.currency_unknown"


def test_their_names_of_platforms_become_ours():
    own = template(
        'id="x"\nname="x"\n[columns]\ntitle=["t"]\nday=["d"]\nplatform=["p"]\n'
        '[[number]]\nid="n"\nheadings=["n"]\nmetric="effective_plays"\n[platforms]\n"端内"="app"\n',
        "x.toml",
    )
    (claim,) = read("t,d,p,n\nm,2026-11-16,端内,1\n".encode(), "f", own, Asked()).claims
    assert claim.platform == "app"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("tolerance = { share = 2 }", "share"),
        ('dates = ["%c"]', "dates"),
        ('encodings = ["rot13"]', "encodings"),
        ('decimal = "x"', "decimal"),
        ('currency = "XYZ"', "currency"),
        ('period = "moon"', "period"),
    ],
)
def test_a_wrong_template_is_refused_by_the_key(change, key):
    with pytest.raises(Invalid) as caught:
        template(
            f'id="x"\nname="x"\n{change}\n[columns]\ntitle=["t"]\nday=["d"]\n'
            '[[number]]\nid="n"\nheadings=["n"]\nmetric="effective_plays"\n',
            "x.toml",
        )
    assert caught.value.data["key"] == key


def test_a_title_cannot_command_a_terminal():
    (claim,) = claims("title,day,plays\n\x1b[31mmoon\x07,2026-11-16,1\n").claims
    assert claim.title == "[31mmoon"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_template_that_ships_can_be_read(name):
    assert shipped(name).id == name
