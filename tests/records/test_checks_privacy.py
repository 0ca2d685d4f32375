"""Personal data is found wherever it hides, and numbers that only look like it are left alone."""

from __future__ import annotations

import pytest
from checking import codes, found, model, site

from generator.records.source import Document, Found, RecordFile


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Gọi 0987654321 nhé.", "0987654321"),
        ("Gọi 0987.654.321 nhé.", "0987.654.321"),
        ("Gọi 0987 654 321.", "0987 654 321"),
        ("Gọi 098-765-4321.", "098-765-4321"),
        ("Gọi +84 987 654 321.", "+84 987 654 321"),
        ("Gọi (+84) 987654321.", "(+84) 987654321"),
        ("Gọi 84987654321.", "84987654321"),
        ("Cố định 0218.3852.123.", "0218.3852.123"),
        ("Cố định (0218) 3852 123.", "(0218) 3852 123"),
        ("Số cũ 01687654321.", "01687654321"),
        ("Điện thoại: 3852 123", "3852 123"),
        ("Nhắn https://zalo.me/0987654321 để hỏi.", "0987654321"),
    ],
)
def test_a_phone_number_is_an_error_however_it_is_written(words: str, number: str) -> None:
    assert found(site(model(body=words))) == [("KH801", number)]


@pytest.mark.parametrize(
    "words",
    [
        "Hội có 1.065 hội viên, 216/221 người đã mua thẻ, đạt 97,7%.",
        "Từ ngày 05.12.2019 đến 06.12.2019, và 05/12/2019.",
        "Hướng dẫn số 12-HD/BCĐDVK ngày 4/7/2019; Nghị định 42/2022/NĐ-CP; số 0987/QĐ-UBND.",
        "Mã đơn vị cũ là 05233, 05329 và 05353; viết liền là 05233 05329.",
        "Kinh phí 84.000.000.000 đồng, tức 84 tỷ; dân góp 350.000.000 đồng.",
        "Tổng đài miễn phí 18001567, đường dây nóng 113, 114, 115.",
        "Xem https://baominhhoa.vn/tin/0987654321-giu-rung.html và www.baominhhoa.vn/0987654321.",
        "Doanh nghiệp có mã số thuế 0312345678.",
        "Các năm 2017 2018 2019 2020 2021.",
        "Tọa độ 20.6713, 105.0123; diện tích 4.657 ha; lúc 07.30 - 09.45.",
        "Hiến 150000000 đồng làm đường.",
    ],
)
def test_numbers_near_phones_and_cards_are_no_personal_data(words: str) -> None:
    assert [code for code in codes(model(body=words)) if code.startswith("KH8")] == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Căn cước 017203001234 của bà.", "017203001234"),
        ("Số 113456789 cũ.", "113456789"),
        ("CCCD: 0172 0300 1234", "0172 0300 1234"),
        ("Thẻ DN4010123456789 còn hạn.", "DN4010123456789"),
        ("hộ chiếu số: B1234567, định danh 12345678", "12345678"),
    ],
)
def test_an_identity_or_card_number_is_an_error(words: str, text: str) -> None:
    assert ("KH802", text) in found(site(model(body=words)))


@pytest.mark.parametrize(
    "words", ["tài khoản 1903 4567 8901 23", "số tài khoản: 190345678", "thẻ 9704361234567890 nhé"]
)
def test_an_account_number_is_an_error(words: str) -> None:
    assert [code for code, _ in found(site(model(body=words)))] == ["KH803"]


@pytest.mark.parametrize(
    "address",
    ["a.nguyen@gmail.com", "A_B@Yahoo.com.vn", "x@hn.vnn.vn", "ten(at)gmail.com", "ten [at] outlook.com", "x@me.com"],
)
def test_a_private_email_address_is_an_error_in_any_value(address: str) -> None:
    assert [code for code, _ in found(site(model(limits=[f"Hỏi {address}"])))] == ["KH804"]


def test_an_official_address_stands_only_in_the_contact_of_the_province() -> None:
    province = {
        "slug": "a", "name": "tỉnh A", "id_prefix": "HB", "unit": "tinh-hoa-binh", "publisher": "Bản thử",
        "contact": "vanphong@a.gov.vn, 0218 3852 123",
    }  # fmt: skip
    own = Document("province", "content/province.yml", province, name="province")
    assert found(site(own, without=("province",))) == []
    private = Document("province", "content/province.yml", province | {"contact": "a@gmail.com"}, name="province")
    assert found(site(private, without=("province",))) == [("KH804", "a@gmail.com")]
    assert found(site(model(lede="Hỏi vanphong@a.gov.vn."))) == [("KH809", "vanphong@a.gov.vn")]


