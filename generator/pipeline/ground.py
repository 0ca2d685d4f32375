"""What all pages of one build have in common: when any of it changes, nothing is carried over."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from generator import __version__
from generator.pipeline.check import TELLING
from generator.pipeline.engine import Rendered
from generator.pipeline.identity import PAGE_PACKAGES, folder_digest, generator_digest
from generator.records.source import Source
from generator.render.frames import FOLDER
from generator.showcase import Showcase


def common_ground(source: Source, showcase: Showcase, rendered: Rendered, *, cards: bool) -> str:
    """A digest of generator, theme, configuration and registers. cards: whether share cards are drawn."""
    frames = [path for path in rendered.folder.rglob("*") if path.is_file() and _is_frame(rendered, path)]
    # What hangs on a record that tells something says so (`generator/render/pages/tasks.py`).
    registers = [
        (document.file, document.digest, document.prefix)
        for document in source.documents
        if document.kind not in TELLING
    ]
    parts = {
        "generator": [__version__, generator_digest(PAGE_PACKAGES, templates=True)],
        "frames": folder_digest(rendered.folder, frames),
        "site": [rendered.site_url, rendered.edit_base, cards, str(source.root.resolve())],
        "registers": registers,
        "hand-written pages": showcase.hand_pages,
    }
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _is_frame(rendered: Rendered, path: Path) -> bool:
    return path.relative_to(rendered.folder).as_posix().startswith(FOLDER)
