"""The page that says how to follow the site: which feeds there are, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.core.texts import t
from generator.render.pages.page import Page
from generator.render.pages.tasks import Task
from generator.render.pages.templates import render
from generator.showcase import Showcase
from generator.showcase.addresses import FOLLOW, NEWS


def feed_of_all(showcase: Showcase) -> str | None:
    """Address of the page whose feed tells of every record; None for a site without any."""
    return "" if showcase.models or showcase.news or showcase.programmes else None


def follow_builders(showcase: Showcase, site_url: str) -> Iterator[Task]:
    """The page, where there is something to follow: feeds need the site's own address and a record."""
    if site_url and feed_of_all(showcase) is not None:
        yield Task(partial(_follow_page, showcase))


def _follow_page(showcase: Showcase) -> Page:
    title = t("feeds.follow")
    lists = [(t("feeds.everything"), "")]
    if showcase.news:
        lists.append((t("nav.news"), NEWS))
    groups = (group for group in showcase.groups["field"] if showcase.has_feed(group.address, len(group.models)))
    fields = [(group.name, group.address) for group in groups]
    article = render("follow", here=FOLLOW, title=title, lists=lists, fields=fields)
    return Page(FOLLOW, title, t("feeds.lede"), article, feed="")
