"""A frame takes any record: texts are escaped, optional parts come and go, wrong themes are refused."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from generator.records.source.characters import FORBIDDEN
from generator.render.frames import (
    ARTICLE,
    CANONICAL,
    DESCRIPTION,
    EDIT,
    HEAD,
    TITLE,
    Frames,
    frame_address,
    frame_addresses,
)
from generator.render.pages import Page
from generator.showcase.addresses import depth

HTML = (
    f'<title>{TITLE}</title><meta content="{DESCRIPTION}">'
    f'<!--kheo:if-canonical--><link href="{CANONICAL}"><!--kheo:end-canonical-->'
    f"<!--kheo:if-noindex--><meta name=robots><!--kheo:end-noindex-->{HEAD}<main>{ARTICLE}</main>"
    f'<!--kheo:if-edit--><a href="{EDIT}">sửa</a><!--kheo:end-edit-->'
)


def page(**changes: object) -> Page:
    values = {
        "address": "mo-hinh/a/",
        "title": "Giữ “rừng” & <bản>",
        "description": 'nói "hay"',
        "article": Markup("<p>chuyện</p>"),
        "edit_file": "content/models/a.md",
    }
    return Page(**(values | changes))  # type: ignore[arg-type]


def splice(one: Page, html: str = HTML, site_url: str = "https://x.vn/", edit_base: str = "https://git/") -> str:
    return Frames(lambda _address: html, site_url, edit_base).splice(one).data.decode()


def test_texts_are_escaped_and_the_article_is_not() -> None:
    html = splice(page())
    assert "<title>Giữ “rừng” &amp; &lt;bản&gt;</title>" in html
    assert 'content="nói &#34;hay&#34;"' in html
    assert "<main><p>chuyện</p></main>" in html
    assert '<link href="https://x.vn/mo-hinh/a/">' in html
    assert 'href="https://git/content/models/a.md"' in html


def test_what_a_page_adds_to_its_head_stands_on_lines_of_its_own() -> None:
    html = splice(page(indexed=True, head=Markup('<link rel="alternate">')))
    assert '\n<link rel="alternate"><main>' in html
    assert '">\n<main>' not in splice(page())


def test_optional_parts_leave_no_trace_when_not_wanted() -> None:
    html = splice(page(edit_file=""), site_url="")
    assert "sửa" not in html
    assert "<link" not in html
    assert "robots" not in html
    assert "kheo:" not in html
    assert not FORBIDDEN.search(html)
    assert "robots" in splice(page(indexed=False))


def test_a_record_that_names_a_slot_does_not_open_it() -> None:
    html = splice(page(title=ARTICLE, article=Markup("<p>{}</p>").format(TITLE)))
    assert f"<title>{ARTICLE}</title>" in html
    assert f"<p>{TITLE}</p>" in html


def test_a_slot_is_marked_by_letters_no_content_may_hold() -> None:
    for slot in (TITLE, DESCRIPTION, CANONICAL, EDIT, ARTICLE):
        assert FORBIDDEN.search(slot)


def test_every_section_has_a_frame_of_every_depth_and_lies_at_that_depth() -> None:
    for (section, levels), address in frame_addresses().items():
        assert address == frame_address(section, levels)
        assert depth(address) == levels


def test_a_theme_without_a_place_for_the_article_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for the article"):
        splice(page(), html="<title></title>")


def test_an_address_deeper_than_any_frame_is_refused() -> None:
    with pytest.raises(KeyError):
        splice(page(address="a/b/c/d/e/"))
