"""Batches are read and judged row by row."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.audience.batch import Limits, judge, rejected
from piying.audience.rows import CLOCK_DAYS_MAX, RANGES, reason_of
from piying.model.errors import Invalid
from piying.model.play import COLUMNS, DAY_MS, Reason

NOW = 1_790_000_000_000
BATCH = "batch-0123456789"
GOOD = {
    "viewing_hi": -5, "viewing_lo": 2**63 - 1, "n": 0, "user_hash": 2**63 - 1, "ts_ms": NOW,
    "drama_id": 7, "episode": 1, "platform": 0, "watch_ms": 90_000,
}  # fmt: skip


def body(rows, batch=BATCH):
    return json.dumps({"batch": batch, "rows": rows}).encode()


def by_columns(rows, batch=BATCH):
    columns = {name: [row[name] for row in rows] for name in COLUMNS}
    return json.dumps({"batch": batch, "columns": columns}).encode()


ANY_VALUE = st.one_of(
    st.integers(-(2**70), 2**70), st.floats(), st.booleans(), st.none(), st.text(max_size=3)
)
PLAY = st.fixed_dictionaries(
    {name: st.integers(low, high) for name, (low, high) in RANGES.items()}
    | {"ts_ms": st.integers(NOW - 10 * DAY_MS, NOW)}
)
WRONG = st.one_of(
    ANY_VALUE,
    st.lists(ANY_VALUE, max_size=3),
    st.builds(
        lambda row, name, value: row | {name: value}, PLAY,
        st.sampled_from([*COLUMNS, "other"]), ANY_VALUE,
    ),
    st.builds(lambda row, name: {k: row[k] for k in row if k != name}, PLAY,
              st.sampled_from([*COLUMNS])),
)  # fmt: skip


class TestAccepted:
    @pytest.mark.parametrize("written", [body, by_columns])
    def test_a_play_comes_out_as_it_went_in(self, written):
        judged = judge(written([GOOD, GOOD | {"n": 1}]), NOW)

        assert (judged.received, judged.accepted, judged.aside) == (2, 2, ())
        assert [
            dict(zip(COLUMNS, row, strict=True))
            for row in zip(*judged.columns.values(), strict=True)
        ] == [GOOD, GOOD | {"n": 1}]

    @given(st.lists(PLAY, max_size=8))
    @settings(deadline=None)
    @pytest.mark.property
    def test_rows_and_columns_say_the_same(self, rows):
        assert judge(body(rows), NOW) == judge(by_columns(rows), NOW)

    def test_an_empty_batch_is_a_batch(self):
        assert judge(body([]), NOW).received == 0


class TestSetAside:
    @pytest.mark.parametrize(
        ("changed", "reason"),
        [
            ({"watch_ms": -1}, Reason.OUT_OF_RANGE),
            ({"episode": 0}, Reason.OUT_OF_RANGE),
            ({"n": 2**31}, Reason.OUT_OF_RANGE),
            ({"viewing_lo": 2**63}, Reason.OUT_OF_RANGE),
            ({"user_hash": -1}, Reason.OUT_OF_RANGE),
            ({"drama_id": 2**200}, Reason.OUT_OF_RANGE),
            ({"watch_ms": 1.0}, Reason.UNREADABLE),
            ({"watch_ms": "5"}, Reason.UNREADABLE),
            ({"watch_ms": True}, Reason.UNREADABLE),
            ({"watch_ms": None}, Reason.UNREADABLE),
            ({"city": 3}, Reason.UNREADABLE),
            ({"ts_ms": NOW - CLOCK_DAYS_MAX * DAY_MS - 1}, Reason.CLOCK),
            ({"ts_ms": NOW + CLOCK_DAYS_MAX * DAY_MS + 1}, Reason.CLOCK),
            ({"ts_ms": 0, "watch_ms": -1}, Reason.OUT_OF_RANGE),
        ],
    )
    def test_each_wrong_row_has_its_reason(self, changed, reason):
        judged = judge(body([GOOD, GOOD | changed]), NOW)

        assert ((reason, 1),) == rejected(judged.aside)
        assert judged.aside[0].row == 1
        assert GOOD | changed == json.loads(judged.aside[0].text)
        assert judged.accepted == 1

    def test_a_play_a_year_old_to_the_day_counts(self):
        assert judge(body([GOOD | {"ts_ms": NOW - CLOCK_DAYS_MAX * DAY_MS}]), NOW).accepted == 1

    def test_a_wrong_value_in_a_column_sets_one_row_aside(self):
        judged = judge(by_columns([GOOD, GOOD | {"n": -1}, GOOD | {"n": "2"}]), NOW)

        assert rejected(judged.aside) == ((Reason.OUT_OF_RANGE, 1), (Reason.UNREADABLE, 1))

    @given(st.lists(st.one_of(PLAY, WRONG), max_size=12))
    @settings(deadline=None)
    @pytest.mark.property
    def test_accepted_and_rejected_are_what_was_received(self, rows):
        text = json.dumps({"batch": BATCH, "rows": rows}).replace("NaN", "0.5")
        text = text.replace("-Infinity", "0.5").replace("Infinity", "0.5")
        judged = judge(text.encode(), NOW)
        reasons = [reason_of(row, NOW) for row in json.loads(text)["rows"]]

        assert len(rows) == judged.received
        assert len(rows) == judged.accepted + sum(n for _, n in rejected(judged.aside))
        assert {judged.accepted} == {len(column) for column in judged.columns.values()}
        assert [r for r in reasons if r] == [one.reason for one in judged.aside]


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (b"", "audience.batch_unreadable"),
            (b"[1]", "audience.batch_unreadable"),
            (b'{"batch": "batch-0123456789", "rows": [', "audience.batch_unreadable"),
            (b'{"batch": "batch-0123456789", "rows": {"a": 1}}', "audience.batch_unreadable"),
            (
                b'{"batch": "batch-0123456789", "rows": [], "day": 1}',
                "audience.batch_unreadable",
            ),
            (b'{"batch": 5, "rows": []}', "audience.batch_unreadable"),
            (b'{"batch": "batch-0123456789"}', "audience.rows_or_columns"),
            (
                b'{"batch": "batch-0123456789", "columns": {"n": []}}',
                "audience.batch_unreadable",
            ),
            (b'{"batch": "short", "rows": []}', "audience.batch_id"),
            (b'{"batch": "batch/0123456789", "rows": []}', "audience.batch_id"),
            (b'{"batch": "\xff\xfe456789abcdefgh", "rows": []}', "audience.batch_unreadable"),
        ],
    )
    def test_what_is_no_batch_is_refused_as_a_whole(self, text, code):
        with pytest.raises(Invalid) as caught:
            judge(text, NOW)

        assert code == caught.value.code

    def test_uneven_columns_are_refused(self):
        columns = {name: [1] for name in COLUMNS} | {"n": [1, 2]}
        with pytest.raises(Invalid) as caught:
            judge(json.dumps({"batch": BATCH, "columns": columns}).encode(), NOW)

        assert caught.value.code == "audience.columns_uneven"

    @pytest.mark.parametrize("written", [body, by_columns])
    def test_more_rows_than_allowed_are_refused(self, written):
        with pytest.raises(Invalid) as caught:
            judge(written([GOOD] * 3), NOW, Limits(rows=2))

        assert caught.value.code == "audience.too_many_rows"

    def test_a_larger_body_than_allowed_is_refused(self):
        with pytest.raises(Invalid) as caught:
            judge(body([GOOD]), NOW, Limits(body_bytes=100))

        assert caught.value.code == "audience.body_too_large"
