"""What speaks for two models being one, whether it is enough, and in words an editor can weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.records.checks.neighbours import Nearness

# All tuned on one fictional province with planted pairs and measured on another: bench/overlap.
ALIKE_NAME = 0.6
SAME_NAME = 0.85
# How much of two stories must be the same, by how near the models lie; a copied report is one wherever it turns up.
SAME_STORY = {Nearness.FAR: 0.6, Nearness.DISTRICT: 0.42, Nearness.UNIT: 0.4, Nearness.SAME: 0.38}

Time = Literal["together", "apart", "unknown"]
_Words = dict[Literal["vi", "en"], str]

_NEAR: dict[Nearness, _Words] = {
    Nearness.FAR: {"vi": "khác địa bàn", "en": "another place"},
    Nearness.DISTRICT: {"vi": "cùng huyện", "en": "same district"},
    Nearness.UNIT: {"vi": "cùng xã, khác xóm", "en": "same unit, another hamlet"},
    Nearness.SAME: {"vi": "cùng địa bàn", "en": "same place"},
}
_MOVED: _Words = {"vi": "hai địa bàn nay là một", "en": "two places that are one today"}
_FIELD: dict[bool, _Words] = {
    True: {"vi": "cùng lĩnh vực", "en": "same field"},
    False: {"vi": "khác lĩnh vực", "en": "another field"},
}
_LEAD: _Words = {"vi": "cùng đơn vị chủ trì", "en": "same lead"}
_TIME: dict[Time, _Words] = {
    "together": {"vi": "thời gian chồng nhau", "en": "at one time"},
    "apart": {"vi": "thời kỳ sau", "en": "a later time"},
    "unknown": {"vi": "không rõ thời gian", "en": "time unknown"},
}
_NAMES: _Words = {"vi": "tên giống", "en": "names alike"}
_STORIES: _Words = {"vi": "lời kể trùng {}%", "en": "{}% of the stories the same"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was compared. `one_unit`: of one unit then, not only today; `name` and `story` are 0 to 1."""

    near: Nearness
    one_unit: bool
    same_hamlet: bool
    same_field: bool
    same_lead: bool
    time: Time
    name: float
    story: float

    @property
    def apart(self) -> bool:
        """Whether the later one is known to have begun after the earlier one."""
        return self.time == "apart"

    @property
    def enough(self) -> bool:
        """Whether a person should look at the two."""
        if self.story >= SAME_STORY[self.near]:
            return True
        if self.near == Nearness.SAME and self.same_field:
            return self.name >= ALIKE_NAME
        # Filed under another field, or carried on in the unit its unit became.
        kept = self.near == Nearness.SAME or (self.near == Nearness.UNIT and self.same_hamlet and self.same_lead)
        return kept and self.name >= SAME_NAME


def in_words(evidence: Evidence, language: Literal["vi", "en"]) -> str:
    """All of it in one line: "cùng địa bàn, cùng lĩnh vực, …, tên giống 0,86, lời kể trùng 71%"."""
    moved = evidence.near == Nearness.UNIT and not evidence.one_unit
    said = [(_MOVED if moved else _NEAR[evidence.near])[language], _FIELD[evidence.same_field][language]]
    if evidence.same_lead:
        said.append(_LEAD[language])
    said.append(_TIME[evidence.time][language])
    said.append(f"{_NAMES[language]} {evidence.name:.2f}".replace(".", "," if language == "vi" else "."))
    # Nothing is said of stories too short to be compared.
    if evidence.story:
        said.append(_STORIES[language].format(round(100 * evidence.story)))
    return ", ".join(said)
