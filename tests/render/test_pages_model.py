"""The page of one model says what is known, what is not, and where each comes from."""

from __future__ import annotations

import re

import pytest
from small_records import SOURCES, model, records

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
    page = page_of(model(1, name="Góp công mua thẻ"))
    assert (page.title, page.description) == ("Góp công mua thẻ", "Bà con cùng làm.")
    assert page.edit_file == "content/models/m1.md"
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page.article) == ["Góp công mua thẻ"]


def test_without_a_decision_no_word_says_that_the_model_was_recognised():
    for status in ("running", "recognised", "replicated", "unknown"):
        text = text_of(page_of(model(1, status=status)))
        assert "chưa thấy quyết định công nhận" in text
        assert "Đã công nhận: " not in text


def test_a_decision_is_quoted_below_the_name_and_in_full_in_the_dossier():
    text = text_of(page_of(model(1, status="recognised", recognition=DECISION)))
    assert text.index("Đã công nhận: Quyết định số 12/QĐ-BCĐ, ngày 4/7/2019") < text.index("Hồ sơ và nguồn")
    assert "Quyết định số 12/QĐ-BCĐ, ngày 4/7/2019, do Ban Chỉ đạo tỉnh ban hành (Cấp tỉnh)" in text
    assert "chưa thấy quyết định" not in text


def test_the_place_then_and_today_stand_together():
    article = page_of(model(1)).article
    text = " ".join(article.striptags().split())
    assert "xóm Tòng, xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình" in text
    assert "Xóm Tòng, xã Tòng Đậu, huyện Mai ChâuNay thuộc xã Mai Châu, tỉnh Phú Thọ" in text
    assert "nay thuộc xã Mai Châu, tỉnh Phú Thọ" in text
    assert '<a href="../../dia-ban/xa-tong-dau/">xã Tòng Đậu</a>' in article


def test_a_divided_place_names_every_unit_it_may_be_in():
    text = text_of(page_of(model(1, place={"unit": "xa-vay-nua", "as_written": "xã Vầy Nưa"})))
    assert "nay là một phần của xã Mai Châu hoặc xã Bao La, tỉnh Phú Thọ" in text
    assert "nguồn không cho biết thuộc phần nào" in text


def test_what_no_source_says_is_said_once_under_what_is_missing():
    text = text_of(page_of(model(1, lead={"certainty": "not_stated"}, period={}, status="unknown")))
    story, _, dossier = text.partition("Hồ sơ và nguồn")
    assert (
        "Báo chưa kể: ai chủ trì, thuộc cấp nào, làm từ bao giờ, nay còn làm hay không, những ai cùng làm," in dossier
    )
    assert "được bao nhiêu, bằng con số" in dossier
    assert not re.search("[Kk]hông rõ|không nêu", story)


def test_an_empty_part_is_not_there():
    article = page_of(model(1)).article
    for absent in ('class="best', 'class="voice', 'class="scene', "so-lieu", '<dl class="criteria'):
        assert absent not in article


def test_an_ambiguous_lead_lists_every_reading():
    lead = {
        "certainty": "ambiguous",
        "organisations": ["hoi-phu-nu", "cong-an-xa"],
        "note": "Câu hiểu được hai cách",
    }
    text = text_of(page_of(model(1, lead=lead)))
    assert "có thể là:Hội Liên hiệp Phụ nữ xãCông an xãCâu hiểu được hai cách" in text


def test_the_steps_that_are_told_stand_with_their_strongest_evidence_the_others_in_one_sentence():
    steps = [
        {"step": "launch", "evidence": "told", "source": 1},
        {"step": "launch", "evidence": "document", "document": {"number": "5-KH/ĐU", "date": "2017-05"}},
        {"step": "review", "evidence": "told", "note": "nhân rộng ra 9 chi hội"},
    ]
    article = page_of(model(1, steps=steps)).article
    assert re.findall(r'<i class="(\w+)"></i>', article.partition("</summary>\n<ol")[0])[-6:] == [
        "document",
        *["unknown"] * 4,
        "told",
    ]
    assert re.findall(r'<li class="(\w+)"><b>', article) == ["document", "told"]
    assert "Chưa thấy kể: đăng ký, triển khai, kiểm tra, thẩm định, công nhận." in article.striptags().replace(
        "\xa0", " "
    )
    text = " ".join(article.striptags().split())
    assert "số 5-KH/ĐU, tháng 5/2017" in text
    assert "nhân rộng ra 9 chi hội" in text


