"""Accent-free addresses: slugs of records and ids of headings."""

from __future__ import annotations

import re
import unicodedata

from generator.core.vietnamese.text import fold

SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
"""A valid slug; use with `fullmatch` (its `.pattern` also serves JSON Schema)."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.IGNORECASE)
_RUN = re.compile(r"[a-z0-9]+")


def slugify(s: str, max_length: int = 80) -> str:
    """Lowercase a-z, 0-9 and single hyphens; "" when the text holds no Latin letter and no digit.

    Separators inside numbers keep the digits apart ("97,7%" -> "97-7", "4.648" -> "4-648"). Both Unicode forms
    and both tone placements give one slug; different names can too (Bình Hòa, Bình Hoa), so callers check for
    collisions. The cut falls at a hyphen; only a first word longer than `max_length` is itself cut.
    """
    if max_length < 1:
        raise ValueError("max_length must be at least 1")
    slug = "-".join(_RUN.findall(fold(unicodedata.normalize("NFKC", s))))
    if len(slug) <= max_length:
        return slug
    # One character more shows whether the limit happens to fall right after a whole word.
    head, hyphen, _ = slug[: max_length + 1].rpartition("-")
    return head if hyphen else slug[:max_length]


def is_device_name(name: str) -> bool:
    """Whether Windows takes a file or folder of this name for a device, whatever its ending: con, aux.md, nul.tar.gz."""
    return _DEVICE.match(name) is not None


def heading_slug(value: str, separator: str) -> str:
    """The id of a heading, with the signature of Python-Markdown's `toc.slugify`, whose default drops đ."""
    return slugify(value, max_length=120).replace("-", separator)
