"""The page docs/deals.md: its deal loads, and comes to what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledger.terms.build import NOW, K, minutes, shipped
from piying.ledger.terms.agreed import Agreed, Purpose
from piying.ledger.terms.fields import FIELDS, SHAPES
from piying.ledger.terms.read import terms
from piying.ledger.terms.targets import targets
from piying.ledger.terms.tax import taxes
from piying.model.deal import HOUSE
from piying.model.errors import Invalid
from piying.model.messages import CATALOGUE, say

PAGE = Path(__file__).parents[3].joinpath("docs", "deals.md").read_text(encoding="utf-8")
DEAL = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]


def come_to():
    read = terms(DEAL, "deals.toml")
    agreed = Agreed(
        read.deals, read.contracts, read.parties, taxes=taxes(shipped("tax.toml"), "tax.toml")
    )
    watched = minutes(
        1_000_000,
        "2026-02-10",
        contract="c-moon",
        series="moon",
        platform=read.contracts[0].platforms[0],
    )
    return targets(agreed, [watched], "2026-02-28", NOW)


def test_the_deal_of_the_page_comes_to_what_the_page_says():
    found = come_to()

    assert found.minor("studio-a", Purpose.DUE) == 7_700_00
    assert found.minor("li", Purpose.DUE) == 1_100_00
    assert found.minor(HOUSE, Purpose.DUE) == 2_200_00
    assert found.minor("li", Purpose.TAX) == 28_00
    assert found.recoupments[0].unrecouped == 4_000_00
    for amount in ("12,000.00", "6,000.00", "11,000.00", "7,700.00", "1,100.00", "28.00"):
        assert amount in PAGE


def test_every_line_of_the_trace_can_be_read_in_both_languages():
    lines = [trace for _, trace in come_to().traces]

    assert [trace.step for trace in lines] == [
        "minutes", "price", "format", "cash", "mg", "who", "who", "who",
    ]  # fmt: skip
    for trace in lines:
        said = dict(trace.said)
        assert all("{" not in say(trace.what, language, **said) for language in ("zh", "en"))
    said = [say(trace.what, "en", **dict(trace.said)) for trace in lines]
    assert said[1] == "1000000 × 12 / 1000 = 12000.00"
    assert said[4] == "Guarantee 10000.00, earned 6000.00, unrecouped 4000.00"
    assert said[6] == "li gets 1100.00 of 11000.00"


@pytest.mark.parametrize("kind", K, ids=str)
def test_every_kind_of_step_has_its_fields_and_its_line_of_a_trace(kind):
    fields = FIELDS[kind]

    assert set(fields.known()) <= {"id", "kind", "clause", *SHAPES}
    told = f"deals.trace_{kind}" in CATALOGUE
    assert told is (kind not in {K.WITHHOLD, K.MINIMUM, K.GRANT})


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, name) for kind in K for name in SHAPES if name not in FIELDS[kind].known()],
    ids=str,
)
def test_a_field_of_another_kind_is_refused(kind, field):
    written = SHAPES[field].split(", or ")[0].split(", amount")[0]
    text = DEAL + (
        f'\n[[deal]]\nid = "x"\nversion = 1\ntitle = "x"\neffective = 2026-01-01\n'
        f'recorded = "2026-01-01T00:00:00Z"\ncurrency = "CNY"\n[[deal.step]]\nid = "s"\n'
        f'kind = "{kind}"\nclause = "1"\n{written}\n'
    )

    with pytest.raises(Invalid, match=f"no key {field}"):
        terms(text, "x.toml")
