"""The fictional province's own record, which says on every page that nothing here is real."""

from __future__ import annotations

from typing import Any

from generator.tools.sample.places import PROVINCE

_NOTICE = (
    "Trang minh họa: tỉnh Minh Họa không có thật. Mọi hồ sơ minh họa, con người, địa danh và số liệu ở đây "
    "do phần mềm đặt ra để trình diễn và đo tốc độ."
)
PROVINCE_RECORD: dict[str, Any] = {
    "slug": "minh-hoa",
    "name": "tỉnh Minh Họa",
    "id_prefix": "MH",
    "unit": PROVINCE,
    "as_of": "2026-10-01",
    "publisher": "Bản trình diễn với hồ sơ minh họa, không phải trang của cơ quan nào",
    "contact": "Bản minh họa nên không có nơi tiếp nhận; trang thật ghi địa chỉ cơ quan ở đây",
    "notice": _NOTICE,
    "edit_base": "https://kho.minh-hoa.example/sua/",
    "licence": "CC BY 4.0",
}
