"""The vendors of a house that are paid."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.studio.working.vendors import all_generators


def test_vendors_are_those_of_the_file_and_no_key_is_needed_to_list_them(tmp_path):
    bare = {one.name for one in all_generators(tmp_path, {})}
    (tmp_path / "vendors.toml").write_text(
        '[compatible]\nbase = "https://models.example.com/v1"\n', encoding="utf-8"
    )
    more = {one.name for one in all_generators(tmp_path, {})}

    assert "google" in bare
    assert more - bare == {"compatible"}


def test_a_wrong_file_of_vendors_is_refused(tmp_path):
    (tmp_path / "vendors.toml").write_text("speed = 3\n", encoding="utf-8")
    with pytest.raises(Invalid, match="speed"):
        all_generators(tmp_path, {})
