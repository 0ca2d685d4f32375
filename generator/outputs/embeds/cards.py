"""Share cards as files: the picture a link to a page shows where people talk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.core.memo import Memo
from generator.render.media.sharing import ShareCard, card_png
from generator.render.pages import File, Task, share_cards
from generator.showcase import Showcase, addresses


def card_builders(showcase: Showcase, memo: Memo) -> Iterator[Task]:
    """The card of every record, news item and list, and the site's own; each is drawn when called, or found in the memo."""
    for address, make in share_cards(showcase).items():
        yield Task(partial(_drawn, addresses.share_card(address), make, memo))


def _drawn(address: str, make: Callable[[], ShareCard], memo: Memo) -> File:
    return File(address, card_png(make(), memo))
