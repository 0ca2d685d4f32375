"""What others take with them of the showcase: pages to frame, oEmbed documents, QR codes, sheets to pin up."""

from __future__ import annotations

from generator.handouts.cards import card_builders
from generator.handouts.codes import code_builders
from generator.handouts.embeds import embed_builders
from generator.handouts.sheets import sheet_builders
from generator.pages import Task
from generator.showcase import Showcase

__all__ = ["card_builders", "handouts"]


def handouts(showcase: Showcase, site_url: str) -> list[Task]:
    """A task for every file or few that belong together, in a fixed order. `site_url` ends in "/"; without it, what must
    name the site's own address (oEmbed, QR codes) is left out.
    """
    return [
        *embed_builders(showcase, site_url),
        *code_builders(showcase, site_url),
        *sheet_builders(showcase, site_url),
    ]
