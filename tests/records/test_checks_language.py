"""The editor's Vietnamese: one tone style, paired quotes, known abbreviations, nothing pasted (domain V19-V26)."""

from __future__ import annotations

import pytest
from checking import codes, found, model, site

from generator.records.source import Document


@pytest.mark.parametrize(
    "words",
    [
        "Hòa thuận, khỏe mạnh, thủy lợi.",
        "Hoà thuận, khoẻ mạnh, thuỷ lợi.",
        "Quỹ hội, ngày quý hai, hoàn toàn khuỷu tay; sức khỏe.",
        "Xã Thuận Hoà giữ gìn sức khỏe.",
    ],
)
def test_one_tone_style_is_kept_and_proper_names_keep_theirs(words: str) -> None:
    assert codes(model(body=words)) == []


@pytest.mark.parametrize("words", ["Sức khỏe và thuỷ lợi.", "Tỉnh Hòa Bình; tỉnh Hoà Bình.", "Cấp uỷ và Ủy ban khỏe."])
def test_two_tone_styles_in_one_record_are_told(words: str) -> None:
    assert codes(model(body=words)) == ["KH701"]


def test_words_quoted_from_a_source_keep_its_tone_style() -> None:
    place = {"unit": "xa-tong-dau", "as_written": "xã Tòng Đậu, tỉnh Hoà Bình"}
    assert codes(model(place=place, body="Tỉnh Hòa Bình.")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Gọi là “đường hoa”.", None),
        ('Gọi là "đường hoa".', None),
        ("Gọi là “đường “hoa” đẹp”.", None),
        ('Xem [bài](https://a.vn "Tên bài") ấy.', None),
        ("Gọi là “đường hoa.", "KH702"),
        ('Gọi là "đường hoa.', "KH702"),
        ('Gọi là "đường hoa”.', "KH703"),
    ],
)
def test_quotes_pair_up_in_one_style(words: str, code: str | None) -> None:
    assert codes(model(body=words)) == ([code] if code else [])


def test_quotes_pair_up_within_their_own_paragraph() -> None:
    assert codes(model(body="Mở “ở đây.\n\nĐóng” ở kia.")) == ["KH702", "KH702"]
    assert codes(model(body="Mở “ở đây\nđóng” ở dòng sau.")) == []


@pytest.mark.parametrize(
    "words",
    [
        "Bảo hiểm y tế (XYT) rồi XYT.",
        "XYT (xe y tế) của xã.",
        "Hướng dẫn 12-HD/BCĐDVK, Nghị định 42/2022/NĐ-CP, 1676/NQ-UBTVQH15 và 203/2025/QH15.",
        "Chương II, phần XIV, khóa III.",
        "GIỮ RỪNG LÀ GIỮ NƯỚC",
        "Giấy phép CC BY 4.0, tệp PDF, mã QR.",
    ],
)
def test_explained_numbered_and_everyday_capitals_are_no_alarm(words: str) -> None:
    assert codes(model(body=words)) == []


def test_an_unknown_abbreviation_is_told_once_at_its_first_use() -> None:
    problems = site(model(body="Tổ XYZ và tổ XYZ.\n\nTổ KLM."))
    assert found(problems) == [("KH704", "XYZ"), ("KH704", "KLM")]
    assert [problem.position for problem in problems] == [(30, 4), (32, 4)]


def test_the_register_and_the_organisations_teach_abbreviations() -> None:
    known = Document("abbreviation", "content/abbreviations.yml", {"short": "XYZ", "long": ["xe y tế"]}, (0,))
    organisation = {"slug": "klm", "name": "Hội KLM", "abbreviation": "KLM"}
    taught = Document("organisation", "content/organisations/a.yml", organisation, (0,))
    assert found(site(model(body="Tổ XYZ và KLM."), known, taught)) == []


def test_an_abbreviation_of_many_senses_is_written_out() -> None:
    many = {"short": "TT", "long": ["Thường trực", "thị trấn"], "ambiguous": True}
    register = Document("abbreviation", "content/abbreviations.yml", many, (0,))
    (problem,) = site(model(body="Ở TT Mai Châu."), register)
    assert (problem.code, dict(problem.values)["meanings"]) == ("KH705", "Thường trực, thị trấn")


SENTENCE = "bà con cùng nhau làm đường mới "


def test_a_long_quotation_is_told_and_a_short_one_is_not() -> None:
    assert codes(model(body=f"Bài viết: “{SENTENCE * 5}”.")) == []
    assert codes(model(body=f"Bài viết: “{SENTENCE * 6}”.")) == ["KH706"]
    assert codes(model(body=f"> {SENTENCE * 6}")) == ["KH706"]
    assert codes(model(body=SENTENCE * 20)) == []


@pytest.mark.parametrize(
    "line", ["Các tin khác", "## Tin liên quan", "**Tin mới đăng:**", "Xem các tin đã đưa ngày: 12", "In bài viết"]
)
def test_lists_of_other_news_are_told(line: str) -> None:
    assert codes(model(body=f"Bà con làm đường.\n\n{line}\n\n- Hội nghị")) == ["KH707"]


@pytest.mark.parametrize(
    "line", ["Các tin khác nhau được truyền nhanh.", "Bà con tin liên quan đến nhau.", "Quay lại chuyện cũ."]
)
def test_sentences_that_only_begin_alike_are_no_alarm(line: str) -> None:
    assert codes(model(body=line)) == []
