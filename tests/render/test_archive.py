from __future__ import annotations

import io
import zipfile

import pytest

from piying.model.canon import digest_bytes
from piying.render.archive import archived, kept

FILE = b"a clip"
NAME = digest_bytes(FILE)


def opened(blobs):
    return zipfile.ZipFile(io.BytesIO(archived("a/type", ("told.json", b"{}"), blobs)))


def test_what_it_is_stands_first_and_every_file_under_its_digest():
    with opened({NAME: FILE}) as archive:
        assert archive.namelist() == ["mimetype", "told.json", f"files/{NAME}"]
        assert archive.read("mimetype") == b"a/type"


def test_a_file_is_written_once_and_again_where_it_is_not_whole(tmp_path):
    with opened({NAME: FILE}) as archive:
        path = kept(archive, NAME, tmp_path)
        path.write_bytes(b"")

        assert kept(archive, NAME, tmp_path).read_bytes() == FILE


def test_a_file_of_other_bytes_is_refused(tmp_path):
    with opened({NAME: b"other"}) as archive, pytest.raises(ValueError, match="other bytes"):
        kept(archive, NAME, tmp_path)
