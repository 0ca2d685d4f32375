"""How large a model's texts are set on its A4 sheet (`#to-in`), so that name, finding, figure and lines stand on one page."""

from __future__ import annotations

import re

from generator.showcase import ModelView

# Sizes everything is set in, in hundredths, until it fits; as in theme/source/styles/sheet.css.
FITS = (100, 92, 84, 76, 68, 60, 52)
# Full sizes in points, and the millimetres of a sheet left to these texts when the figure has its least room.
_NAME, _FINDING, _LINE, _PLACE = 39, 31, 22, 15
_ROOM, _WIDTH = 172, 176
_LEDE_LINES = 3
_WIDE = re.compile(r"[\u2e80-\U0010ffff]")


def fit(model: ModelView, best: int | None) -> int:
    """Hundredths of the full sizes at which the sheet holds the record's texts."""
    record = model.record
    finding = record.finding.text if record.finding else record.results[best - 1].indicator if best else ""
    lines = list(record.how_to.first_steps[:_LEDE_LINES]) if record.how_to else []
    texts = [(record.name, _NAME), (finding, _FINDING), (model.place.then_text, _PLACE)]
    texts += [(line, _LINE) for line in lines] or [(record.lede, _LINE)]
    measured = [(_width(text), points) for text, points in texts if text]

    def needed(hundredths: int) -> int:
        return sum(_height(width, points * hundredths) for width, points in measured)

    return next((one for one in FITS if needed(one) <= _ROOM), FITS[-1])


def _width(text: str) -> int:
    """How wide a text is, in hundredths of its size: letters are 0.57 wide, capitals and pictographs nearly a whole."""
    return 57 * len(text) + 35 * (sum(map(str.isupper, text)) + len(_WIDE.findall(text)))


def _height(width: int, points: int) -> int:
    """Millimetres a text of that width takes, set in hundredths of points."""
    lines = -(-width * points * 35 // (_WIDTH * 1_000_000))
    return lines * points * 46 // 10_000 + 3
