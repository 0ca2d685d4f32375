"""What people type where the schema wants a key, a code, a date or a number: one meaning is read, two are refused."""

from __future__ import annotations

from typing import Any

import pytest
import small_records

from generator.records.reading import Names, read_documents
from generator.records.schema import Records
from generator.records.source import Document


@pytest.fixture(scope="module")
def names() -> Names:
    """The registers of the small site, with two communes of one name."""
    return Names(Records.of(read_documents(small_records.documents([])).entries))


def read(data: dict[str, Any], names: Names) -> Any:
    """The record as read; every finding is a failure."""
    result = read_documents([Document("model", "content/models/m.md", data)], names)
    assert result.problems == []
    return result.entries[0].record


def told(data: dict[str, Any], names: Names) -> list[tuple[str, tuple[str | int, ...], dict[str, str]]]:
    result = read_documents([Document("model", "content/models/m.md", data)], names)
    return [(one.code, one.route, dict(one.values)) for one in result.problems]


def labelled() -> dict[str, Any]:
    """The same record as an official writes it."""
    return {
        "Mã mô hình": "HB-2017-0001",
        "Tên mô hình": "Mô hình số 1",
        "Tóm tắt": "Bà con cùng làm.",
        "Lĩnh vực": "Kinh tế",
        "Căn cứ lĩnh vực": "nguồn nêu",
        "Đơn vị chủ trì": "Hội LHPN",
        "Địa bàn": {"Đơn vị": "xã Tòng Đậu", "Xóm": "xóm Tòng", "Nguồn viết": "xóm Tòng, xã Tòng Đậu (Mai Châu)"},
        "Thời gian": {"Bắt đầu": "tháng 6/2017", "Kết thúc": ""},
        "TÌNH TRẠNG": "đang thực hiện",
        "Nguồn": {"Loại": "báo cáo", "Tên bài": "Báo cáo", "Ngày đăng": "12.05.2018"},
        "Rà soát": {"Ngày": "ngày 4 tháng 7 năm 2019", "Vai trò": "Biên tập viên"},
    }


def test_labels_words_and_names_make_the_same_record_as_keys_and_codes(names: Names) -> None:
    plain = small_records.model(
        1,
        lead={"organisations": ["hoi-phu-nu"]},
        sources=[{"kind": "report", "title": "Báo cáo", "published": "2018-05-12"}],
        reviewed={"date": "2019-07-04", "by": "Biên tập viên"},
    )
    written = labelled() | {"Đơn vị chủ trì": small_organisation()}
    assert read(written, names) == read(plain, names)


def small_organisation() -> str:
    (entry,) = [one for one in small_records.documents([]) if one.data.get("slug") == "hoi-phu-nu"]
    return str(entry.data["name"]).upper()


@pytest.mark.parametrize(
    ("written", "value", "unit", "bound"),
    [
        ("1.250 hộ", 1250, "hộ", "exactly"),
        ({"value": "hơn 1.250 hộ"}, 1250, "hộ", "over"),
        ("gần 70%", 70, "%", "nearly"),
    ],
)
def test_a_figure_in_words_is_split_into_number_unit_and_bound(
    written: Any, value: int, unit: str, bound: str, names: Names
) -> None:
    (result,) = read(small_records.model(1, results={"indicator": "Hộ góp", "result": written}), names).results
    assert (result.result.value, result.unit, result.result.bound) == (value, unit, bound)


def test_a_unit_that_contradicts_the_one_stated_is_refused(names: Names) -> None:
    results = [{"indicator": "Hộ góp", "unit": "người", "result": "1.250 hộ"}]
    ((code, route, _),) = told(small_records.model(1, results=results), names)
    assert (code, route) == ("KH207", ("results", 0, "result", "value"))


def test_a_quarter_is_its_year_and_the_words_stay(names: Names) -> None:
    period = read(small_records.model(1, period={"start": "Quý I/2017"}), names).period
    assert (period.start, period.as_stated) == ("2017", "Quý I/2017")


@pytest.mark.parametrize(("written", "meant"), [("có", True), ("không", False), ("Không", False), ("không rõ", None)])
def test_yes_and_no_are_read_in_vietnamese(written: str, meant: bool | None, names: Names) -> None:
    period = read(small_records.model(1, period={"start": 2017, "ongoing": written}), names).period
    assert period.ongoing is meant


def test_a_single_value_and_lines_with_bullets_are_lists(names: Names) -> None:
    assert read(small_records.model(1, participants="Chi bộ"), names).participants == ("Chi bộ",)
    assert read(small_records.model(1, participants="• Chi bộ\n• Các hộ"), names).participants == ("Chi bộ", "Các hộ")


@pytest.mark.parametrize("written", ["hb-2017-0001", "HB-2017-1", "HB 2017 0001", "hb–2017–1"])
def test_a_mistyped_id_is_met_with_itself_corrected(written: str, names: Names) -> None:
    ((code, _, values),) = told(small_records.model(1, id=written), names)
    assert (code, values["corrected"]) == ("KH203", "HB-2017-0001")


def test_a_label_beside_its_own_key_is_told_as_a_second_line(names: Names) -> None:
    ((code, _, values),) = told(small_records.model(1) | {"Lĩnh vực": "Kinh tế"}, names)
    assert (code, values["remedy"], values["offer"]) == ("KH202", "twice", "field")


def test_both_readings_of_a_number_and_of_a_date_are_told(names: Names) -> None:
    period = {"start": "3/4/17"}
    ((code, _, values),) = told(small_records.model(1, period=period), names)
    assert code == "KH206"
    assert "2017-04-03" in values["offer"]
    assert "2017-03-04" in values["offer"]
    results = [{"indicator": "Hộ", "unit": "hộ", "result": {"value": "1,250"}}]
    ((code, _, values),) = told(small_records.model(1, results=results), names)
    assert (code, values["whole"], values["decimal"]) == ("KH208", "1250", "1.25")


def test_a_name_no_register_has_is_told_with_what_is_like_it(names: Names) -> None:
    ((code, _, values),) = told(small_records.model(1, lead="Hội Sinh vật cảnh"), names)
    assert (code, values["slug"]) == ("KH219", "hoi-sinh-vat-canh")


def test_plain_records_are_not_looked_at_twice(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.records.reading import read as module

    monkeypatch.setattr(module, "read_values", lambda *_: pytest.fail("read twice"))
    assert read(small_records.model(1), names).name == "Mô hình số 1"
