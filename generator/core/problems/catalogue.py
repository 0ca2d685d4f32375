"""The catalogue of problem messages: one table per code, Vietnamese and English, read from `messages/*.toml`."""

from __future__ import annotations

from functools import cache
from typing import Literal

from generator.core.problems.shown import shown
from generator.core.resources import beside, read_toml

Language = Literal["vi", "en"]


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return code -> {severity, vi, vi_fix, vi_explain, en, en_fix, en_explain}; raises ValueError on a code given twice."""
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(beside(__file__, "messages").glob("*.toml")):
        for code, entry in read_toml(file).items():
            if code in entries:
                raise ValueError(f"{code} stands twice in the catalogue")
            entries[code] = entry
    return dict(sorted(entries.items()))


def severity(code: str) -> str:
    """Return "error" or "warning" for a code; raises KeyError for one the catalogue lacks."""
    return catalogue()[code]["severity"]


class _Filled(dict[str, str]):
    """Values as they may be shown; a blank nobody filled is "…"."""

    def __getitem__(self, key: str) -> str:
        return shown(str(self.get(key, "…")))


def message(code: str, values: tuple[tuple[str, str], ...] | dict[str, str], language: Language) -> str:
    """What is wrong, in the given language."""
    return catalogue()[code][language].format_map(_Filled(values))


_DELETE = {"vi": "Xóa dòng này.", "en": "Delete this line."}


def fix(code: str, values: tuple[tuple[str, str], ...] | dict[str, str], language: Language) -> str:
    """The right form, or what to do; may be empty.

    values: `line` is the person's own line corrected, and then all there is to say; `remedy` names one of several texts,
    "offer" for "vi_fix_offer".
    """
    filled, entry = _Filled(values), catalogue()[code]
    if "line" in filled:
        return filled["line"] or _DELETE[language]
    named = entry.get(f"{language}_fix_{filled['remedy']}") if "remedy" in filled else None
    return (entry.get(f"{language}_fix", "") if named is None else named).format_map(filled)


def explain(code: str, language: Language) -> str:
    """The longer explanation printed by `kheo explain CODE`."""
    return catalogue()[code][f"{language}_explain"]
