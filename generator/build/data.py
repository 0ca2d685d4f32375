"""The open data and feeds of a site, written; and what its pages need to know of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.build.engine import Rendered
from generator.build.heirs import address_of
from generator.exports import OpenData
from generator.feeds import feeds
from generator.publish import Staging, Written
from generator.showcase import Showcase


@dataclass(frozen=True, slots=True)
class DataWritten:
    """What was written. blocks: address of a hand-written page that shows the data -> what it shows.

    dataset: (address of the page on the data, what that says of them to machines).
    """

    files: list[Written]
    blocks: dict[str, Markup]
    dataset: tuple[str, dict[str, Any]]


def write_data(showcase: Showcase, rendered: Rendered, marker: re.Pattern[str], staging: Staging) -> DataWritten:
    """Write open data and feeds. marker: what a hand-written page holds where a block goes, with the block's name."""
    data = OpenData(showcase, rendered.site_url)
    written = staging.writer(data.files())
    block = data.block({file.path: file.size for file in written})
    written += staging.writer(feeds(showcase, rendered.site_url))
    pages = (path for path in sorted(rendered.folder.rglob("*.html")) if "data" in marker.findall(path.read_text(encoding="utf-8")))
    shown = (address_of(path.relative_to(rendered.folder).as_posix()) for path in pages)
    return DataWritten(written, {here: block(here) for here in shown}, data.dataset())
