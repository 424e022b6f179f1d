from __future__ import annotations

import os
from pathlib import Path

import pytest

from piying.model.errors import Missing, Outside
from piying.partners import browser
from piying.studio.config import settings_from
from piying.studio.installing.assets import BROWSER_FILES, browser_file


def asset_named(name):
    return next(asset for asset in browser.ASSETS if asset.name == f"web/{name}")


def test_the_sheet_of_the_font_names_the_files_beside_it():
    sheet = b"src: url(./files/noto-sans-sc-4-wght-normal.woff2) format('woff2-variations');"

    made = browser.make(asset_named("noto-sans-sc/font.css"), [sheet])

    assert made == b"src: url(4.woff2) format('woff2-variations');"


def test_scripts_and_fonts_stay_as_they_were_published():
    assert browser.make(asset_named("hls.light.min.js"), [b"a"]) == b"a"
    assert browser.make(asset_named("LICENSE"), [b"a", b"b"]) == b"a\nb"


def test_everything_is_pinned_and_told_of_as_one():
    assert {asset.group for asset in browser.ASSETS} == {"web"}
    assert len(browser.FONT_PARTS) == len(set(browser.FONT_PARTS)) == 101


def test_what_pages_may_ask_for_has_no_folder_before_it():
    assert {"hls.light.min.js", "echarts.min.js", browser.FONT_SHEET} <= set(BROWSER_FILES)
    assert not [name for name in BROWSER_FILES if name.startswith(("web/", "/"))]


@pytest.mark.parametrize("name", ["../fonts/LICENSE", "", "nothing.js", "hls.light.min.js"])
def test_what_is_not_there_is_said_to_be_missing(tmp_path, name):
    with pytest.raises(Missing) as caught:
        browser_file(tmp_path, name)

    assert caught.value.code == "store.asset_missing"


def test_a_font_that_lacks_a_file_is_told(tmp_path, monkeypatch):
    (tmp_path / "web" / "noto-sans-sc").mkdir(parents=True)
    (tmp_path / "web" / browser.FONT_SHEET).write_text("url(4.woff2)")
    monkeypatch.setattr(browser, "_ran", lambda *_: "1.7.4 6.1.0 true")
    with pytest.raises(Outside) as caught:
        browser.prove(tmp_path)

    assert caught.value.code == "store.asset_useless"


def test_a_font_file_that_is_none_is_told(tmp_path, monkeypatch):
    folder = tmp_path / "web" / "noto-sans-sc"
    folder.mkdir(parents=True)
    names = [f"{part}.woff2" for part in browser.FONT_PARTS]
    (folder / "font.css").write_text("".join(f"url({name})" for name in names))
    for name in names:
        (folder / name).write_bytes(b"wOF2")
    monkeypatch.setattr(browser, "_ran", lambda *_: "1.7.4 6.1.0 true")
    browser.prove(tmp_path)
    (folder / names[7]).write_bytes(b"<htm")
    with pytest.raises(Outside) as caught:
        browser.prove(tmp_path)

    assert names[7] in str(caught.value)


def test_scripts_that_do_not_run_are_told_with_what_node_says(tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "hls.light.min.js").write_text("throw new Error('torn')")
    (tmp_path / "web" / "echarts.min.js").write_text("")
    with pytest.raises(Outside) as caught:
        browser.prove(tmp_path)

    assert "torn" in str(caught.value)


@pytest.mark.model
def test_the_files_of_the_data_folder_do_their_work():
    data = settings_from(os.environ, Path()).data
    try:
        browser_file(data, "LICENSE")
    except Missing:
        pytest.skip("the files of the pages are not set up; run ./piying setup")

    assert browser.prove(data) is None
