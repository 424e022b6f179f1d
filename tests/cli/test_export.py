"""A cut leaves for another tool with its media, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.usefixtures("filmed")
def test_a_timeline_goes_out_with_its_media_and_comes_back(piying):
    (said,) = piying("export", "-e", "1", "--as", "edl", "-p", "tiny", "--json").objects
    path = Path(said["path"])
    back = piying("edit", "-e", "1", "--from", path)

    assert said["media"] == sum(one.is_file() for one in (path.parent / "media").rglob("*"))
    assert back.code == 0


@pytest.mark.usefixtures("filmed")
def test_what_nobody_opened_yet_is_said_so(piying):
    pytest.importorskip("pyJianYingDraft")
    ended = piying("export", "-e", "1", "--as", "jianying", "-p", "tiny", "--media", "film")

    assert ended.code == 0
    assert "nobody has opened such a project" in ended.out


@pytest.mark.usefixtures("filmed")
def test_a_bundle_without_media_is_refused_with_what_to_type(piying):
    ended = piying("export", "-e", "1", "--as", "otioz", "--media", "none")

    assert ended.code == 2
    assert "Use clean or film" in ended.err


@pytest.mark.usefixtures("filmed")
def test_a_list_at_another_speed_is_refused_by_its_clip(piying, tmp_path):
    path = tmp_path / "fast.edl"
    path.write_text("001 AX V C 00:00:00:00 00:00:02:00 00:00:00:00 00:00:01:00\n", "utf-8")
    ended = piying("edit", "-e", "1", "--from", path)

    assert ended.code == 2
    assert "“AX” plays at another speed" in ended.err
