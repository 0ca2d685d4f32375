"""The page of one model says what is known, what is not, and where each comes from."""

from __future__ import annotations

import re

import pytest
from small_records import model, records

from generator.render.pages import builders
from generator.render.pages.page import Page
from generator.showcase import arrange

DECISION = {"number": "12/QĐ-BCĐ", "date": "2019-07-04", "issuer": "Ban Chỉ đạo tỉnh", "level": "province"}


def page_of(*models: dict, photos: dict | None = None) -> Page:
    """The page of the first of the models."""
    showcase = arrange(records(*models))
    return next(
        page for page in (build() for build in builders(showcase, photos or {})) if page.address == "mo-hinh/m1/"
    )


def text_of(page: Page) -> str:
    return " ".join(page.article.striptags().split())


def test_a_page_names_its_record_and_its_file():
    page = page_of(model(1, name="Tiết kiệm mua thẻ"))
    assert (page.title, page.description) == ("Tiết kiệm mua thẻ", "Bà con cùng làm.")
    assert page.edit_file == "content/models/m1.md"
    assert re.findall(r"<h1>(.*?)</h1>", page.article) == ["Tiết kiệm mua thẻ"]


def test_without_a_decision_no_word_says_that_the_model_was_recognised():
    for status in ("running", "recognised", "replicated", "unknown"):
        text = text_of(page_of(model(1, status=status)))
        assert "chưa dẫn quyết định công nhận" in text
        assert "Đã công nhận: " not in text


def test_a_decision_is_quoted_above_the_name_and_in_full_below():
    text = text_of(page_of(model(1, status="recognised", recognition=DECISION)))
    assert text.index("Đã công nhận: QĐ số 12/QĐ-BCĐ, ngày 4/7/2019") < text.index("Bà con cùng làm.")
    assert "Quyết định số 12/QĐ-BCĐ, ngày 4/7/2019, do Ban Chỉ đạo tỉnh ban hành (Cấp tỉnh)" in text
    assert "chưa dẫn" not in text


def test_the_place_then_and_today_stand_together():
    article = page_of(model(1)).article
    text = " ".join(article.striptags().split())
    assert "xóm Tòng, xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình (tên khi đó)" in text
    assert "nay thuộc xã Mai Châu, tỉnh Phú Thọ" in text
    assert '<a href="../../dia-ban/xa-tong-dau/">xã Tòng Đậu</a>' in article


def test_a_divided_place_names_every_unit_it_may_be_in():
    text = text_of(page_of(model(1, place={"unit": "xa-vay-nua", "as_written": "xã Vầy Nưa"})))
    assert "nay là một phần của xã Mai Châu hoặc xã Bao La, tỉnh Phú Thọ" in text
    assert "nguồn không cho biết thuộc phần nào" in text


def test_what_no_source_says_is_written_as_unknown():
    text = text_of(page_of(model(1, lead={"certainty": "not_stated"}, period={}, status="unknown")))
    for fact in ("Đơn vị chủ trì", "Thời gian", "Lực lượng tham gia", "Đối tượng hướng đến", "Nguồn lực"):
        assert f"{fact} Nguồn không nêu" in text
    assert "Tình trạng Không rõ" in text
    assert "Cấp Không rõ" in text
    assert "Nguồn không nêu kết quả bằng số." in text


def test_an_ambiguous_lead_lists_every_reading():
    lead = {
        "certainty": "ambiguous",
        "organisations": ["hoi-phu-nu", "cong-an-xa"],
        "note": "Câu hiểu được hai cách",
    }
    text = text_of(page_of(model(1, lead=lead)))
    assert "có thể là: Hội Liên hiệp Phụ nữ xã Công an xã Câu hiểu được hai cách" in text


def test_all_six_steps_stand_with_the_strongest_evidence_each_has():
    steps = [
        {"step": "launch", "evidence": "told", "source": 1},
        {"step": "launch", "evidence": "document", "document": {"number": "5-KH/ĐU", "date": "2017-05"}},
        {"step": "review", "evidence": "told", "note": "nhân rộng ra 9 chi hội"},
    ]
    article = page_of(model(1, steps=steps)).article
    assert re.findall(r'class="step step--(\w+)"', article) == ["document", *["unknown"] * 4, "told"]
    text = " ".join(article.striptags().split())
    assert "số 5-KH/ĐU, tháng 5/2017" in text
    assert "nhân rộng ra 9 chi hội" in text


def test_sources_are_numbered_and_every_citation_leads_to_one():
    results = [{"indicator": "Hộ tham gia", "unit": "hộ", "result": {"value": 40, "bound": "over"}, "source": 1}]
    article = page_of(model(1, results=results)).article
    cited = set(re.findall(r'href="#([^"]+)"', article))
    assert "nguon-1" in cited
    assert cited <= set(re.findall(r'id="([^"]+)"', article))
    assert "không ghi ngày (trang không ghi ngày)" in " ".join(article.striptags().split())


def test_an_appraisal_shows_what_was_found_for_each_criterion_and_no_score():
    results = [{"indicator": "Hộ tham gia", "unit": "hộ", "result": {"value": 40}, "source": 1}]
    criteria = [
        {"criterion": "gan-dan", "text": "Hỏi từng nhà.", "source": 1},
        {"criterion": "ket-qua", "result": 1},
    ]
    appraisal = {"body": "Khối Dân vận xã", "date": "2018-11", "criteria": criteria}
    article = page_of(model(1, results=results, appraisal=appraisal)).article
    assert "Khối Dân vận xã, tháng\u00a011/2018" in article
    assert "Hỏi từng nhà." in article
    assert '<a href="#ket-qua-1">Xem kết quả: Hộ tham gia</a>' in article


def test_related_models_and_the_model_it_continues_are_linked():
    article = page_of(model(1, continues="HB-2017-0002"), model(2, name="Mô hình cũ")).article
    assert article.count('href="../../mo-hinh/m2/"') == 2


def test_photos_have_sizes_words_and_credit_and_only_the_first_is_loaded_at_once():
    class Prepared:
        width, height = 960, 640
        variants = (
            (480, 320, "anh/a-480.webp", "anh/a-480.avif"),
            (960, 640, "anh/a-960.webp", "anh/a-960.avif"),
        )

    def photo(name: str) -> dict:
        return {
            "file": name,
            "alt": f"Mô tả {name}",
            "credit": "Người chụp",
            "licence": "CC BY 4.0",
            "people": {"basis": "nobody"},
        }

    showcase = arrange(records(model(1, photos=[photo("a.jpg"), photo("b.jpg"), photo("c.jpg")])))
    prepared = {f"{showcase.models[0].folder}/{name}.jpg": Prepared() for name in "ab"}
    article = next(build() for build in builders(showcase, prepared)).article
    images = re.findall(r"<img[^>]*>", article)
    assert ['width="960" height="640"' in image for image in images] == [True, True]
    assert ['loading="lazy"' in image for image in images] == [False, True]
    assert 'srcset="../../anh/a-480.avif 480w, ../../anh/a-960.avif 960w"' in article
    assert "Ảnh: Người chụp" in article
    assert "Mô tả c.jpg" not in article


@pytest.mark.parametrize("length", [1, 60])
def test_long_names_are_shown_whole(length: int):
    name = " ".join(["bản"] * length) if length > 1 else "n" * 60
    assert name in page_of(model(1, name=name)).article
