"""Archives: several files kept as one, with what is told of them first."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from piying.model.canon import Digest, digest_bytes
from piying.render.parts import beside

_HEAD = "mimetype"


def archived(media_type: str, told: tuple[str, bytes], blobs: Mapping[Digest, bytes]) -> bytes:
    """A ZIP archive, not compressed: its type, what is told, and every file under its digest.

    Equal arguments give equal bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        entries = [(_HEAD, media_type.encode()), told]
        entries += [(f"files/{name}", blobs[name]) for name in sorted(blobs)]
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def kept(archive: zipfile.ZipFile, blob: Digest, folder: Path) -> Path:
    """The file `blob` of the archive in `folder`, written if it is not there.

    Raises:
        KeyError: the archive has no such file.
        ValueError: it has other bytes than its name says.
    """
    target = folder / blob
    info = archive.getinfo(f"files/{blob}")
    if target.is_file() and target.stat().st_size == info.file_size:
        return target
    data = archive.read(info)
    if digest_bytes(data) != blob:
        raise ValueError(f"{blob[:12]}: other bytes")
    folder.mkdir(parents=True, exist_ok=True)
    part = beside(target)
    part.write_bytes(data)
    part.replace(target)
    return target
