"""The one builder of listings: all models, and every facet (field, place, organisation, year, level) with its index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import format_number
from generator.records.schema import Status
from generator.render.pages.cards import Cards
from generator.render.pages.diagram import place_diagram
from generator.render.pages.excerpts import LISTED, Excerpt, frame_code, list_excerpt
from generator.render.pages.facets import about, shelves, ways
from generator.render.pages.follow import feed_of_all
from generator.render.pages.linked import NEW_LINE, breadcrumbs, listing_thing, script
from generator.render.pages.lookup import has_lookup
from generator.render.pages.page import Page
from generator.render.pages.search import filter_address
from generator.render.pages.tasks import Seen, Task
from generator.render.pages.templates import render
from generator.showcase import FieldView, Group, ModelView, OrganisationView, Showcase, UnitView, addresses
from generator.showcase.addresses import FACETS, FOLLOWED, PLACE_LOOKUP, UNKNOWN

PER_PAGE = 60


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of models with a head. weave: what its share card and frame are woven of, "" for none; ways: (name, address,
    count).

    full_title: the name that tells it from others of that name, for tabs and search engines; "" for the title.
    filtered: address of the same models on the search page, "" where there is nothing to filter.
    feed: address of the page whose feed tells of these models, None where there is none.
    """

    address: str
    title: str
    kicker: str
    models: tuple[ModelView, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    about: Callable[[str], Markup] = lambda _here: Markup("")
    ways: tuple[tuple[str, str, int | None], ...] = ()
    weave: str = ""
    hue: str = ""
    full_title: str = ""
    filtered: str = ""
    feed: str | None = None
    group: Group | None = None


def page_count(items: Sequence[object], per_page: int = PER_PAGE) -> int:
    """How many pages a list fills; an empty list fills one."""
    return max(1, -(-len(items) // per_page))


def listing_builders(showcase: Showcase, cards: Cards, seen: Seen, site_url: str = "") -> Iterator[Task]:
    """All listings page by page: all models, then each facet's index and its groups."""
    for facet in FACETS:
        yield Task(partial(_index_page, showcase, facet))
    # The listing of a unit leads to those of other units that have one.
    places = ",".join(group.slug for group in showcase.groups["place"])
    for listing in _listings(showcase):
        common = ("listing", listing.address, str(len(listing.models)), str(listing.ways), str(listing.feed))
        of_unit = listing.group is not None and isinstance(listing.group.of, UnitView)
        for number in range(1, page_count(listing.models) + 1):
            shown = listing.models[(number - 1) * PER_PAGE : number * PER_PAGE]
            on = (*common, places if of_unit else "", str(number), *seen.all(shown))
            yield Task(partial(_listing_page, listing, number, cards, showcase, site_url), on)


def _listings(showcase: Showcase) -> Iterator[Listing]:
    yield _all_models(showcase)
    for facet in FACETS:
        yield from (_group_listing(showcase, group) for group in showcase.listings(facet))


def _framed(showcase: Showcase) -> Iterator[Listing]:
    yield _all_models(showcase)
    yield from (_group_listing(showcase, group) for group in showcase.listings("field"))


def listing_excerpts(showcase: Showcase) -> Iterator[tuple[Callable[[], Excerpt], tuple[str, ...]]]:
    """The whole list and those of the fields in short, for other sites' frames; and what that hangs on."""
    for listing in _framed(showcase):
        first = (f"{model.address} {model.digest}" for model in listing.models[:LISTED])
        yield partial(_excerpt, listing), (listing.address, str(len(listing.models)), *first)


def _excerpt(listing: Listing) -> Excerpt:
    title = listing.full_title or listing.title
    count = t("listing.count", count=format_number(len(listing.models)))
    named = [(model.record.name, model.address) for model in listing.models]
    return list_excerpt(listing.address, title, listing.kicker, named, count, listing.weave, listing.hue)


def _frame_code(listing: Listing, showcase: Showcase, site_url: str) -> str:
    return frame_code(_excerpt(listing), showcase, site_url)


def _all_models(showcase: Showcase) -> Listing:
    return Listing(
        addresses.MODELS,
        t("nav.models"),
        t("site.full_name", province=showcase.province.name),
        in_order(showcase.models),
        ways=ways(showcase),
        filtered=filter_address() if showcase.models else "",
        feed=feed_of_all(showcase),
    )


def _group_listing(showcase: Showcase, group: Group) -> Listing:
    field = group.of if isinstance(group.of, FieldView) else None
    return Listing(
        group.address,
        group.name[:1].upper() + group.name[1:],
        t(f"facet.{group.facet}"),
        in_order(group.models),
        crumbs=((t(f"nav.{_NAV[group.facet]}"), FACETS[group.facet]),),
        about=partial(about, showcase, group),
        weave=f"{group.facet}-{group.slug}" if field else "",
        hue=field.hue if field else "",
        full_title=full_title(showcase, group),
        filtered=filter_address(group.facet, group.slug) if _is_long(group) else "",
        feed=_feed_of(group, showcase),
        group=group,
    )


def _feed_of(group: Group, showcase: Showcase) -> str | None:
    """Address of the page whose feed tells of a group's models: its own, or that of everything."""
    if group.facet not in FOLLOWED:
        return None
    return group.address if showcase.has_feed(group.address, len(group.models)) else feed_of_all(showcase)


def _is_framed(listing: Listing) -> bool:
    return listing.group is None or listing.group.facet == "field"


def _is_long(group: Group) -> bool:
    """Whether a listing takes more than a page, and the search page can be asked for it."""
    return len(group.models) > PER_PAGE and group.slug != UNKNOWN and group.facet != "level"


def full_title(showcase: Showcase, group: Group) -> str:
    """A unit with those above it, an organisation with its place: communes and their bodies share names."""
    slugs: tuple[str, ...] = ()
    if isinstance(group.of, UnitView):
        slugs = group.of.parents
    elif isinstance(group.of, OrganisationView) and group.of.record.place in showcase.units:
        slugs = showcase.units[group.of.record.place].parents
    name = group.name[:1].upper() + group.name[1:]
    return ", ".join([name, *(showcase.units[slug].name for slug in slugs)])


_NAV = {
    "field": "fields",
    "place": "places",
    "organisation": "organisations",
    "year": "years",
    "level": "levels",
}


def _listing_page(listing: Listing, number: int, cards: Cards, showcase: Showcase, site_url: str) -> Page:
    pages = page_count(listing.models)
    here = addresses.page(listing.address, number)
    total = len(listing.models)
    first = (number - 1) * PER_PAGE
    shown = listing.models[first : first + PER_PAGE]
    named = listing.full_title or listing.title
    titled = t("listing.title_page", title=named, number=number) if number > 1 else named
    article = render(
        "listing",
        here=here,
        title=listing.title,
        heading=_heading(listing),
        crumbs=listing.crumbs,
        about=listing.about(here),
        about_last=listing.group is not None and listing.group.facet == "field",
        count_text=_count_text(total, first, len(shown)),
        models=shown,
        groups=_groups(shown),
        switch=_switch(showcase, listing),
        list_address=listing.address,
        cards=cards,
        address_of=partial(addresses.page, listing.address),
        number=number,
        pages=pages,
        ways=listing.ways,
        filter_address=listing.filtered,
        hue=listing.hue,
        frame=_frame_code(listing, showcase, site_url)
        if number == 1 and listing.models and _is_framed(listing)
        else "",
    )
    description = t("listing.description", title=titled, count=format_number(total))
    head = Markup('<script src="{}assets/listing.js" defer></script>').format(addresses.to_root(here))
    if site_url:
        way = breadcrumbs(listing.crumbs, listing.title, here, site_url)
        head += NEW_LINE + script(listing_thing(listing.title, here, listing.group, showcase, site_url), way)
    return Page(here, titled, description, article, feed=listing.feed, head=head)


def _heading(listing: Listing) -> str:
    count = t("listing.models", count=format_number(len(listing.models)))
    return count if listing.group is None else t("listing.heading", title=listing.title, count=count)


def _groups(models: Sequence[ModelView]) -> list[tuple[str, str, list[ModelView]]]:
    """(key, heading, models) of each kind of proof among them: no row repeats what its heading says."""
    held: dict[str, list[ModelView]] = {}
    for model in models:
        held.setdefault(standing(model), []).append(model)
    return [(key, t(f"listing.group_{key}"), held[key]) for key in STANDINGS if key in held]


STANDINGS = ("proven", "told", "registered")


def standing(model: ModelView) -> str:
    """Which group of a list a model is in: recognised by a decision, told of, only registered."""
    if model.record.recognition is not None:
        return "proven"
    return "registered" if model.record.status is Status.REGISTERED else "told"


def in_order(models: Sequence[ModelView]) -> tuple[ModelView, ...]:
    """Models as lists have them: the newest decision first, then the others by their review, latest first."""

    def newest(model: ModelView) -> str:
        decision = model.record.recognition
        return str(decision.date if decision else model.record.reviewed.date)

    by_date = sorted(models, key=newest, reverse=True)
    return tuple(sorted(by_date, key=lambda model: STANDINGS.index(standing(model))))


def _switch(showcase: Showcase, listing: Listing) -> list[tuple[str, str, str]]:
    """(name, address, hue) of all models and of each field, on the lists of these; nothing where there is one field."""
    fields = [group for group in showcase.groups["field"] if group.models]
    if not _is_framed(listing) or len(fields) < 2:
        return []
    all_models = (t("listing.all"), addresses.MODELS, "")
    return [
        all_models,
        *((group.name, group.address, group.of.hue) for group in fields if isinstance(group.of, FieldView)),
    ]


def _count_text(total: int, first: int, shown: int) -> str:
    if shown in {0, total}:
        return t("listing.count", count=format_number(total))
    return t(
        "listing.count_range",
        count=format_number(total),
        first=format_number(first + 1),
        last=format_number(first + shown),
    )


def _index_page(showcase: Showcase, facet: str) -> Page:
    here = FACETS[facet]
    title, lede = t(f"index.{facet}"), t(f"index.{facet}_lede")
    article = render(
        "facets",
        here=here,
        title=title,
        lede=lede,
        facet=facet,
        crumbs=[(t("nav.models"), addresses.MODELS)] if facet != "place" else [],
        diagram=place_diagram(showcase, here) if facet == "place" else "",
        sections=shelves(showcase, facet),
        lookup=PLACE_LOOKUP if facet == "place" and has_lookup(showcase) else "",
    )
    return Page(here, title, lede, article)
