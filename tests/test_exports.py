"""Public data files hold the records as they are, without what is nobody's business."""

from __future__ import annotations

import json

from small_records import model, records

from generator.exports import empty_lists, exports, sitemap
from generator.schema import RECORDS
from generator.showcase import arrange

PHOTO = {
    "file": "anh.jpg",
    "alt": "Bà con quét ngõ xóm",
    "credit": "Tổ dân vận",
    "licence": "CC BY 4.0",
    "people": {"basis": "consent", "date": "2020-01-02", "kept_by": "Văn phòng Hội"},
}


def test_a_model_is_public_with_its_places_in_words_and_its_bounds() -> None:
    result = {"indicator": "Hội viên có thẻ", "unit": "%", "result": {"value": 70, "bound": "over"}}
    files = exports(arrange(records(model(1, results=[result]))))
    (one,) = json.loads(files["du-lieu/v1/models.json"])
    assert one["address"] == "mo-hinh/m1/"
    assert one["place"]["then_text"].startswith("xóm Tòng, xã Tòng Đậu")
    assert one["place"]["today_text"] == "xã Mai Châu, tỉnh Phú Thọ"
    assert one["results"][0]["result"]["bound"] == "over"


def test_where_consent_is_kept_is_nobodys_business() -> None:
    honouree = {"kind": "individual", "name": "Ông A", "consent": {"basis": "consent", "kept_by": "Văn phòng Hội"}}
    files = exports(arrange(records(model(1, photos=[PHOTO], honouree=honouree))))
    assert "Văn phòng Hội" not in files["du-lieu/v1/models.json"].decode()
    assert "Bà con quét ngõ xóm" in files["du-lieu/v1/models.json"].decode()


def test_every_kind_of_record_has_its_schema_and_files_end_in_a_line_break() -> None:
    files = exports(arrange(records(model(1))))
    assert {f"du-lieu/v1/schema/{kind}.json" for kind in RECORDS} <= set(files)
    assert all(data.endswith(b"\n") for data in files.values())


def test_the_sitemap_is_sorted_and_escaped() -> None:
    text = sitemap(["b/", "a/?x&y"], "https://vi-du.vn/").decode()
    assert text.index("a/?x&amp;y") < text.index("b/")


def test_lists_with_nothing_in_them_are_kept_from_search_engines() -> None:
    empty, one = empty_lists(arrange(records())), empty_lists(arrange(records(model(1))))
    assert {"mo-hinh/", "chuong-trinh/", "tin-tuc/", "linh-vuc/"} <= empty
    assert not {"mo-hinh/", "linh-vuc/"} & one
    assert {"chuong-trinh/", "tin-tuc/"} <= one
