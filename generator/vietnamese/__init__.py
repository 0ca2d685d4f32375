"""Vietnamese as text: spelling, folding, slugs, alphabetical order, numbers, dates and typography."""

from generator.vietnamese.dates import PartialDate
from generator.vietnamese.numbers import (
    format_number,
    format_percent,
    format_points,
    is_ambiguous,
    join_range,
    parse_number,
    with_unit,
)
from generator.vietnamese.order import place_sort_key, sort_key
from generator.vietnamese.slugs import SLUG, heading_slug, slugify
from generator.vietnamese.text import fold, nfc, old_tone, syllables, tone_key, tone_styles
from generator.vietnamese.typography import typeset

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
