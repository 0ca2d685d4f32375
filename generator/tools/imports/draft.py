"""Answers to the form's questions: a file saved by the form, or what another file was sorted into."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.vietnamese import nfc
from generator.core.vietnamese.text import with_vietnamese_d
from generator.records.source.characters import FORBIDDEN
from generator.records.source.limits import LIMITS
from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.packages import require_small

MOST_LETTERS = LIMITS["import answer"].value
_MOST_BYTES = 2 * 1024 * 1024
_MOST_ENTRIES = 100

Answers = dict[str, Any]


def plain(text: str) -> str:
    """Letters as a record may hold them: NFC, LF, nothing invisible; no longer than an answer may be."""
    lines = text[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", " ")
    return FORBIDDEN.sub("", with_vietnamese_d(nfc(lines))).strip()


@dataclass(slots=True)
class Draft:
    """answers: question -> text, list of organisations, or place; groups: step -> its answers, once each.

    told: what is in doubt, for whoever reads the record; source: what the answers come from, as a source's title.
    """

    answers: Answers = field(default_factory=dict)
    groups: dict[str, list[Answers]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    source: str = "Phiếu kể mô hình"
    dated: str = ""

    def text(self, name: str) -> str:
        """An answer as text; "" where there is none."""
        value = self.answers.get(name, "")
        return plain(value) if isinstance(value, str) else ""


def read_draft(path: Path) -> Draft:
    """A draft the form saved (`kheo_draft`: 1). Raises UnreadableFileError and OSError."""
    require_small(path, _MOST_BYTES)
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError("không đọc được như một bản nháp (.json)") from error
    if not isinstance(data, dict) or data.get("kheo_draft") != 1:
        raise UnreadableFileError("không phải bản nháp của trang “Kể một mô hình”")
    answers, groups = data.get("answers"), data.get("groups")
    draft = Draft(answers if isinstance(answers, dict) else {})
    for step, entries in groups.items() if isinstance(groups, dict) else ():
        kept = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
        draft.groups[str(step)] = kept[:_MOST_ENTRIES]
    if draft.groups.pop("anh", []):
        draft.told.append("Bản nháp có ảnh; ảnh không nằm trong tệp này, hãy đặt vào cạnh hồ sơ.")
    return draft
