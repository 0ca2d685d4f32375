"""Coverage by the press: what an article bears out, what is quoted of it, and where both are shown."""

from __future__ import annotations

import re

import pytest
from checking import codes, model
from small_records import SOURCES, documents, news, records
from small_records import model as model_data

from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.render.pages import blocks, builders
from generator.showcase import Showcase, arrange

FIGURE = {"indicator": "Hộ có điện", "unit": "hộ", "result": {"value": 36}, "source": 1}
SOURCE = SOURCES[0] | {"url": "https://bao.example/a", "author": "Người Viết"}
OF_FIRST = {"models": ["HB-2017-0001"], "figures": [{"model": "HB-2017-0001", "result": 1}]}


def item(body: str = "", **changes: object) -> Document:
    return Document(
        "news", "content/news/tin.md", news(**{"source": SOURCE} | changes), body=body, body_line=9, name="tin"
    )


def pages(*lost: dict[str, str], **changes: object) -> dict[str, str]:
    """Address -> text of the pages of a small site with one model, one news item, and a report of outside links."""
    found = documents(
        [model_data(1, results=[FIGURE], sources=[SOURCE])], {"tin": news(source=SOURCE, **OF_FIRST | changes)}
    )
    found += [Document("link", "content/links.yml", one, (number,), name="links") for number, one in enumerate(lost)]
    entries, problems = validate(found)
    assert problems == []
    site: Showcase = arrange(Records.of(entries))
    made = {page.address: str(page.article) for page in (build() for build in builders(site, {}))}
    return made | {"bao-chi/": str(blocks(site)["coverage"]("bao-chi/"))}


def test_a_figure_an_article_bears_out_is_linked_from_all_three_pages():
    made = pages()
    for address in ("tin-tuc/tin/", "mo-hinh/m1/", "bao-chi/"):
        assert re.search(r'href="[./]*mo-hinh/m1/#ket-qua-1">Hộ có điện</a>', made[address]), address


def test_a_quotation_is_marked_as_one_with_whose_words_and_whence():
    html = pages(quotes=[{"text": "Có đèn, trẻ con đi học về <b>đỡ sợ</b>.", "by": "Trưởng xóm"}])["tin-tuc/tin/"]
    assert (
        '<blockquote cite="https://bao.example/a"><p>“Có đèn, trẻ con đi học về &lt;b&gt;đỡ sợ&lt;/b&gt;.”</p></blockquote>'
        in html
    )
    assert "<figcaption>Trưởng xóm</figcaption>" in html
    assert "Trích nguyên văn từ bài của Báo Hòa Bình." in html


LINK = {"url": "https://bao.example/a", "since": "2026-03-01", "checked": "2026-11-22", "answer": "mã 404"}


@pytest.mark.parametrize(
    ("state", "since", "said"),
    [
        ("gone", "2026-11-22", "Không còn truy cập được từ ngày 22/11/2026."),
        ("gone", "2026-03-01", "Không còn truy cập được từ ngày 1/3/2026."),
        ("unreachable", "2026-03-01", "Không còn truy cập được từ ngày 1/3/2026."),
        ("unreachable", "2026-11-22", ""),
        ("refused", "2026-03-01", ""),
        ("moved", "2026-03-01", ""),
    ],
)
def test_a_lost_address_is_told_beside_its_source(state, since, said):
    made = pages(LINK | {"state": state, "since": since})
    for address in ("tin-tuc/tin/", "mo-hinh/m1/", "bao-chi/"):
        if said:
            assert said in made[address]
        assert ("truy cập được" in made[address]) is bool(said)


def of_content(*documents: Document) -> list[str]:
    """The codes found, those about language apart."""
    return [code for code in codes(*documents) if code < "KH700"]


def test_an_article_can_bear_out_only_results_of_models_it_speaks_of():
    first = model(results=[FIGURE])
    assert of_content(first, item(**OF_FIRST)) == []
    assert of_content(first, item(**OF_FIRST | {"models": []})) == ["KH325"]
    assert of_content(first, item(**OF_FIRST | {"figures": [{"model": "HB-2017-0001", "result": 2}]})) == ["KH312"]
    assert of_content(item(models=["HB-2017-0009"], figures=[{"model": "HB-2017-0009", "result": 1}])) == [
        "KH301",
        "KH301",
    ]


def test_an_address_stands_once_in_the_report():
    twice = [
        Document("link", "content/links.yml", LINK | {"state": "gone"}, (number,), name="links") for number in (0, 1)
    ]
    assert of_content(*twice) == ["KH326"]


def shape(changes: dict[str, object]) -> list[str]:
    return [problem.code for problem in validate([item(**changes)])[1]]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)//https://x.vn", "data:text/html,x", "//x.vn"]
)
def test_an_address_that_is_not_of_the_web_is_an_error(address):
    assert shape({"source": SOURCE | {"url": address}}) == ["KH210"]


def test_a_quotation_over_300_letters_is_an_error():
    assert shape({"quotes": [{"text": "à" * 300}]}) == []
    assert shape({"quotes": [{"text": "à" * 301}]}) == ["KH211"]


def test_pages_take_any_records_without_coverage():
    site = arrange(records(model_data(1)))
    assert "Báo chí viết về mô hình" not in "".join(str(build().article) for build in builders(site, {}))
