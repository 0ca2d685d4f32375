"""Cards of models, the same on every page of one depth: each is drawn once and used again."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.pages.pictures import Photos, first_photo
from generator.pages.templates import render
from generator.showcase import ModelView, addresses


class Cards:
    """Draws models as cards; remembers each drawn card, for a model stands in a dozen listings."""

    def __init__(self, photos: Photos) -> None:
        self._photos = photos
        self._drawn: dict[tuple[str, int, int], Markup] = {}

    def __call__(self, here: str, models: Iterable[ModelView], level: int = 2) -> Markup:
        """A list of cards for the page at `here`; `level` is the level of their headings."""
        cards = Markup("\n").join(self._card(here, model, level) for model in models)
        return Markup('<ul class="cards">\n{}\n</ul>').format(cards)

    def _card(self, here: str, model: ModelView, level: int) -> Markup:
        # A link from a page depends on nothing but the page's depth.
        key = model.id, addresses.depth(here), level
        card = self._drawn.get(key)
        if card is None:
            shown = first_photo(model, self._photos)
            card = self._drawn[key] = render("card", here=here, model=model, shown=shown, level=level)
        return card
