"""The tables of places the product brings: what a province may ask for, and which files that means."""

from __future__ import annotations

from typing import Any

# What province.yml may name -> its files: the units of 30 June 2025, and today's units they became.
GAZETTEERS = {
    "bac-giang": ("bac-giang", "bac-ninh-2025"),
    "ben-tre": ("ben-tre", "vinh-long-2025"),
    "hoa-binh": ("hoa-binh", "phu-tho-2025"),
    "nghe-an": ("nghe-an", "nghe-an-2025"),
    "vinh-long": ("vinh-long", "vinh-long-2025"),
}


def wanted_files(names: Any) -> list[str]:
    """Files under `defaults/` of the gazetteers named, each once; anything but a list of known names is passed over."""
    listed = names if isinstance(names, list) else ()
    files = [file for name in listed if isinstance(name, str) for file in GAZETTEERS.get(name, ())]
    return [f"gazetteer/{file}.yml" for file in dict.fromkeys(files)]
