from __future__ import annotations

import pytest

from piying.model import play
from piying.model.errors import Invalid
from piying.store.plays.world import make_world
from piying.store.plays.worldfile import read_world
from store.plays.nasty import COUNTING, SCREENING


def write(folder, screening, counting):
    for name, rows in (("screening", screening), ("counting", counting)):
        text = "\n".join(",".join(map(str, row)) for row in rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig")


def test_two_files_are_a_world(tmp_path):
    write(tmp_path, [play.SCREENING, *SCREENING], [play.COUNTING, *COUNTING])

    assert read_world(tmp_path).sha256 == make_world(SCREENING, COUNTING).sha256


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "world_columns"),
        ([play.COUNTING], "world_columns"),
        ([play.SCREENING, (1, 2, 3)], "world_row"),
        ([play.SCREENING, (1, 2, 3, "4.5")], "world_row"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(tmp_path, rows, code):
    write(tmp_path, rows, [play.COUNTING])
    with pytest.raises(Invalid) as caught:
        read_world(tmp_path)

    assert caught.value.code == f"counting.{code}"
