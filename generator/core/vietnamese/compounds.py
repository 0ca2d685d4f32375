"""Compounds that no line may split in a heading: bảo hiểm y tế, nông thôn mới, names of places and of bodies."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.core.vietnamese.typography import typeset

# Longer ones would leave a line of a phone half empty; they split between their own parts.
_LONGEST = 18
_COMPOUNDS = (
    "bảo hiểm y tế", "bảo hiểm xã hội", "nông thôn mới", "dân vận khéo", "hệ thống chính trị", "an ninh trật tự",
    "ma túy", "ma tuý", "xóa đói giảm nghèo", "giảm nghèo bền vững", "nhà văn hóa", "tổ dân phố", "tổ tự quản", "tiết kiệm",
    "hội viên", "thành viên", "bà con", "chị em", "hộ dân", "sức khỏe", "sức khoẻ", "môi trường", "chuyển đổi số",
    "an toàn giao thông", "phòng cháy", "vệ sinh môi trường", "hợp tác xã", "cựu chiến binh", "mặt trận tổ quốc",
    "hội phụ nữ", "hội nông dân", "đoàn thanh niên", "tổ liên gia", "dòng họ", "giữ rừng", "đổi thửa", "dồn điền",
    "công an xã", "quốc phòng", "an ninh", "văn hóa", "xã hội", "kinh tế", "gia đình", "trường hợp",
)  # fmt: skip
_KEPT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_COMPOUNDS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ][^\\W\\d_]*"
_PLACE = re.compile(
    rf"(?<!\w)(?:[Xx]ã|[Pp]hường|[Hh]uyện|[Qq]uận|[Tt]ỉnh|[Xx]óm|[Tt]hôn|[Bb]ản|[Ấấ]p|[Kk]hóm|[Tt]hị trấn|[Tt]hị xã|"
    rf"[Tt]hành phố) {_CAPITAL}(?: {_CAPITAL}){{0,2}}"
)


@lru_cache(maxsize=20_000)
def kept_together(text: str) -> str:
    """The text typeset, with U+00A0 inside its compounds and the names of its places."""
    text = _PLACE.sub(_joined, typeset(text))
    return _KEPT.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    words = found[0]
    return words.replace(" ", "\u00a0") if len(words) <= _LONGEST else words
