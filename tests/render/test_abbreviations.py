"""An abbreviation is explained once a page, in its prose, and nothing else of the page changes."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_records import documents, model

from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.render.abbreviations import explain
from generator.render.pages import builders
from generator.showcase import arrange

WORDS = {
    "BHYT": "bảo hiểm y tế",
    "HD": "hướng dẫn",
    "BCĐDVK": "Ban Chỉ đạo phong trào thi đua “Dân vận khéo”",
    "QP-AN": "quốc phòng – an ninh",
    "LHPN": "Liên hiệp Phụ nữ",
    "HCM": "Hồ Chí Minh",
    "TNCS HCM": "Thanh niên Cộng sản Hồ Chí Minh",
    "D&Q": 'dấu "và" <chữ>',
}
BHYT = '<abbr title="bảo hiểm y tế">BHYT</abbr>'


def test_the_first_use_is_explained_and_only_the_first() -> None:
    assert explain("<p>Thẻ BHYT. Mua BHYT.</p><p>BHYT</p>", WORDS) == f"<p>Thẻ {BHYT}. Mua BHYT.</p><p>BHYT</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/BHYT/">thẻ</a>',
        '<img alt="thẻ BHYT">',
        "<a title='a > BHYT' href=\"b > BHYT\">thẻ</a>",
        '<h2 id="muc-BHYT">Thẻ BHYT</h2>',
        "<h3 class='x'>Thẻ <em>BHYT</em></h3>",
        "<code>BHYT</code>",
        "<pre><code>BHYT</code></pre>",
        "<svg><title>BHYT</title><text>BHYT</text></svg>",
        '<abbr title="khác">BHYT</abbr>',
        '<nav><ol><li><span class="visually-hidden">BHYT</span></li></ol></nav>',
        '<span class="visually-hidden">BHYT</span>',
        '<table><caption class="visually-hidden">BHYT</caption></table>',
        '<!-- BHYT " -->',
        "<p>số 12-HD/BCĐDVK, 02-HD/BDV, 3-HD, HD/5, BCĐDVK-2</p>",
        "<p>BHYTX, xBHYT, BHYT2, BHYTế, a.BHYT</p>",
        "<p>BAN QUẢN LÝ BHYT TỈNH</p>",
    ],
)
def test_what_is_no_prose_stays_as_it_is(html: str) -> None:
    assert explain(html, WORDS) == html


def test_what_the_text_itself_explains_is_left_to_it() -> None:
    for html in ("<p>thẻ bảo hiểm y tế (BHYT); BHYT</p>", "<p>thẻ BHYT (bảo hiểm y tế); BHYT</p>"):
        assert explain(html, WORDS) == html


def test_after_what_is_skipped_the_next_use_is_explained() -> None:
    html = '<h1>BHYT</h1><p><a href="#BHYT">Mua BHYT</a></p>'
    assert explain(html, WORDS) == f'<h1>BHYT</h1><p><a href="#BHYT">Mua {BHYT}</a></p>'


def test_the_longest_abbreviation_that_fits_is_meant() -> None:
    said = explain("<p>Đoàn TNCS HCM về QP-AN</p>", WORDS)
    assert '<abbr title="Thanh niên Cộng sản Hồ Chí Minh">TNCS HCM</abbr>' in said
    assert '<abbr title="quốc phòng – an ninh">QP-AN</abbr>' in said


def test_meanings_are_escaped() -> None:
    said = explain("<p>Ủy ban D&amp;Q họp</p>", WORDS)
    assert said == '<p>Ủy ban <abbr title="dấu &#34;và&#34; &lt;chữ&gt;">D&amp;Q</abbr> họp</p>'


def test_without_a_dictionary_nothing_changes() -> None:
    assert explain("<p>BHYT</p>", {}) == "<p>BHYT</p>"


@given(st.text(alphabet="BHYT <>&/\"'=aạ-.(\n", max_size=80))
def test_taking_the_explanations_away_gives_back_the_page(text: str) -> None:
    said = explain(text, WORDS)
    assert re.sub(r'<abbr title="bảo hiểm y tế">(BHYT)</abbr>', r"\1", said) == text


@pytest.mark.parametrize("piece", ["<p>BHYT 12-HD/BCĐDVK</p>", "BHYT ", "<", "<a '", "<h2>BHYT ", "BHYT (", "<!-- "])
def test_time_grows_with_the_length_of_the_page(piece: str) -> None:
    started = time.perf_counter()
    explain(f"<main>{piece * 4_000}</main>", WORDS)
    assert time.perf_counter() - started < 4


def showcase_with(*registers: Document):
    found = [*documents([model(1, lede="Mua thẻ BHYT cùng Hội LHPN, TT xã.", name="Thẻ BHYT")]), *registers]
    return arrange(Records.of(validate(found)[0]))


def word(place: int, short: str, *long: str, ambiguous: bool = False) -> Document:
    data = {"short": short, "long": list(long), "ambiguous": ambiguous}
    return Document("abbreviation", "content/abbreviations.yml", data, (place,), name="abbreviations")


def body(place: int, slug: str, name: str, short: str) -> Document:
    data = {"slug": slug, "name": name, "abbreviation": short}
    return Document("organisation", "content/organisations.yml", data, (place,), name="organisations")


def test_the_one_dictionary_holds_no_word_of_two_meanings() -> None:
    showcase = showcase_with(
        word(0, "BHYT", "bảo hiểm y tế"),
        word(1, "TT", "Thường trực", "thị trấn", ambiguous=True),
        body(7, "hoi-a", "Hội Nông dân xã A", "HND"),
        body(8, "hoi-b", "Hội Nông dân xã B", "HND"),
        body(9, "tinh-doan", "Tỉnh đoàn", "TĐ"),
        body(10, "thuong-truc", "Thường trực Hội đồng", "TT"),
    )
    assert showcase.abbreviations == {"BHYT": "bảo hiểm y tế", "TĐ": "Tỉnh đoàn"}


def test_a_page_explains_in_its_lede_and_not_in_its_title() -> None:
    showcase = showcase_with(word(0, "BHYT", "bảo hiểm y tế"))
    page = next(page for page in (build() for build in builders(showcase, {})) if page.address == "mo-hinh/m1/")
    assert page.title == "Thẻ BHYT"
    assert "<h1>Thẻ BHYT</h1>" in page.article
    assert f'<p class="lede">Mua thẻ {BHYT} cùng Hội LHPN, TT xã.</p>' in page.article
    assert page.article.count("<abbr") == 1
