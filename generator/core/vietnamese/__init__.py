"""Vietnamese as text: spelling, folding, slugs, alphabetical order, numbers, dates and typography."""

from generator.core.vietnamese.compounds import kept_together
from generator.core.vietnamese.dates import PartialDate
from generator.core.vietnamese.numbers import (
    format_number,
    format_percent,
    format_points,
    is_ambiguous,
    join_range,
    parse_number,
    with_unit,
)
from generator.core.vietnamese.order import place_sort_key, sort_key
from generator.core.vietnamese.slugs import SLUG, heading_slug, slugify
from generator.core.vietnamese.text import fold, nfc, old_tone, syllables, tone_key, tone_styles
from generator.core.vietnamese.typography import typeset

__all__ = [
    "SLUG",
    "PartialDate",
    "fold",
    "format_number",
    "format_percent",
    "format_points",
    "heading_slug",
    "is_ambiguous",
    "join_range",
    "kept_together",
    "nfc",
    "old_tone",
    "parse_number",
    "place_sort_key",
    "slugify",
    "sort_key",
    "syllables",
    "tone_key",
    "tone_styles",
    "typeset",
    "with_unit",
]
