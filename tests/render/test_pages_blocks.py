"""What the marker lines of hand-written pages stand for."""

from __future__ import annotations

import re
from typing import Any

from small_records import REVIEWED, SOURCES, documents, model, news

from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.render.pages import blocks
from generator.showcase import Showcase, arrange

TOTAL = {
    "name": "mô hình toàn tỉnh",
    "unit": "mô hình",
    "scope": "toàn tỉnh",
    "value": 4648,
    "breakdowns": [{"by": "field", "parts": [{"name": "Kinh tế", "field": "kinh-te", "value": 4648}]}],
    "comparisons": [{"value": 1203, "date": "2019", "implied": True}],
    "source": 1,
    "sources": SOURCES,
    "reviewed": REVIEWED,
}


def showcase_of(*models: dict, items: dict | None = None) -> Showcase:
    found = documents(list(models), items)
    found.append(Document("statistic", "content/statistics/tong-so.yml", TOTAL, name="tong-so"))
    entries, problems = validate(found)
    assert problems == []
    return arrange(Records.of(entries))


def drawn(name: str, showcase: Showcase, here: str = "") -> str:
    html = str(blocks(showcase)[name](here))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    return html


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_front_page_keeps_published_figures_apart_from_what_the_site_holds():
    html = drawn("home", showcase_of(model(1), model(2), items={"tin": news()}))
    text = text_of(html)
    assert "Cả tỉnh có bao nhiêu mô hình? 4.648 mô hình, theo Báo Hòa Bình" in text
    assert "Trang này mới kể được 2." in text
    assert html.count('class="second ') == 2
    assert 'href="mo-hinh/m1/"' in html
    assert "Tìm theo xã, huyện" in text
    assert "Tin mới" in text


def test_an_empty_showcase_has_a_front_page_without_empty_parts():
    text = text_of(drawn("home", showcase_of()))
    for heading in ("Đọc chuyện", "Chương trình", "Tìm theo xã", "Theo lĩnh vực", "Tin mới"):
        assert heading not in text


def programme(slug: str, **changes: Any) -> Document:
    plain = {
        "kind": "scheme",
        "name": f"Đề án {slug}",
        "lede": "Một đề án.",
        "document": {"number": "19-ĐA/TU", "date": "2023-10-27"},
        "lead": {"organisations": ["hoi-phu-nu"]},
        "period": {"start": "2022"},
        "sources": SOURCES,
        "reviewed": REVIEWED,
    }
    return Document("programme", f"content/programmes/{slug}.md", plain | changes, name=slug)


def showcase_with_programmes(*models: dict) -> Showcase:
    counted = {"indicator": "Xã đã làm", "unit": "xã", "result": {"value": 209}}
    programmes = [*map(programme, "abcde"), programme("z", results=[counted])]
    entries, problems = validate([*documents(list(models)), *programmes])
    assert problems == []
    return arrange(Records.of(entries))


def test_where_models_are_few_the_front_page_shows_programmes_those_with_figures_first():
    html = drawn("home", showcase_with_programmes(model(1)))
    text = text_of(html)
    assert re.findall(r'href="chuong-trinh/(\w)/"', html) == ["z", "a", "b", "c", "d"]
    assert "Số 19-ĐA/TU, ngày 27/10/2023" in text
    assert 'href="chuong-trinh/"' in html


def test_where_models_fill_the_front_page_programmes_stay_on_their_own_page():
    html = drawn("home", showcase_with_programmes(model(1), model(2), model(3)))
    assert html.count('class="second ') == 3
    assert "chuong-trinh/" not in html


def test_fields_are_listed_with_what_they_cover_also_before_any_model():
    found = documents([])
    field = {"slug": "khac-nua", "name": "Đời sống", "hue": "ochre", "about": "Việc nhà.", "source": "QĐ 1"}
    topics = {"topics": [{"slug": "nuoc-sach", "name": "Nước sạch"}]}
    found.append(Document("field", "content/fields.yml", field | topics, (9,), name="fields"))
    entries, problems = validate(found)
    assert problems == []
    text = text_of(drawn("fields", arrange(Records.of(entries)), "linh-vuc-chu-de/"))
    assert "Đời sống Việc nhà. Nước sạch" in text
    assert text.endswith("Danh mục lĩnh vực theo QĐ 1.")


def test_the_strongest_claim_leads_with_its_figure_and_says_nothing_twice():
    share = {"indicator": "Hộ có nước", "unit": "%", "result": {"value": 90}, "numerator": 36, "denominator": 40}
    told = {"results": [share | {"source": 1}], "finding": "36 trong 40 hộ có nước"}
    html = drawn("home", showcase_of(model(1), model(2, **told), model(3, field="khac")))
    lead = re.search(r'<article class="lead.*?</article>', html, re.DOTALL)
    assert lead
    assert "36 trong 40 hộ có nước" in text_of(lead[0])
    assert html.count('href="mo-hinh/m2/"') == 1
    assert re.findall(r'class="second [^"]*" href="mo-hinh/(\w+)/"', html) == ["m3", "m1"]


def test_the_ways_to_tell_a_story_are_those_the_province_names():
    found = documents([])
    reach = {
        "phone": "0218 385 0000",
        "hours": "giờ hành chính",
        "zalo": "https://zalo.me/oa",
        "post": "Số 1, phường Minh",
    }
    found[0] = Document("province", "content/province.yml", {**found[0].data, "reach": reach}, name="province")
    entries, problems = validate(found)
    assert problems == []
    html = drawn("home", arrange(Records.of(entries)))
    assert re.findall(r'href="(tel:[^"]+|https://zalo[^"]+)"', html) == ["tel:02183850000", "https://zalo.me/oa"]
    assert "Gửi thư Số 1, phường Minh" in text_of(html)
    assert "mailto:" not in html


def test_statistics_draw_the_published_and_count_the_held_without_a_grand_total():
    text = text_of(drawn("statistics", showcase_of(model(1), model(2, status="stopped")), "thong-ke/"))
    assert "4.648 mô hình" in text
    assert "Nguồn [1]" not in text
    assert "Theo tình trạng Nhóm Số hồ sơ Đang thực hiện 1 Đã dừng 1" in text
    assert "So với năm 2019" in text
    assert "2 hồ sơ" not in text


def test_coverage_is_counted_by_outlet_and_listed_by_month():
    items = {"a": news(title="Tin A", published="2025-03-08"), "b": news(title="Tin B")}
    text = text_of(drawn("coverage", showcase_of(items=items), "bao-chi/"))
    assert "Báo Hòa Bình 2 bài Tin A Ngày 8/3/2025 Tin B" in text
    text = text[text.index("Theo tháng") :]
    assert text.index("Tháng 3, năm 2025") < text.index("Tin A") < text.index("Không rõ ngày") < text.index("Tin B")


def test_steps_are_counted_by_what_evidences_them():
    steps = [{"step": "launch", "evidence": "told"}, {"step": "review", "evidence": "document"}]
    text = text_of(drawn("steps", showcase_of(model(1, steps=steps), model(2)), "quy-trinh/"))
    assert "1. Phát động 0 1 1" in text
    assert "4. Kiểm tra 0 0 2" in text
    assert "6. Tổng kết, nhân rộng 1 0 1" in text
