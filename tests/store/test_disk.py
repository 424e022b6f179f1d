from __future__ import annotations

import errno

import pytest

from piying.model.errors import Outside
from piying.store.disk import beside, explained, write_file


def test_a_file_is_written_whole(tmp_path):
    write_file(tmp_path / "a" / "b.txt", b"whole")

    assert (tmp_path / "a" / "b.txt").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"old")

    def fail():
        with beside(path) as part:
            part.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "may not be written"),
        (errno.EACCES, "may not be written"),
        (errno.EIO, "failed"),
    ],
)
def test_what_the_disk_refuses_is_said_in_plain_words(tmp_path, number, words):
    with pytest.raises(Outside, match=words) as caught, explained(tmp_path):
        raise OSError(number, "no")

    assert caught.value.exit_code == 4
