"""The page of search results: the words its script needs, and the static lists that lead on without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from generator.core.texts import t
from generator.core.vietnamese import fold, slugify, syllables
from generator.records.schema import Level, ModelKind, Status
from generator.render.pages.page import Page
from generator.render.pages.templates import render
from generator.showcase import ModelView, Showcase, addresses
from generator.showcase.addresses import FACETS

ADDRESS = "tim-kiem/"
SHOWN = 12
EXAMPLES = 40
"""Models that sample queries are taken from."""
_MIN_SYLLABLES, _MAX_SYLLABLES = 2, 4

# facet of the engine -> its name in addresses
PARAMETERS = {
    "kind": "loai",
    "field": "linh-vuc",
    "place": "dia-ban",
    "organisation": "don-vi",
    "year": "nam",
    "level": "cap",
    "status": "tinh-trang",
}
SORTS = {"relevance": "sat-nhat", "year": "nam", "name": "ten"}
_PAGES = ("figure", "page", "field", "place", "organisation")
_VALUES = {
    "kind": ("search.kind_", (*ModelKind, "programme", "news", "figure", "page", "field", "place", "organisation")),
    "level": ("level.", tuple(Level)),
    "status": ("status.", tuple(Status)),
}


def search_page(showcase: Showcase) -> Page:
    """Return the page at `ADDRESS`."""
    title = t("find.title")
    article = render(
        "search",
        here=ADDRESS,
        root=addresses.to_root(ADDRESS),
        sorts=[(name, t(f"find.sort_{name}")) for name in SORTS],
        ways=list(_ways(showcase)),
        words=_words(showcase),
    )
    return Page(ADDRESS, title, t("find.description"), article)


def filter_address(facet: str = "", slug: str = "") -> str:
    """Address of the search page that shows what one listing shows, or every model, with filters at hand."""
    pairs = [(PARAMETERS["kind"], _slugs("kind")[kind]) for kind in ModelKind]
    if facet:
        pairs.append((PARAMETERS[facet], slug))
    return f"{ADDRESS}?{urlencode(pairs)}"


def examples(showcase: Showcase, models: Sequence[ModelView]) -> tuple[str, ...]:
    """What a reader may try, typed without accents: words, a subject and a place that the given models answer to."""
    left = list(models)
    found = []
    for kind in (partial(_spelt_out, showcase), _subject, _place):
        text, model = next(((kind(model), model) for model in left if kind(model)), ("", None))
        if model is not None and text not in found:
            left.remove(model)
            found.append(text)
    return tuple(found)


def _spelt_out(showcase: Showcase, model: ModelView) -> str:
    """What an abbreviation of the site stands for, where the model's name says it in full; "" if it does not."""
    name = _bare(model.record.name)
    known = (_bare(long) for long in showcase.abbreviations.values())
    return max((long for long in known if f" {long} " in f" {name} "), key=len, default="")


def _subject(model: ModelView) -> str:
    """A part of the model's name, between commas, that is short enough to type; "" if there is none."""
    parts = (_bare(part) for part in re.split(r"[,;:–]", model.record.name))
    return next((part for part in parts if _MIN_SYLLABLES <= len(part.split()) <= _MAX_SYLLABLES), "")


def _place(model: ModelView) -> str:
    """The smallest unit the model was in, without its type word."""
    return _bare(model.place.then[0].record.name)


def _bare(text: str) -> str:
    return " ".join(syllables(fold(text)))


def _ways(showcase: Showcase) -> Iterator[tuple[str, str, list[Any], str]]:
    """(title, address of the index, its largest groups in their order, words for all of them or "") of each facet."""
    for facet, address in FACETS.items():
        groups = showcase.groups[facet]
        if groups:
            largest = {group.slug for group in sorted(groups, key=lambda group: -len(group.models))[:SHOWN]}
            whole = t("find.whole", count=len(groups)) if len(groups) > SHOWN else ""
            yield t(f"index.{facet}"), address, [group for group in groups if group.slug in largest], whole


def _slugs(facet: str) -> dict[str, str]:
    """Values of a facet as the engine names them -> as an address spells them in Vietnamese."""
    if facet not in _VALUES:
        return {}
    prefix, values = _VALUES[facet]
    return {str(value): slugify(t(f"{prefix}{value}")) for value in values}


def _words(showcase: Showcase) -> dict[str, Any]:
    """What the script says and how it names things; {count}, {text} and {name} are filled in by the script."""
    kept = {"count": "{count}", "text": "{text}", "name": "{name}", "today": "{today}"}
    said = (
        "count",
        "count_for",
        "most",
        "most_for",
        "none",
        "none_for",
        "slow",
        "meant",
        "reading",
        "literal",
        "also",
        "unknown",
        "examples_said",
        "broken",
        "more",
        "see",
        "ticked",
        "whole",
        "fewer",
    )
    return {
        **{key: t(f"find.{key}", **kept) for key in (*said, "narrow", "drop", "clear")},
        "today": t("place.card_today", **kept),
        "kinds": {kind: t(f"search.kind_{kind}") for kind in (*_slugs("kind"), *_PAGES)},
        "sorts": SORTS,
        "examples": list(examples(showcase, showcase.models[:EXAMPLES])),
        "hues": {field.slug: field.hue for field in showcase.fields},
        "facets": [
            {
                "facet": facet,
                "key": key,
                "name": t(f"find.facet_{facet}"),
                "values": _slugs(facet),
            }
            for facet, key in PARAMETERS.items()
        ],
    }
