"""The page of one record by itself, before the whole build: drawn in a small site of what the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.core.memo import Memo
from generator.pipeline.photos import Sizes, sizes_of
from generator.publish import file_path
from generator.records.schema import Entry, Records
from generator.render.frames import Frames
from generator.render.media.photos import PhotoError, variants
from generator.render.pages import page_at
from generator.showcase import ModelView, NewsView, Showcase, arrange
from generator.showcase.addresses import model, news, programme
from generator.tools.preview.rebuild import Built

# Kinds of records that have a page of their own and may be many; the others are arranged whole.
_ADDRESSES = {"model": model, "news": news, "programme": programme}


def quick_files(
    entry: Entry[Any], entries: Iterable[Entry[Any]], built: Built, root: Path, memo: Memo
) -> dict[str, bytes]:
    """The page of a record as path -> bytes, and its photos; {} for a record without a page of its own.

    entries: all valid records. built: the last build, whose frames and neighbours serve.
    """
    if built.framed is None or entry.document.kind not in _ADDRESSES:
        return {}
    shown = (one for one in entries if one.document.file not in built.dropped)
    showcase = _neighbourhood(entry, shown, built)
    files: dict[str, bytes] = {}
    photos = _photos(showcase, root, memo, files)
    rendered = built.framed.rendered
    page = page_at(_ADDRESSES[entry.document.kind](entry.slug), showcase, photos, rendered.site_url)
    if page is None:
        return {}
    frames = Frames.in_folder(rendered.folder, rendered.site_url, rendered.edit_base)
    return files | {file_path(page.address): frames.splice(page).data}


def _neighbourhood(entry: Entry[Any], entries: Iterable[Entry[Any]], built: Built) -> Showcase:
    """The registers, the record, and what its page shows of others, as a site of their own."""
    shown = _shown_with(entry, built)
    others = (one for one in entries if one.document.kind not in _ADDRESSES or shown(one))
    near = arrange(
        Records.of([one for one in others if one.document.file != entry.document.file] + [entry]).previewed()
    )
    by_id = {view.id: view for view in near.models}
    related = {one: tuple(by_id[other] for other in built.related.get(one, ()) if other in by_id) for one in by_id}
    following = {one: by_id[other] for one, other in built.following.items() if one in by_id and other in by_id}
    return replace(near, related=related, following=following)


def _shown_with(entry: Entry[Any], built: Built) -> Callable[[Entry[Any]], bool]:
    """Whether a model, news item or programme is seen on the page of this record, or decides how it is called."""
    record, kind = entry.record, entry.document.kind
    if kind == "news":
        told = {*record.models, *(figure.model for figure in record.figures)}
        return lambda one: one.document.kind == "model" and one.record.id in told
    if kind == "programme":
        return lambda one: (
            one.document.kind == "model" and (entry.slug in one.record.programmes or one.record.id in record.related)
        )
    told = {record.continues, built.following.get(record.id), *built.related.get(record.id, ())}

    def beside_a_model(one: Entry[Any]) -> bool:
        if one.document.kind == "model":
            return one.record.id in told or one.record.name == record.name
        return record.id in one.record.models if one.document.kind == "news" else one.slug in record.programmes

    return beside_a_model


def _photos(showcase: Showcase, root: Path, memo: Memo, files: dict[str, bytes]) -> dict[str, Sizes]:
    """The sizes of every photo of the small site; their files are added to `files`."""
    sizes = {}
    views: list[ModelView | NewsView] = [*showcase.models, *showcase.news]
    for view in views:
        for photo in view.record.photos:
            name = f"{view.folder}/{photo.file}"
            try:
                made = variants(root / name, memo)
            except PhotoError:
                continue
            sizes[name] = sizes_of(made)
            files.update((variant.name, variant.data) for variant in made.variants)
    return sizes
