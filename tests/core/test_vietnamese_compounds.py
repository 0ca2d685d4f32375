"""What no line may split in a heading."""

from __future__ import annotations

import pytest

from generator.core.vietnamese import kept_together


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mua bảo hiểm y tế vì sức khỏe", "mua bảo_hiểm_y_tế vì sức_khỏe"),
        ("Dân vận khéo trong xây dựng nông thôn mới", "Dân_vận_khéo trong xây dựng nông_thôn_mới"),
        ("ở xã Yên Thủy, tỉnh Phú Thọ", "ở xã_Yên_Thủy, tỉnh_Phú_Thọ"),
        ("Xóm Lạc Vượng và hai xóm bên", "Xóm_Lạc_Vượng và hai xóm bên"),
        ("Hội Phụ nữ xã", "Hội_Phụ_nữ xã"),
        ("nông thôn mớimới", "nông thôn mớimới"),
    ],
)
def test_compounds_and_names_of_places_stay_on_one_line(text: str, kept: str) -> None:
    assert kept_together(text) == kept.replace("_", "\u00a0")


def test_words_stay_as_they_are_and_twice_is_once() -> None:
    text = "Vận động phụ nữ tiết kiệm mua bảo hiểm y tế ở xã Yên Lạc"
    once = kept_together(text)
    assert once.replace("\u00a0", " ") == text
    assert kept_together(once) == once
