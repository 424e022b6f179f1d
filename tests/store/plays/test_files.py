"""Files of plays come in whole, once, and what is wrong in them is counted or said."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from piying.model.errors import Invalid, Missing
from piying.model.play import COLUMNS, Reason
from piying.store.plays import files
from piying.store.plays.files import portions
from piying.store.plays.intake import Intake
from piying.store.plays.packed import joined
from piying.store.plays.rawlog import SegmentReader, segments_of
from store.plays.reports import Clock, row, rows_of

PLAYS = [row(n=n, viewing_hi=-n, watch_ms=1000 * n) for n in range(25)]
BAD = [row(watch_ms=-1), row(ts_ms=1), row(episode=0)]


@pytest.fixture(autouse=True)
def small_portions(monkeypatch):
    monkeypatch.setattr(files, "PORTION_ROWS", 10)
    monkeypatch.setattr(files, "ROWS_DEFAULT", 7)


def bring(folder, path):
    """The file at `path` through intake: answers."""
    with Intake(folder, Clock()) as intake:
        return [
            intake.submit(one.body).answer()
            if one.columns is None
            else intake.submit_columns(one.batch, one.columns).answer()
            for one in portions(path)
        ]


def held(folder):
    return [
        one
        for path in segments_of(folder / "raw")
        for one in rows_of(joined(frame.columns for frame in SegmentReader(path)))
    ]


def lines(rows):
    return "\n".join(json.dumps(one) for one in rows).encode()


def as_batches(rows):
    return [{"batch": f"batch-of-ten-{at:04}", "rows": rows[at : at + 10]}
            for at in range(0, len(rows), 10)]  # fmt: skip


def csv_of(rows):
    head = ",".join(COLUMNS)
    return "\n".join([head, *(",".join(map(str, one.values())) for one in rows)]).encode()


def parquet_of(rows, path):
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path.read_bytes()


WRITTEN = {
    "rows.jsonl": lines,
    "batches.jsonl": lambda rows: lines(as_batches(rows)),
    "array.json": lambda rows: json.dumps(as_batches(rows)).encode(),
    "rows.json": lambda rows: json.dumps(rows, indent=1).encode(),
    "table.csv": csv_of,
}


@pytest.fixture(params=[*WRITTEN, "table.parquet"])
def write(request, tmp_path):
    """Writes plays as one kind of file; its path."""

    def one(rows):
        path = tmp_path / request.param
        if path.suffix == ".parquet":
            parquet_of(rows, path)
        else:
            path.write_bytes(WRITTEN[request.param](rows))
        return path

    return one


def test_every_play_comes_in(tmp_path, write):
    answers = bring(tmp_path / "plays", write(PLAYS))

    assert sum(answer.accepted for answer in answers) == len(PLAYS)
    assert sorted(held(tmp_path / "plays"), key=str) == sorted(PLAYS, key=str)


def test_a_file_brought_in_twice_adds_nothing(tmp_path, write):
    path = write(PLAYS)
    bring(tmp_path / "plays", path)
    answers = bring(tmp_path / "plays", path)

    assert all(answer.again for answer in answers)
    assert len(held(tmp_path / "plays")) == len(PLAYS)


def test_negative_watch_and_wrong_clocks_are_counted(tmp_path, write):
    answers = bring(tmp_path / "plays", write(PLAYS[:12] + BAD))
    reasons = [pair for answer in answers for pair in answer.rejected]

    assert sum(answer.received for answer in answers) == 15
    assert sum(count for reason, count in reasons if reason is Reason.OUT_OF_RANGE) == 2
    assert sum(count for reason, count in reasons if reason is Reason.CLOCK) == 1
    assert len(held(tmp_path / "plays")) == 12


class TestWrong:
    def refused(self, tmp_path, name, data):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(Invalid) as caught:
            bring(tmp_path / "plays", path)
        return caught.value

    def test_other_columns_are_named(self, tmp_path):
        renamed = [{("wtch" if k == "watch_ms" else k): v for k, v in row().items()}]
        data = parquet_of(renamed, tmp_path / "made.parquet")
        for error in (
            self.refused(tmp_path, "a.parquet", data),
            self.refused(tmp_path, "a.csv", b"n,ts_ms\n1,2\n"),
        ):
            assert error.code == "plays.file_columns"
            assert "watch_ms" in error.data["missing"]

    def test_a_truncated_parquet_file_is_refused(self, tmp_path):
        data = parquet_of(PLAYS, tmp_path / "made.parquet")

        assert self.refused(tmp_path, "a.parquet", data[:-20]).code == "plays.file_unreadable"

    @pytest.mark.parametrize("name", ["array.json", "rows.json"])
    def test_an_array_that_is_cut_off_is_refused(self, tmp_path, name):
        error = self.refused(tmp_path, name, WRITTEN[name](PLAYS)[:-9])

        assert error.code == "plays.file_unreadable"

    def test_a_batch_that_is_cut_off_is_refused(self, tmp_path):
        error = self.refused(tmp_path, "a.jsonl", WRITTEN["batches.jsonl"](PLAYS)[:-9])

        assert error.code == "audience.batch_unreadable"

    def test_a_file_that_is_not_there_is_missing(self, tmp_path):
        with pytest.raises(Missing):
            list(portions(tmp_path / "none.csv"))

    def test_an_unknown_name_is_refused(self, tmp_path):
        assert self.refused(tmp_path, "a.xlsx", b"").code == "plays.file_unknown"

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.jsonl", lines(PLAYS[:2]) + b'\n{"n": \n' + lines(PLAYS[2:3])),
            ("b.jsonl", lines(PLAYS[:2]) + b'\n1],"rows":[2\n' + lines(PLAYS[2:3])),
            ("c.csv", csv_of(PLAYS[:3]) + b"\n1,2,3\n"),
            ("d.csv", csv_of(PLAYS[:3]) + b"\n1,2,3,4,five,6,7,8,9\n"),
            ("e.csv", csv_of(PLAYS[:3]) + b"\n1,2,3,4,,6,7,8,9\n"),
            ("f.csv", csv_of(PLAYS[:3]) + b"\n1,2,3,4,5.0,6,7,8,9\n"),
        ],
    )
    def test_a_line_that_is_no_play_is_set_aside(self, tmp_path, name, data):
        (tmp_path / name).write_bytes(data)
        answers = bring(tmp_path / "plays", tmp_path / name)

        assert sum(answer.received for answer in answers) == 4
        assert [answer.rejected for answer in answers if answer.rejected] == [
            ((Reason.UNREADABLE, 1),)
        ]

    def test_a_null_is_set_aside(self, tmp_path):
        pq.write_table(
            pa.Table.from_pylist([*PLAYS[:3], row() | {"n": None}]), tmp_path / "a.parquet"
        )
        (answer,) = bring(tmp_path / "plays", tmp_path / "a.parquet")

        assert (answer.received, answer.rejected) == (4, ((Reason.UNREADABLE, 1),))


def test_an_empty_file_is_nothing(tmp_path):
    (tmp_path / "a.jsonl").touch()

    assert list(portions(tmp_path / "a.jsonl")) == []
