"""Which types of page there are, and where to find one of each in the fictional province and in the real site."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from generator.showcase import Showcase

PHONE, DESKTOP = (390, 844), (1280, 900)


def model_where(showcase: Showcase, wanted: Callable[[Any], bool]) -> str:
    return next(model.address for model in showcase.models if wanted(model))


def _longest(facet: str, showcase: Showcase) -> str:
    return max(showcase.groups[facet], key=lambda group: len(group.models)).address


def _at(name: str, _: Showcase) -> str:
    return f"{name}/"


# type of page -> its address in the fictional province
TYPES: dict[str, Callable[[Showcase], str]] = {
    "front page": lambda site: "",
    "all models": lambda site: "mo-hinh/",
    "model with photos": lambda site: model_where(site, lambda m: len(m.record.photos) > 1),
    "model without a photo": lambda site: model_where(site, lambda m: not m.record.photos and m.record.results),
    "recognised model": lambda site: model_where(site, lambda m: m.record.recognition),
    "model with much to tell": lambda site: max(site.models, key=lambda m: len(m.body) + len(repr(m.record))).address,
    **{
        f"listing by {facet}": partial(_longest, facet) for facet in ("field", "place", "organisation", "year", "level")
    },
    "index of fields": lambda site: "linh-vuc/",
    "index of places": lambda site: "dia-ban/",
    "index of organisations": lambda site: "don-vi/",
    "index of years": lambda site: "nam/",
    "index of levels": lambda site: "cap/",
    "news": lambda site: "tin-tuc/",
    "news archive": lambda site: "tin-tuc/luu-tru/",
    "news item": lambda site: next(item.address for item in site.news if item.models),
    "programmes": lambda site: "chuong-trinh/",
    "programme": lambda site: site.programmes[0].address,
    "statistics": lambda site: "thong-ke/",
    "about": lambda site: "gioi-thieu/",
    "how to contribute": lambda site: "dong-gop/",
    "for the press": lambda site: "bao-chi/",
    "data": lambda site: "du-lieu/",
    "privacy": lambda site: "quyen-rieng-tu/",
    "six steps": lambda site: "quy-trinh/",
    "telling of a model": lambda site: "gui-mo-hinh/",
    "search": lambda site: "tim-kiem/",
    "results of a search": lambda site: "tim-kiem/?q=duong",
    "look-up of places": lambda site: "dia-ban/tra-cuu/",
    "not found": lambda site: "404.html",
}
# the same of the golden site, for what the fictional province may lack
GOLDEN_TYPES = {
    "how to follow": "theo-doi/",
    "a withdrawn model": "mo-hinh/loa-nha-van-hoa/",
    "a withdrawn news item": "tin-tuc/tin-da-go/",
    "a model in a place that was split": "mo-hinh/vuon-rau-chung/",
    "a place that was split": "dia-ban/xa-suoi-trong/",
}
REAL = {
    "the front page": lambda site: "",
    **{
        name: partial(_at, name)
        for name in (
            "thong-ke",
            "gioi-thieu",
            "dong-gop",
            "bao-chi",
            "du-lieu",
            "quyen-rieng-tu",
            "quy-trinh",
            "dia-ban",
        )
    },
    "a model": lambda site: max(site.models, key=lambda m: len(m.record.results)).address,
    "another model": lambda site: min(site.models, key=lambda m: len(m.record.results)).address,
    "the news item": lambda site: site.news[0].address,
    "a programme": lambda site: site.programmes[0].address,
}
