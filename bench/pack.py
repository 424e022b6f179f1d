"""What packing a film for the channel costs, against the encoder alone.

    PYTHONPATH=src .venv/bin/python bench/pack.py FILM.mp4

The film is packed with nothing kept from before. Then the same smaller pictures, already in
memory, go to the same encoders and nothing else is done; and so does the film's own size,
which packing takes over as it is. Ratios are of processor seconds within this one run.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import av

from piying.render.pack.ladder import pack
from piying.render.pack.rungs import CRF, PRESET
from piying.render.pack.sizes import Size, sizes


def encoded_alone(film: Path, size: Size) -> float:
    """Processor seconds of the encoder alone for `film` in `size`."""
    spent = 0.0
    with av.open(film) as source, tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        out = av.open(file.name, "w", format="mp4")
        stream = out.add_stream("libx264", rate=source.streams.video[0].average_rate)
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
        stream.codec_context.thread_count = 1
        most = size.most_bits or 4_500_000
        stream.options = {
            "preset": PRESET, "profile": "high", "crf": str(CRF), "maxrate": str(most),
            "bufsize": str(2 * most), "x264-params": "open-gop=0:keyint=50:scenecut=0",
        }  # fmt: skip
        rate = source.streams.video[0].average_rate or Fraction(25)
        for number, frame in enumerate(source.decode(video=0)):
            small = frame.reformat(size.width, size.height, "yuv420p", interpolation="AREA")
            small.pts, small.time_base, small.pict_type = number, 1 / rate, 0
            begun = time.process_time()
            packets = stream.encode(small)
            spent += time.process_time() - begun
            out.mux(packets)
        begun = time.process_time()
        packets = stream.encode(None)
        spent += time.process_time() - begun
        out.mux(packets)
        out.close()
    return spent


def main(film: Path) -> None:
    """Pack, encode alone, and say both."""
    named = hashlib.sha256(film.read_bytes()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        out, kept = Path(folder) / "out", Path(folder) / "kept"
        out.mkdir()
        kept.mkdir()
        begun, wall = time.process_time(), time.monotonic()
        made = pack(film, named, out, {}, kept)
        packing, wall = time.process_time() - begun, time.monotonic() - wall
        again = Path(folder) / "again"
        again.mkdir()
        begun = time.process_time()
        pack(film, named, again, {}, kept)
        once_more = time.process_time() - begun
    top = made.rungs[-1]
    alone = [encoded_alone(film, size) for size in sizes(top.width, top.height)]
    own = encoded_alone(film, Size(top.name, top.width, top.height, 0))
    print(f"{made.duration_ms / 1000:.1f} s of {top.width}x{top.height}")
    print(f"packed:                        {packing:6.1f} CPU s, {wall:5.1f} s by the clock")
    print(f"packed again, nothing changed: {once_more:6.1f} CPU s")
    three = sum(alone)
    print(f"encoder alone, smaller rungs:  {three:6.1f} CPU s, ratio {packing / three:.2f}")
    whole = three + own
    print(f"encoder alone, all four rungs: {whole:6.1f} CPU s, ratio {packing / whole:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
