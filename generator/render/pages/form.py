"""The page "Kể một mô hình": a form of ten questions that a script shows one by one, and that prints without it."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from generator.core.texts import t, texts
from generator.render.form import carried, steps
from generator.render.pages.page import Page
from generator.render.pages.templates import render
from generator.showcase import Showcase, addresses
from generator.showcase.addresses import FORM

_ASSETS = "assets/form/"
# What the template says by itself.
_OF_PAGE = frozenset(
    {"title", "description", "lede", "no_script", "no_script_send", "example", "needed", "shy", "call"}
    | {"word_ask", "word_help", "word_button", "word_keep", "review_title", "back"}
)


def form_page(showcase: Showcase) -> Page:
    """Return the page at `FORM`."""
    asked = steps([(field.slug, field.name) for field in showcase.fields])
    root = addresses.to_root(FORM)
    article = render(
        "form",
        here=FORM,
        root=root,
        steps=asked,
        count=sum(bool(step.item) for step in asked),
        reach=showcase.province.reach,
        publisher=showcase.province.publisher,
        contact=showcase.province.contact,
        carried=Markup(carried(showcase, asked, _words(showcase))),  # noqa: S704 - escaped in `carried`
    )
    head = Markup('<link rel="stylesheet" href="{}form.css">\n').format(root + _ASSETS)
    return Page(FORM, t("form.title"), t("form.description"), article, head=head)


def _words(showcase: Showcase) -> dict[str, object]:
    """What the script says; {names} are filled in by the script."""
    province, reach = showcase.province, showcase.province.reach
    given = {key: getattr(reach, key) for key in ("email", "zalo", "post", "phone") if reach and getattr(reach, key)}
    return {**_said(), "office": {"publisher": province.publisher, "contact": province.contact, **given}}


@cache
def _said() -> dict[str, str]:
    names = (key.partition(".")[2] for key in texts() if key.startswith("form."))
    return {name: texts()[f"form.{name}"] for name in names if name not in _OF_PAGE}
