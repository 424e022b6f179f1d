"""Editorial lists: what somebody chose, on its days, and only what is out."""

from __future__ import annotations

from datetime import date

import pytest

from piying.model.errors import Invalid
from piying.release.editorial import read_lists, shown

LISTS = """
[[list]]
id = "night"
title_zh = "深夜惊魂"
title_en = "After midnight"
since = 2026-11-01
until = 2026-11-30
series = ["key", "city", "gone"]
[[list]]
id = "old"
title_zh = "古风"
title_en = "Long ago"
since = 2026-11-01
series = ["gone"]
"""


def test_a_list_keeps_its_order_on_its_days_and_leaves_out_what_is_not_out():
    lists = read_lists(LISTS, "lists.toml")
    (night,) = shown(lists, date(2026, 11, 30), {"city", "key"})

    assert (night.id, night.series) == ("night", ("key", "city"))
    assert shown(lists, date(2026, 12, 1), {"city", "key"}) == ()


@pytest.mark.parametrize(
    ("old", "new"), [('"city"', '"key"'), ('["gone"]', "[]"), ("title_en", "title")]
)
def test_what_is_no_list_is_refused(old, new):
    with pytest.raises(Invalid):
        read_lists(LISTS.replace(old, new), "lists.toml")
