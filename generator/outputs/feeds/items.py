"""One entry of a feed: what a record says of itself to people who follow the site, and since when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from generator.core.texts import t
from generator.records.schema import PartialDate
from generator.render import wording
from generator.showcase import ModelView, NewsView, ProgrammeView

_NAMESPACE = uuid.UUID("6f0d3c1e-52a7-5b0e-9b0c-6a3f1d7e2c45")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry.

    id: its permanent id. kind: "model", "news" or "programme". name: what tells it from others of its kind.
    updated: the record's last review, the latest date it holds (check KH611). published: the day a news item came
    out, None where only a month or nothing is known. tags: (slug, name).
    """

    id: str
    kind: str
    name: str
    address: str
    title: str
    summary: str
    updated: PartialDate
    published: PartialDate | None
    tags: tuple[tuple[str, str], ...]

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts later entries after earlier ones; the same everywhere."""
        return self.updated, self.published or "", self.name


def permanent_id(key: str) -> str:
    """A name for a thing that outlives its address: a UUID (RFC 9562, version 5) of its key.

    `key` names a record of a province ("hoa-binh/model/HB-2017-0003") or a feed of it. Neither a rename nor a move of the site to another host changes it, so no reader sees an entry twice.
    """
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


def record_key(view: ModelView | NewsView | ProgrammeView, province: str) -> str:
    """The key of a record: a model's id, else the slug it had first; a rename adds the old one at the end of `aliases`."""
    if isinstance(view, ModelView):
        return f"{province}/model/{view.id}"
    kind = "news" if isinstance(view, NewsView) else "programme"
    return f"{province}/{kind}/{(*view.record.aliases, view.slug)[0]}"


def model_item(model: ModelView, province: str) -> Item:
    """A model: what it is, where, and how far it is proven."""
    record = model.record
    return Item(
        permanent_id(record_key(model, province)),
        "model",
        model.id,
        model.address,
        record.name,
        t("feeds.model", lede=record.lede, place=model.place.then_text, badge=wording.badge(record).text),
        record.reviewed.date,
        None,
        ((model.field.slug, model.field.name),),
    )


def news_item(news: NewsView, province: str) -> Item:
    """A news item: what it says, who published it and when."""
    record = news.record
    outlet = record.source.outlet or t("unknown.outlet")
    dated = wording.on_day(record.published) if record.published else t("source.undated")
    return Item(
        permanent_id(record_key(news, province)),
        "news",
        news.slug,
        news.address,
        record.title,
        t("feeds.news", lede=record.lede, outlet=outlet, date=dated),
        record.reviewed.date,
        record.published if record.published and record.published.day else None,
        (),
    )


def programme_item(programme: ProgrammeView, province: str) -> Item:
    """A programme: what it is about; it says that it is no model."""
    record = programme.record
    kind = t(f"programme.kind_{record.kind}")
    return Item(
        permanent_id(record_key(programme, province)),
        "programme",
        programme.slug,
        programme.address,
        record.name,
        t("feeds.programme", lede=record.lede, kind=kind),
        record.reviewed.date,
        None,
        ((programme.field.slug, programme.field.name),) if programme.field else (),
    )
