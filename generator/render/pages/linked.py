"""What a page says to machines: schema.org as JSON-LD, nothing in it that the page does not say to people.

Only where the site knows its own address, for things are named by their whole addresses. The block is data, not
script: a strict content policy lets it stand, and "<" is written as an escape so that no text can end it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.core.texts import t
from generator.records.schema import DocumentRef, Photo, Source, SourceKind
from generator.render.pages.pictures import PreparedPhoto
from generator.showcase import Group, ModelView, NewsView, OrganisationView, ProgrammeView, Showcase, UnitView

Thing = dict[str, Any]
Crumbs = Sequence[tuple[str, str]]
"""(title, address) of the pages above, outermost first."""

NEW_LINE = Markup("\n")
"""Between the parts of a page's head."""

_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def script(*things: Thing) -> Markup:
    """The block for a page's head; empty values are left out."""
    data = {"@context": "https://schema.org", "@graph": [_filled(thing) for thing in things]}
    text = _COMPACT.encode(data)
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped above


_NESTED = (dict, list)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(part) if type(part) in _NESTED else part for key, part in value.items() if part}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def hand_page_heads(showcase: Showcase, site_url: str, more: Mapping[str, Thing]) -> dict[str, str]:
    """Address of a hand-written page -> the end of its head: what the site is on the front page, `more` on others."""
    things = {"": website(showcase, site_url), **more} if site_url else {}
    return {address: NEW_LINE + script(thing) for address, thing in things.items()}


def website(showcase: Showcase, site_url: str) -> Thing:
    """The site, for its front page: its name, its province and who answers for it."""
    return {
        "@type": "WebSite", "@id": site_url, "url": site_url, "name": t("site.name"), "inLanguage": "vi",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": showcase.province.name},
        "publisher": _publisher(showcase), "license": _licence(showcase.province.licence),
    }  # fmt: skip


def breadcrumbs(crumbs: Crumbs, name: str, address: str, site_url: str) -> Thing:
    """The way to a page, itself included, as the line above its name shows it."""
    way = [*crumbs, (name, address)]
    items = [
        {"@type": "ListItem", "position": number, "name": title, "item": site_url + where}
        for number, (title, where) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def model_thing(
    model: ModelView, shown: Iterable[tuple[Photo, PreparedPhoto]], showcase: Showcase, site_url: str
) -> Thing:
    """A model as an article: where, by whom, from which sources. When it was first published nobody recorded."""
    record, place = model.record, model.place
    places = [{"@type": "Place", "name": place.then_text}]
    if place.changed and not place.split:
        places.append({"@type": "AdministrativeArea", "name": place.today_text})
    return _article("Article", model.address, showcase, site_url) | {
        "headline": record.name,
        "alternateName": list(record.other_names),
        "description": record.lede,
        "identifier": record.id,
        "dateModified": record.reviewed.date,
        "image": [_image(photo, prepared, site_url) for photo, prepared in shown],
        "articleSection": model.field.name,
        "contentLocation": places,
        "mentions": _organisations(*model.leads, *model.partners),
        "citation": [_citation(source) for source in record.sources],
    }


def news_thing(
    item: NewsView, shown: Iterable[tuple[Photo, PreparedPhoto]], showcase: Showcase, site_url: str
) -> Thing:
    """A news item: our own words, based on somebody's article, about models of this site."""
    record = item.record
    return _article("NewsArticle", item.address, showcase, site_url) | {
        "headline": record.title,
        "description": record.lede,
        "datePublished": record.published,
        "dateModified": record.reviewed.date,
        "image": [_image(photo, prepared, site_url) for photo, prepared in shown],
        "isBasedOn": _citation(record.source),
        "about": [
            {"@type": "Article", "@id": site_url + view.address, "name": view.record.claim or view.record.name}
            for view in item.models
        ],
    }


def programme_thing(programme: ProgrammeView, showcase: Showcase, site_url: str) -> Thing:
    """A programme's page: about its document; who leads it."""
    record = programme.record
    return _article("Article", programme.address, showcase, site_url) | {
        "headline": record.name,
        "description": record.lede,
        "dateModified": record.reviewed.date,
        "about": _document(record.document) if record.document else None,
        "mentions": _organisations(*programme.leads, *programme.partners),
        "citation": [_citation(source) for source in record.sources],
    }


def listing_thing(title: str, address: str, group: Group | None, showcase: Showcase, site_url: str) -> Thing:
    """A list of models; that of a unit or an organisation is about it."""
    about: Thing | None = None
    if group is not None and isinstance(group.of, UnitView):
        about = {"@type": "AdministrativeArea", "name": group.of.name}
    elif group is not None and isinstance(group.of, OrganisationView):
        (about,) = _organisations(group.of)
    return {
        "@type": "CollectionPage", "@id": site_url + address, "url": site_url + address, "name": title,
        "inLanguage": "vi", "isPartOf": _site(site_url), "about": about, "publisher": _publisher(showcase),
    }  # fmt: skip


def _organisations(*views: OrganisationView) -> list[Thing]:
    return [{"@type": "Organization", "name": name} for name in dict.fromkeys(view.name for view in views)]


def _article(kind: str, address: str, showcase: Showcase, site_url: str) -> Thing:
    url = site_url + address
    return {
        "@type": kind, "@id": url, "inLanguage": "vi",
        "isPartOf": _site(site_url), "publisher": _publisher(showcase), "license": _licence(showcase.province.licence),
    }  # fmt: skip


def _site(site_url: str) -> Thing:
    return {"@type": "WebSite", "@id": site_url}


def _publisher(showcase: Showcase) -> Thing:
    return {"@type": "Organization", "name": showcase.province.publisher}


def _licence(name: str) -> Any:
    """The licence's address where it is one everybody knows, else its name."""
    return _LICENCES.get(name) or {"@type": "CreativeWork", "name": name}


def _image(photo: Photo, prepared: PreparedPhoto, site_url: str) -> Thing:
    return {
        "@type": "ImageObject", "contentUrl": site_url + prepared.variants[-1][2], "name": photo.alt,
        "creditText": photo.credit, "license": _licence(photo.licence),
    }  # fmt: skip


def _citation(source: Source) -> Thing:
    outlet = {"@type": "Organization", "name": source.outlet} if source.outlet else None
    return {
        "@type": "NewsArticle" if source.kind is SourceKind.PRESS else "CreativeWork",
        "name": source.title, "url": source.url, "publisher": outlet, "datePublished": source.published,
    }  # fmt: skip


def _document(ref: DocumentRef) -> Thing:
    issuer = {"@type": "Organization", "name": ref.issuer} if ref.issuer else None
    return {
        "@type": "CreativeWork", "name": ref.title, "identifier": ref.number, "datePublished": ref.date,
        "publisher": issuer, "url": ref.url,
    }  # fmt: skip
