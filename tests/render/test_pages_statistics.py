"""The statistics page: preliminary beside every number, a gap named and drawn, and apart from what the site itself holds."""

from __future__ import annotations

import re
from typing import Any

from small_records import REVIEWED, SOURCES, documents, model

from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.render.pages import blocks, builders
from generator.showcase import Showcase, arrange

# Made up after the shape of the source: 855 = 515 + 340, and 524 + 324 leave seven out.
QUARTER = {
    "name": "Mô hình đăng ký trong quý I",
    "unit": "mô hình",
    "scope": "toàn tỉnh",
    "value": 855,
    "period": {"start": "2022-01", "end": "2022-03"},
    "finality": "preliminary",
    "breakdowns": [
        {"by": "registration", "parts": [{"name": "Mới", "value": 515}, {"name": "Làm tiếp", "value": 340}]},
        {
            "by": "level",
            "parts": [{"name": "Cơ sở", "value": 524}, {"name": "Huyện", "value": 324}],
            "gap_note": "Nguồn không nói vì sao.",
        },
    ],
    "comparisons": [{"value": 230, "date": "2021"}],
    "source": 1,
    "sources": SOURCES,
    "reviewed": REVIEWED,
}


def showcase_of(*models: dict[str, Any], **changes: Any) -> Showcase:
    statistic = Document("statistic", "content/statistics/quy-mot.yml", QUARTER | changes, name="quy-mot")
    entries, problems = validate([*documents(list(models)), statistic])
    assert problems == []
    return arrange(Records.of(entries))


def block(name: str, *models: dict[str, Any], **changes: Any) -> str:
    return str(blocks(showcase_of(*models, **changes))[name]("thong-ke/"))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_preliminary_total_says_so_beside_the_number_wherever_it_stands() -> None:
    assert "855 mô hình số sơ bộ" in words(block("statistics", model(1)))
    assert "855 mô hình, theo Báo Hòa Bình số sơ bộ" in words(block("home", model(1)))
    figures = re.findall(r"<figure.*?</figure>", block("statistics", model(1)), re.DOTALL)
    assert len(figures) == 3
    assert all("số sơ bộ" in words(figure) for figure in figures)


def test_a_final_total_is_not_called_preliminary() -> None:
    assert "sơ bộ" not in words(block("statistics", finality="final") + block("home", finality="final"))
    assert "855 mô hình số chính thức" in words(block("statistics", finality="final"))


def test_a_preliminary_result_says_so_on_its_card() -> None:
    result = {"indicator": "Hộ tham gia", "unit": "hộ", "result": {"value": 40}, "finality": "preliminary"}
    pages = (build() for build in builders(showcase_of(model(1, results=[result])), {}))
    listing = next(page for page in pages if page.address == "mo-hinh/").article
    assert "40 hộ hộ tham gia; số sơ bộ" in words(str(listing))


def test_what_is_in_no_part_stands_in_the_chart_and_in_words() -> None:
    html = block("statistics")
    by_registration, by_level = re.findall(r'<figure class="fig fig--parts">.*?</figure>', html, re.DOTALL)
    assert "bars__row--gap" not in by_registration
    assert "Tổng các phần đúng bằng 855." in words(by_registration)
    assert re.search(r'<tr class="bars__row bars__row--gap">.*?<td class="bars__number">7</td>', by_level, re.DOTALL)
    assert "Tổng các phần là 848, ít hơn tổng chung 855 là 7 mô hình. Nguồn không nói vì sao." in words(by_level)


def test_parts_known_only_by_a_bound_leave_no_gap_to_draw() -> None:
    parts = [{"name": "Cơ sở", "value": 524, "bound": "over"}, {"name": "Huyện", "value": 324}]
    html = block("statistics", breakdowns=[{"by": "level", "parts": parts}])
    assert "bars__row--gap" not in html
    assert "không đối chiếu được" in words(html)


def test_the_time_of_a_total_is_its_day_its_period_or_the_sources_words() -> None:
    assert "Toàn tỉnh · từ tháng 1/2022 đến tháng 3/2022" in words(block("statistics"))
    assert "· tính đến ngày 21/3/2022" in words(block("statistics", period=None, date="2022-03-21"))
    assert "· theo lời nguồn: “đến nay”" in words(block("statistics", period=None, as_stated="đến nay"))
    both = block("statistics", as_stated="trong quý I")
    assert "từ tháng 1/2022 đến tháng 3/2022; theo lời nguồn: “trong quý I”" in words(both)


def test_an_extraordinary_jump_is_named() -> None:
    assert "Gấp 3,7 lần: mức tăng khác thường" in words(block("statistics"))


def test_what_the_site_holds_is_counted_apart_and_never_as_one_total() -> None:
    html = block(
        "statistics",
        model(1),
        model(2, status="registered"),
        model(3, level="grassroots", level_basis="stated"),
    )
    published, held = html.split('<section class="held"')
    assert "Trang này đang có gì" in words(held)
    assert "855" not in held
    assert "Đang thực hiện 2" in words(held)
    assert "Cấp cơ sở 1" in words(held)
    assert "Cấp cơ sở 1" not in words(published)
    assert re.findall("<caption>(.*?)</caption>", held) == [
        "Theo tình trạng",
        "Theo lĩnh vực",
        "Theo cấp",
    ]


def test_a_site_without_models_holds_nothing_and_says_so() -> None:
    held = block("statistics").split('<section class="held"')[1]
    assert "Chưa có hồ sơ nào." in held
    assert "<table" not in held
