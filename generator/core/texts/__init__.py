"""The texts of the site, and the labels people write in records."""

from generator.core.texts.catalogue import t, texts
from generator.core.texts.labels import (
    is_word,
    key_called,
    keys_called,
    label_key,
    label_of,
    value_called,
    value_labels,
)

__all__ = [
    "is_word",
    "key_called",
    "keys_called",
    "label_key",
    "label_of",
    "t",
    "texts",
    "value_called",
    "value_labels",
]
