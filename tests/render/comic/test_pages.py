"""Pages: files, folders and archives in natural order; bad ones are refused by name."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid, Missing
from piying.render.comic import pages as module
from piying.render.comic.pages import pages


def png(level, alpha=255):
    pixels = np.full((40, 30, 4), level, np.uint8)
    pixels[..., 3] = alpha
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100))


def test_page_2_of_a_folder_comes_before_page_10(tmp_path):
    for number in (10, 2, 1):
        (tmp_path / f"page{number}.png").write_bytes(png(number))
    (tmp_path / "notes.txt").write_text("not a page")

    found = list(pages([tmp_path]))
    assert [page.name for page in found] == ["page1.png", "page2.png", "page10.png"]
    assert [int(page.rgb[0, 0, 0]) for page in found] == [1, 2, 10]


def test_an_archive_is_read_without_what_a_mac_adds(tmp_path):
    path = tmp_path / "a.cbz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/1.png", png(9))
        archive.writestr("b/2.png", png(2))
        archive.writestr("b/1.png", png(1))

    assert [page.name for page in pages([path])] == ["a.cbz/b/1.png", "a.cbz/b/2.png"]


def test_what_is_clear_on_a_page_is_white(tmp_path):
    (tmp_path / "a.png").write_bytes(png(0, alpha=0))

    assert next(pages([tmp_path / "a.png"])).rgb.min() == 255


@pytest.mark.parametrize("name", ["absent.png", "empty"])
def test_no_page_is_said(tmp_path, name):
    (tmp_path / "empty").mkdir()

    with pytest.raises(Missing):
        list(pages([tmp_path / name]))


def test_a_broken_archive_is_named(tmp_path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("1.png", png(1))
    path = tmp_path / "a.cbz"
    path.write_bytes(whole.getvalue()[:-30])

    with pytest.raises(Invalid) as refused:
        list(pages([path]))
    assert refused.value.code == "render.comic_broken"


def test_a_page_that_is_no_picture_is_named(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no picture")

    with pytest.raises(Invalid) as refused:
        list(pages([tmp_path / "a.png"]))
    assert "a.png" in str(refused.value)


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PAGE_BYTES_MAX", 100)
    path = tmp_path / "a.cbz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.png", bytes(5000))

    with pytest.raises(Invalid) as refused:
        list(pages([path]))
    assert refused.value.code == "render.comic_large"