def test_sources_are_numbered_and_every_citation_leads_to_one():
    results = [{"indicator": "Hộ tham gia", "unit": "hộ", "result": {"value": 40, "bound": "over"}, "source": 1}]
    article = page_of(model(1, results=results, sources=[*SOURCES, *SOURCES])).article
    cited = set(re.findall(r'(?<!use )href="#([^"]+)"', article)) - {"noi-dung"}
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
    assert article.count('href="../../mo-hinh/m2/"') == 3


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


STORY = "## Bà con làm thế nào\n\nSau một năm, 36 trên 40 hộ có điện.\n\n## Được gì\n\nAi cũng vui.\n"
FIGURES = [
    {"indicator": "Hộ có nước", "unit": "%", "baseline": {"value": 40}, "result": {"value": 70, "bound": "over"},
     "denominator": 40, "denominator_name": "hộ", "source": 1, "highlight": True},
    {"indicator": "Hộ có điện", "unit": "%", "result": {"value": 90}, "numerator": 36, "denominator": 40, "source": 1},
]  # fmt: skip
TOLD = {
    "claim": "Cả xóm có nước",
    "finding": "Từ 4 lên hơn 7 trong 10 hộ có nước",
    "scene": "Sáng ấy cả xóm ra bờ suối.",
    "problem": "Mùa khô phải gánh nước xa.",
    "voices": [{"words": "Làm phần mình trước đã", "who": "một chị trong tổ", "role": "hội viên",
                "consent": {"basis": "official_role"}}],
    "how_to": {"who": "Tổ nước đứng ra.", "first_steps": ["Hỏi từng nhà"], "sources": [1]},
}  # fmt: skip


def told_page(**changes: object) -> str:
    showcase = arrange(records(model(1, results=FIGURES, **TOLD, **changes), body=STORY))
    return str(next(build() for build in builders(showcase, {})).article)


def test_the_story_is_told_in_order_and_the_dossier_comes_last_and_closed():
    article = told_page()
    order = [
        "<h1", "Từ 4 lên hơn 7", 'class="trust', "Sáng ấy", "Khó ở đâu", "gánh nước xa", "Làm phần mình",
        "Bà con làm thế nào", "36 trên", "Được gì", "Làm theo được không?", "Hỏi từng nhà", "In tờ A4", 'id="ho-so"',
    ]  # fmt: skip
    places = [article.index(words) for words in order]
    assert places == sorted(places)
    assert '<details class="file" id="ho-so">' in article


def test_a_figure_stands_beside_the_paragraph_that_speaks_of_it():
    part = re.search(r'<div class="part">(.*?)</details></div>', told_page(), re.DOTALL)
    assert part
    assert "Sau một năm" in part[1]
    assert 'id="ket-qua-2"' in part[1]


def test_ten_units_show_the_share_before_and_after_with_the_bound_pale():
    article = told_page()
    assert re.findall(r'class="(was|on)" d="M0 0h(\d+)v50', article) == [("was", "120"), ("on", "210")]
    assert 'class="past-it" d="M210 0h15' in article
    assert "Mỗi hình là 1 trong 10 hộ." in article.replace("\xa0", " ")


def test_a_heading_of_the_body_is_not_said_twice():
    body = "## Khó ở đâu\n\nĐường xa.\n\n## Làm thế nào\n\nĐào giếng.\n"
    showcase = arrange(records(model(1, problem="Mùa khô phải gánh nước xa."), body=body))
    article = str(next(build() for build in builders(showcase, {})).article)
    assert article.count("Khó ở đâu") == 1
    assert article.index("Khó ở đâu") < article.index("gánh nước xa") < article.index("Đường xa")


def test_a_long_story_is_folded_where_four_screens_end():
    body = "\n\n".join(f"## Phần {n}\n\n{'Bà con bàn rồi cùng làm. ' * 40}" for n in range(1, 6))
    showcase = arrange(records(model(1), body=body))
    article = str(next(build() for build in builders(showcase, {})).article)
    before, folded, after = article.partition('<details class="more-story">')
    assert folded
    assert "Phần 1" in before
    assert "Phần 5" in after


def test_what_nobody_told_about_doing_likewise_is_an_invitation():
    assert "Báo chưa kể cần những gì, chỗ nào dễ vấp, hỏi ai. Ai đã làm," in told_page().replace("\xa0", " ")


def test_a_long_list_folds_behind_its_first_eight():
    names = [f"Tên thứ {number}" for number in range(1, 13)]
    article = str(page_of(model(1, other_names=names)).article)
    shown, _, folded = article.partition('<details class="rest"><summary>Xem thêm 4</summary>')
    assert names[7] in shown
    assert names[8] not in shown.partition('class="known"')[2]
    assert all(name in folded for name in names[8:])
    assert '<details class="rest">' not in str(page_of(model(1, other_names=names[:8])).article)
