"""What share cards say: one for every record, news item and list, and one for the site, which serves all other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import partial

from generator.core.texts import t
from generator.core.vietnamese import format_number, kept_together, typeset
from generator.records.schema import Result
from generator.render import wording
from generator.render.figures import headline
from generator.render.media.sharing import ShareCard
from generator.render.pages.excerpts import model_place, site_name
from generator.render.pages.listings import full_title
from generator.showcase import FieldView, Group, ModelView, NewsView, ProgrammeView, Showcase, addresses
from generator.showcase.addresses import FACETS, MODELS, NEWS, NEWS_ARCHIVE, PROGRAMMES

_LATER_PAGE = re.compile(r"trang/\d+/\Z")


def share_cards(showcase: Showcase) -> dict[str, Callable[[], ShareCard]]:
    """Address of a page -> what makes its card; "" is the site's own."""
    site = site_name(showcase)
    cards: dict[str, Callable[[], ShareCard]] = {"": partial(_of_site, showcase, site)}
    cards |= {model.address: partial(_of_model, model, site) for model in showcase.models}
    cards |= {item.address: partial(_of_news, item, site) for item in showcase.news}
    cards |= {programme.address: partial(_of_programme, programme, site) for programme in showcase.programmes}
    for address, title, count in _lists(showcase):
        cards[address] = partial(_of_list, address, title, count, site)
    for facet in FACETS:
        cards |= {group.address: partial(_of_group, group, showcase, site) for group in showcase.listings(facet)}
    return cards


def card_address(page: str, drawn: Container[str]) -> str:
    """Address of the card of a page: its own, that of the list it continues, else the site's."""
    if page.startswith(NEWS_ARCHIVE):
        page = NEWS
    first = _LATER_PAGE.sub("", page)
    return addresses.share_card(first if first in drawn else "")


def _of_site(showcase: Showcase, site: str) -> ShareCard:
    return ShareCard("", "", site, "", showcase.province.publisher, "lacquer", showcase.province.slug)


def _of_model(model: ModelView, site: str) -> ShareCard:
    figure, note = _figure(model.highlight)
    return ShareCard(
        kicker=model.field.name,
        standing=wording.badge(model.record).text,
        name=kept_together(model.record.name),
        place=model_place(model),
        site=site,
        hue=model.field.hue,
        woven=model.id,
        figure=figure,
        note=note,
    )


def _figure(result: Result | None) -> tuple[str, str]:
    if result is None:
        return "", ""
    large, small = headline(result)
    # A figure nobody knows is told on the page; on a card it would only be large.
    return (large, small) if result.result or result.numerator is not None else ("", "")


def _of_news(item: NewsView, site: str) -> ShareCard:
    record, about = item.record, item.models[0] if item.models else None
    dated = wording.on_day(record.published) if record.published else t("source.undated")
    return ShareCard(
        kicker=t("sharing.news"),
        standing=", ".join(part for part in (record.source.outlet, dated) if part),
        name=typeset(record.title),
        place="",
        site=site,
        hue=about.field.hue if about else "grey",
        woven=about.id if about else item.address,
    )


def _of_programme(programme: ProgrammeView, site: str) -> ShareCard:
    record = programme.record
    figure, note = _figure(record.results[0] if record.results else None)
    return ShareCard(
        kicker=t(f"programme.kind_{record.kind}"),
        standing=t("programme.not_model"),
        name=typeset(record.name),
        place="",
        site=site,
        hue=programme.field.hue if programme.field else "grey",
        woven=programme.address,
        figure=figure,
        note=note,
    )


def _lists(showcase: Showcase) -> Iterator[tuple[str, str, int]]:
    """(address, title, count or 0) of the lists that are no facet's group."""
    yield MODELS, t("nav.models"), len(showcase.models)
    yield NEWS, t("nav.news"), 0
    yield PROGRAMMES, t("nav.programmes"), 0
    for facet, address in FACETS.items():
        yield address, t(f"index.{facet}"), 0


def _of_list(address: str, title: str, count: int, site: str) -> ShareCard:
    return ShareCard("", "", title, "", site, "lacquer", address, *_counted(count))


def _of_group(group: Group, showcase: Showcase, site: str) -> ShareCard:
    name, _, above = full_title(showcase, group).partition(", ")
    hue = group.of.hue if isinstance(group.of, FieldView) else "lacquer"
    return ShareCard(t(f"facet.{group.facet}"), "", name, above, site, hue, group.address, *_counted(len(group.models)))


def _counted(count: int) -> tuple[str, str]:
    return (format_number(count), t("sharing.records")) if count else ("", "")
