"""What others take with them of the showcase: light pages to frame, and share cards."""

from generator.outputs.embeds.cards import card_builders
from generator.outputs.embeds.embeds import embed_builders

__all__ = ["card_builders", "embed_builders"]
