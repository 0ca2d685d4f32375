"""Cards of models: each is drawn once, for pages of any depth, and put where an article has a slot for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.render.abbreviations import explained, first_uses, known
from generator.render.pages.page import Card
from generator.render.pages.pictures import Photos, first_photo
from generator.render.pages.templates import render
from generator.showcase import ModelView, addresses
from generator.showcase.addresses import ANYWHERE

# Private-use letters, which content cannot hold (KH103): a slot is the level of the card's heading and a model's id.
_SLOT = re.compile("\ue002([2-6])([^\ue003]+)\ue003")
_LEVEL = "\ue005"
_NEWLINE = "\n"
# A model stands in a dozen listings; of a whole country's cards only so many are kept.
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Filled:
    """An article without slots. own: what stands around the cards; cards: those in it."""

    html: Markup
    own: str
    cards: tuple[Card, ...] = ()


class Cards:
    """Draws models as cards; remembers them, for a model stands in a dozen listings."""

    def __init__(self, photos: Photos, meanings: Mapping[str, str]) -> None:
        """`meanings`: the abbreviations that are explained."""
        self._photos = photos
        self._known = known(meanings)
        self._models: dict[str, ModelView] = {}
        self._drawn: dict[str, Card] = {}

    def __call__(self, models: Iterable[ModelView], level: int = 2) -> Markup:
        """A list of slots for cards whose headings have this level."""
        slots = []
        for model in models:
            self._models[model.id] = model
            slots.append(f"\ue002{level}{model.id}\ue003\n")
        return Markup(f'<ul class="cards">\n{"".join(slots) or _NEWLINE}</ul>')  # noqa: S704 - ids of checked records

    def fill(self, article: str, here: str) -> Filled:
        """The article of the page at `here` with its cards, each abbreviation explained at its first use."""
        pieces = _SLOT.split(article)
        own = pieces[::3]
        met: set[str] = set()
        parts, cards = [self._explained(own[0], met)], []
        for level, record_id, after in zip(pieces[1::3], pieces[2::3], own[1:], strict=True):
            card = self._card(record_id)
            cards.append(card)
            parts += [
                explained(card.html, card.uses, met).replace(_LEVEL, level),
                self._explained(after, met) if len(after) > 1 else after,
            ]
        html = "".join(parts).replace(ANYWHERE, addresses.to_root(here)) if cards else parts[0]
        return Filled(Markup(html), "".join(own), tuple(cards))  # noqa: S704 - rendered with escaping

    def _explained(self, html: str, met: set[str]) -> str:
        return explained(html, first_uses(html, self._known), met)

    def _card(self, record_id: str) -> Card:
        card = self._drawn.get(record_id)
        if card is None:
            model = self._models[record_id]
            shown = first_photo(model, self._photos)
            html = str(render("card", here=ANYWHERE, model=model, shown=shown, level=_LEVEL))
            # A heading is known by its level, and one digit is as long as what stands for it.
            uses = first_uses(html.replace(_LEVEL, "2"), self._known)
            card = self._drawn[record_id] = Card(record_id, html, uses)
            if len(self._drawn) > _KEPT:
                del self._drawn[next(iter(self._drawn))]
        return card
