"""The province a person means, by any way of writing its name; a former one is answered with that of today."""

from __future__ import annotations

import difflib
import re

from generator.core.vietnamese import slugify
from generator.records.source.gazetteers import FORMER, TODAY, Province

_TYPE = re.compile(r"^(?:tinh|thanh-pho|tp)-")


class UnknownProvinceError(ValueError):
    """No province of today is called so; the message says which may be meant."""


def find_province(written: str) -> Province:
    """The province of today for "lang-son", "Lạng Sơn" or "tỉnh Lạng Sơn". Raises UnknownProvinceError."""
    slug = _TYPE.sub("", slugify(written))
    if slug in TODAY:
        return TODAY[slug]
    if slug in FORMER:
        former, today = FORMER[slug], TODAY[FORMER[slug].today]
        raise UnknownProvinceError(
            f"{former.name[0].upper()}{former.name[1:]} nay thuộc {today.name}: dùng --province {today.slug}."
        )
    near = difflib.get_close_matches(slug, list(FORMER | TODAY), n=3, cutoff=0.6)
    offered = ", ".join(f"{name} ({(TODAY.get(name) or FORMER[name]).name})" for name in near)
    hint = f"Có phải: {offered}?" if near else f"Các tỉnh, thành phố: {', '.join(TODAY)}."
    raise UnknownProvinceError(f"Không có tỉnh, thành phố nào tên “{written}”. {hint}")


def former_tables(province: Province) -> list[str]:
    """The gazetteers of the former provinces it was made of, its own first."""
    tables = [former.slug for former in FORMER.values() if former.today == province.slug]
    return sorted(tables, key=lambda slug: slug != province.slug)
