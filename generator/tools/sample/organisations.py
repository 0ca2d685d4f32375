"""The organisations of the fictional province: one of each kind at each unit, registered once a record uses it."""

from __future__ import annotations

from typing import Any

from generator.tools.sample.places import PROVINCE, Place, gazetteer

# kind -> (slug, name before the unit's, abbreviation or None)
_KINDS = {
    "phu-nu": ("hoi-lhpn", "Hội Liên hiệp Phụ nữ", "Hội LHPN"),
    "nong-dan": ("hoi-nong-dan", "Hội Nông dân", "HND"),
    "ccb": ("hoi-ccb", "Hội Cựu chiến binh", "Hội CCB"),
    "doan": ("doan-thanh-nien", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn TNCS HCM"),
    "mttq": ("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban MTTQ"),
    "ubnd": ("ubnd", "Ủy ban nhân dân", "UBND"),
    "cong-an": ("cong-an", "Công an", None),
    "quan-su": ("chi-huy-quan-su", "Ban Chỉ huy Quân sự", None),
    "dan-van": ("to-dan-van", "Tổ dân vận", None),
    "truong": ("truong-tieu-hoc", "Trường Tiểu học", None),
    "tram-y-te": ("tram-y-te", "Trạm Y tế", None),
    "hoi-nguoi-cao-tuoi": ("hoi-nguoi-cao-tuoi", "Hội Người cao tuổi", None),
    "chu-thap-do": ("hoi-chu-thap-do", "Hội Chữ thập đỏ", None),
    "hop-tac-xa": ("hop-tac-xa", "Hợp tác xã nông nghiệp", None),
    "ldld": ("lien-doan-lao-dong", "Liên đoàn Lao động", "LĐLĐ"),
}
_PROVINCIAL_NAMES = {
    "doan": "Tỉnh đoàn Minh Họa",
    "quan-su": "Bộ Chỉ huy Quân sự tỉnh Minh Họa",
    "dan-van": "Ban Dân vận Tỉnh ủy Minh Họa",
    "truong": "Sở Giáo dục và Đào tạo tỉnh Minh Họa",
    "tram-y-te": "Sở Y tế tỉnh Minh Họa",
    "hop-tac-xa": "Liên minh Hợp tác xã tỉnh Minh Họa",
}
_AFTER_MERGER = "ban-tuyen-giao-va-dan-van-tinh-uy"
_LEVELS = {"tinh": "province", "huyen": "district", "thi-xa": "district", "thanh-pho-thuoc-tinh": "district"}


class Organisations:
    """The register, filled as records ask for organisations; its size is bounded by kinds times units."""

    def __init__(self) -> None:
        """Begin with the board that follows the provincial mass mobilisation board."""
        self._records: dict[str, dict[str, Any]] = {
            _AFTER_MERGER: {
                "slug": _AFTER_MERGER,
                "former_slugs": ["ban-tuyen-giao-tinh-uy"],
                "name": "Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa",
                "level": "province",
                "place": PROVINCE,
                "about": "Đơn vị minh họa, thành lập khi sắp xếp bộ máy năm 2025.",
                "note": "Đơn vị không có thật",
            }
        }

    def at(self, kind: str, place: Place) -> str:
        """Slug of the organisation of `kind` at `place`; registered with its successor when new."""
        prefix, _, short = _KINDS[kind]
        slug = f"{prefix}-{place.slug}"
        if slug not in self._records:
            self._records[slug] = {}  # so that a successor of the same place ends the recursion
            self._records[slug] = {
                "slug": slug,
                "name": _name(kind, place),
                "abbreviation": f"{short} {place.full_name}" if short and place.type != "tinh" else None,
                "level": _LEVELS.get(place.type, "grassroots"),
                "place": place.slug,
                "about": _about(kind, place),
                "successor": self._successor(kind, place),
                "note": "Đơn vị tưởng tượng" if prefix == "to-dan-van" else None,
            }
        return slug

    def _successor(self, kind: str, place: Place) -> str | None:
        if place.type == "tinh":
            return _AFTER_MERGER if kind == "dan-van" else None
        if place.end is None or _LEVELS.get(place.type) or kind in ("truong", "hop-tac-xa"):
            return None
        return self.at(kind, gazetteer().by_slug[place.successors[0]])

    def name(self, slug: str) -> str:
        """Full name of a registered organisation."""
        return str(self._records[slug]["name"])

    def records(self) -> list[dict[str, Any]]:
        """The register `organisations.yml`, in order of slugs."""
        return [self._records[slug] for slug in sorted(self._records)]


def _name(kind: str, place: Place) -> str:
    if place.type == "tinh" and kind in _PROVINCIAL_NAMES:
        return _PROVINCIAL_NAMES[kind]
    if kind in ("truong", "hop-tac-xa"):
        return f"{_KINDS[kind][1]} {place.name}"
    return f"{_KINDS[kind][1]} {place.full_name}"


def _about(kind: str, place: Place) -> str | None:
    if kind != "hop-tac-xa":
        return None
    return f"Đơn vị minh họa ở {place.full_name}: cung ứng giống, tưới tiêu và bán chung nông sản."
