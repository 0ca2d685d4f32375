"""Compressed copies beside the files of a generation, for hosts that send them as they are."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

from generator.core.workers import pool_map
from generator.publish.writing import Written, write_files

_ENDINGS = (".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".ics", ".webmanifest")
# Below this a file fits into one packet of the network anyhow.
_SMALLEST = 1_000
_SHARE = 100
# Level 9 of 11: within 3 % of the smallest, in a tenth of the time.
_BROTLI = 9


def write_compressed(root: Path, paths: Sequence[str], jobs: int) -> list[Written]:
    """Write `.gz` and `.br` beside every text among `paths` that gets smaller by it; the same input, the same bytes."""
    texts = [path for path in paths if path.endswith(_ENDINGS) and (root / path).stat().st_size >= _SMALLEST]
    shares = [texts[first : first + _SHARE] for first in range(0, len(texts), _SHARE)]

    def work(number: int) -> list[Written]:
        return write_files(
            root, [copy for path in shares[number] for copy in _copies(path, (root / path).read_bytes())]
        )

    with pool_map(work, range(len(shares)), min(jobs, len(shares)) if jobs > 1 else 0) as made:
        return [written for share in made for written in share]


def _copies(path: str, data: bytes) -> list[tuple[str, bytes]]:
    import brotli  # type: ignore[import-untyped]

    copies = [(f"{path}.gz", _gzip(data)), (f"{path}.br", brotli.compress(data, quality=_BROTLI))]
    return [(name, packed) for name, packed in copies if len(packed) < len(data)]


def _gzip(data: bytes) -> bytes:
    """Without a name and a time, which would differ from build to build."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + body + tail
