"""How fictional records become files: their names, their folders, the photos beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.records.schema import RECORDS
from generator.records.source.yaml_writer import dump

# Singular of the folders, as the schema calls their records.
_KINDS = {"models": "model", "news": "news", "programmes": "programme", "statistics": "statistic"}


def put_record(
    content: Path,
    folder: str,
    name: str,
    record: dict[str, Any],
    story: str | None,
    photos: Sequence[tuple[dict[str, Any], bytes]] = (),
    *,
    in_folder: bool = False,
) -> str:
    """Write one record as `name.md`, as `name/index.md` beside its photos, or without a story as `.yml`.

    Keys are written in the order of the schema. Returns the file as problems name it.
    """
    file = f"{name}/index" if photos or in_folder else name
    file += ".yml" if story is None else ".md"
    text = dump({key: record[key] for key in RECORDS[_KINDS[folder]].model_fields if key in record})
    put(content / folder / file, text if story is None else f"---\n{text}---\n\n{story}")
    for entry, picture in photos:
        (content / folder / name / entry["file"]).write_bytes(picture)
    return f"content/{folder}/{file}"


def put(path: Path, text: str) -> None:
    """Write `text` with line feeds alone, making the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def fresh(taken: set[str], slug: str, apart: str) -> str:
    """`slug`, or with `apart`, or with a number behind it: the first that is not taken; it is taken then."""
    tries = (slug, f"{slug}-{apart}"[:76].rstrip("-"))
    found = next((one for one in tries if one not in taken), None)
    number = 2
    while found is None:
        numbered = f"{slug}-{number}"
        found = None if numbered in taken else numbered
        number += 1
    taken.add(found)
    return found
