"""What the build asks of an engine: hand-written pages and frames, rendered into a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.showcase import Showcase


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the engine rendered: a folder with hand-written pages, frames and assets; and the site's own address.

    sources: the files and folders it read outside `content/`, configuration files first. repeatable: True when it
    read nothing else (no hook, no foreign plugin), so that the same sources give the same folder.
    """

    folder: Path
    site_url: str
    edit_base: str
    sources: tuple[Path, ...] = ()
    repeatable: bool = False


Engine = Callable[[Showcase, Path], Rendered]
"""Renders hand-written pages and frames into a folder: (showcase, folder)."""
