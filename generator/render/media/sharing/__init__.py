"""Share cards: the picture of 1200 x 630 that a link to a page shows where people talk."""

from generator.render.media.sharing.card import HEIGHT, WIDTH, ShareCard, card_png

__all__ = ["HEIGHT", "WIDTH", "ShareCard", "card_png"]
