"""Photo entries of fictional records: every basis of consent, and the pictures they name."""

from __future__ import annotations

from typing import Any

from generator.tools.sample.calendar import Calendar
from generator.tools.sample.draw import Draw
from generator.tools.sample.pictures import picture, suffix_of

_CONSENT_PLACE = "Tủ hồ sơ minh họa của đơn vị chủ trì"
_VIEWS = (
    "Hình vẽ dãy đồi xanh dưới trời sáng, mặt trời tròn ở trên cao",
    "Hình vẽ thung lũng với ba lớp đồi nối nhau",
    "Hình vẽ đồi nương lúc chiều, bầu trời ngả vàng",
    "Hình vẽ triền đồi thoai thoải và một khoảng trời rộng",
)


class Album:
    """Gives out pictures until `most` have been given."""

    def __init__(self, seed: int, most: int) -> None:
        """`most` bounds the pictures of a whole site."""
        self._seed = seed
        self._left = most
        self._number = 0

    def take(
        self, count: int, days: Calendar, place: str, turn: int | None = None
    ) -> list[tuple[dict[str, Any], bytes]]:
        """Up to `count` photo entries, each with the bytes of its file; fewer when the album is used up.

        `turn` turns the form of consent; without it each picture has the next form.
        """
        taken = []
        for order in range(min(count, self._left)):
            draw = Draw(self._seed, "photo", self._number)
            form = self._number if turn is None else turn
            entry = _entry(self._number, form, order, days, place, draw)
            taken.append((entry, picture(self._number, draw)))
            self._number += 1
            self._left -= 1
        return taken


def _entry(number: int, form: int, order: int, days: Calendar, place: str, draw: Draw) -> dict[str, Any]:
    """The entry of one picture; its consent turns with `form` so that every form occurs."""
    consent = {"basis": "consent", "date": days.review.isoformat(), "kept_by": _CONSENT_PLACE}
    forms: tuple[dict[str, Any], ...] = (
        {"people": consent, "minors": True, "child_consent": consent, "guardian_consent": consent},
        {"people": {"basis": "nobody"}},
        {"people": {"basis": "public_event", "date": days.review.isoformat()}},
        {"people": consent},
        {"people": {"basis": "official_role"}},
    )
    return {
        "file": f"canh-{order + 1}.{suffix_of(number)}",
        "alt": draw.pick(_VIEWS),
        "caption": f"Quang cảnh {place} trong tưởng tượng, hình thứ {number + 1}" if form % 4 != 2 else None,
        "credit": "Hình do phần mềm vẽ",
        "licence": "CC0 1.0",
        "taken_on": days.review.isoformat(),
        **forms[form % len(forms)],
    }