def test_words_copied_from_a_source_are_searched_too() -> None:
    place = {"unit": "xa-tong-dau", "as_written": "xóm Tòng, xã Tòng Đậu (Mai Châu), 0987654321"}
    assert found(site(model(place=place))) == [("KH801", "0987654321")]


def test_a_file_named_after_a_phone_is_an_error() -> None:
    there = Found(records=[RecordFile("model", "content/models/a-0987654321.md", "a-0987654321")])
    assert found(site(found=there)) == [("KH810", "0987654321")]


def test_a_problem_in_the_story_knows_its_line_and_column() -> None:
    (problem,) = site(model(body="\nMột dòng.\n\nGọi 0987654321 nhé."))
    assert problem.position == (33, 5)
    (problem,) = site(model(limits=["Một", "Gọi 0987654321"]))
    assert (problem.route, problem.position) == (("limits", 1), None)


@pytest.mark.parametrize(
    "words",
    ["Anh Nguyễn Văn Mẫu", "anh Mẫu", "bà Bùi Thị Mẫu", "hộ Bùi Thị Mẫu", "cháu Hà Mẫu", "Bà Đinh Mẫu"],
)
def test_a_private_person_in_a_sensitive_record_asks_a_person_to_answer(words: str) -> None:
    assert codes(model(body=f"Xóm hết ma túy.\n\n{words} đã vượt khó.")) == ["KH808"]


@pytest.mark.parametrize(
    "words",
    [
        "Bà con Tòng Đậu", "Chị em xã Yên Lạc", "đồng bào Mường", "đồng chí Nguyễn Văn Mẫu", "Chủ tịch Hồ Chí Minh",
        "Ông Nguyễn Văn Mẫu, Phó Trưởng Ban Dân vận, ", "các em Mường, Dao", "tỉnh Bà Rịa – Vũng Tàu", "Hội Phụ nữ xã Tòng Đậu",
    ],
)  # fmt: skip
def test_officials_peoples_and_places_are_not_private_persons(words: str) -> None:
    assert codes(model(body=f"Xóm hết ma túy.\n\n{words} cùng vào cuộc.")) == []


def test_a_name_in_a_record_about_nothing_sensitive_is_no_question() -> None:
    assert codes(model(body="Anh Nguyễn Văn Mẫu trồng cây.")) == []


PHOTO = {"file": "a.jpg", "alt": "Con đường xóm trồng hoa", "credit": "Ban biên tập", "licence": "CC BY 4.0"}
CONSENT = {"basis": "consent", "date": "2024-05-01", "kept_by": "Văn phòng"}


def photographed(**photo: object) -> list[tuple[str, str]]:
    data = model(photos=[PHOTO | photo]).data
    document = Document("model", "content/models/m/index.md", data, name="m", folder="content/models/m")
    return found(site(document, found=Found(photos=["content/models/m/a.jpg"])))


def test_a_minor_in_a_photo_needs_both_consents() -> None:
    both = {"child_consent": CONSENT, "guardian_consent": CONSENT}
    assert photographed(people=CONSENT, minors=True, **both) == []
    assert photographed(people=CONSENT, minors=True, child_consent=CONSENT) == [("KH806", "a.jpg")]
    unsigned = both | {"guardian_consent": {"basis": "consent"}}
    assert photographed(people=CONSENT, minors=True, **unsigned) == [("KH806", "a.jpg")]


def test_the_basis_for_people_in_a_photo_is_complete() -> None:
    assert photographed(people={"basis": "public_event"}, taken_on="2024-05-01") == []
    assert photographed(people={"basis": "public_event"}) == [("KH807", "public_event")]
    assert photographed(people={"basis": "official_role"}) == []


def test_an_individual_honouree_needs_recorded_consent() -> None:
    person = {"kind": "individual", "name": "Người trồng rừng"}
    assert codes(model(honouree=person)) == ["KH805"]
    assert codes(model(honouree=person | {"consent": {"basis": "consent"}})) == ["KH805"]
    assert codes(model(honouree=person | {"consent": {"basis": "nobody"}})) == ["KH805"]
    assert codes(model(honouree=person | {"consent": CONSENT})) == []
    assert codes(model(honouree={"kind": "collective", "name": "Chi hội phụ nữ"})) == []
