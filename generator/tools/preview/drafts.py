"""A draft of the form, checked and drawn without being saved: every finding at its question, and the page it would be."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.core.memo import Memo
from generator.core.problems import Problem, Route, fix, message
from generator.pipeline.content_index import ContentIndex, parse_and_validate, run_rules
from generator.publish import file_path
from generator.records.source.find import record_file
from generator.render.form import Question, Step, specification, steps
from generator.showcase.addresses import MODELS, model
from generator.tools.preview.quick import quick_files
from generator.tools.preview.rebuild import Built

POST = "/.kheo/draft"
"""Where the form's page sends a draft."""

PAGE = f"{MODELS}.ban-nhap/"
"""Address of the page of the last draft; as deep as any model's, so that its links lead where they will."""

LIMIT = 1_000_000
"""Bytes of a draft as it is sent: a record file of the largest size, as JSON."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")
# Photos stay in the browser until the record is sent.
_OF_PHOTOS = frozenset({"KH824", "KH826"})
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class Drafts:
    """Answers one draft at a time. work: a folder for drafts; `know` tells of the site as it was last read and built."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._index: ContentIndex | None = None
        self._built: Built | None = None
        self._turn = threading.Lock()
        self._steps = steps([])
        self.page = b""

    def know(self, index: ContentIndex | None, built: Built | None) -> None:
        """Check and draw from now on beside these records."""
        self._index, self._built = index or self._index, built or self._built

    def answer(self, data: bytes) -> bytes | None:
        """What is wrong with a draft and where its page is, as JSON; None for what is no draft, or before the first build."""
        try:
            sent = json.loads(data)
            name, text = sent["name"], sent["text"]
        except (ValueError, TypeError, KeyError):
            return None
        if not (isinstance(name, str) and isinstance(text, str) and _NAME.fullmatch(name)) or self._index is None:
            return None
        with self._turn:
            return self._judge(self._index, name, text)

    def _judge(self, index: ContentIndex, name: str, text: str) -> bytes:
        file = f"content/models/{name}"
        path = self._work / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
        record = record_file(file)
        if record is None:
            raise ValueError(file)
        try:
            result = run_rules(parse_and_validate(self._work, record), index.registers)
        finally:
            path.unlink()
        problems = [found for found in result.problems() if found.code not in _OF_PHOTOS]
        entry, page = next(result.entries(), None), b""
        if entry is not None and self._built is not None and not any(found.is_error for found in problems):
            others = [one for one in index.entries() if one.document.file != file]
            files = quick_files(entry, [*others, entry], self._built, self._work, Memo.none())
            page = files.get(file_path(model(entry.slug)), b"")
        self.page = page
        told = [_told(found, self._where(found, text)) for found in problems]
        return json.dumps({"findings": told, "page": f"../{PAGE}" if page else ""}, ensure_ascii=False).encode()

    def _where(self, found: Problem, text: str) -> tuple[str, str, int | None]:
        """(step, question, number of the entry) that a problem is about; empty where it is about none."""
        if found.position is not None:
            return self._in_story(text, found.position[0])
        return next(self._by_route(found.route), ("", "", None))

    def _in_story(self, text: str, line: int) -> tuple[str, str, int | None]:
        before = "\n".join(text.split("\n")[:line])
        headings = _HEADING.findall(before)
        asked = (
            (step, one) for step in self._steps for one in step.questions if headings and one.story == headings[-1]
        )
        return next(((step.id, one.id, None) for step, one in asked), ("", "", None))

    def _by_route(self, route: Route) -> Iterator[tuple[str, str, int | None]]:
        keys = [str(part) for part in route if isinstance(part, str)]
        number = next((part for part in route if isinstance(part, int)), None)
        for step in self._steps:
            if step.group and keys[:1] == [step.group] and number is not None:
                # The first source is the form itself.
                at = number - 1 if step.group == "sources" else number
                question = _closest(step, keys[1:])
                if at >= 0 and question is not None:
                    yield step.id, question.id, at
            elif not step.group and (question := _closest(step, keys)) is not None:
                yield step.id, question.id, None


def _closest(step: Step, keys: list[str]) -> Question | None:
    """The question of a step that a route leads to, or into."""
    fitting = [one for one in step.questions if one.to and _begins(keys, one.to.split("."))]
    wider = [one for one in step.questions if one.to and keys and _begins(one.to.split("."), keys)]
    return max(fitting, key=lambda one: len(one.to), default=None) or next(iter(wider), None)


def _begins(long: list[str], short: list[str]) -> bool:
    return bool(short) and long[: len(short)] == short


def _told(found: Problem, where: tuple[str, str, int | None]) -> dict[str, Any]:
    values = dict(found.values) | {"text": found.text}
    remedy = specification()["remedies"].get(found.code) or fix(found.code, values, "vi")
    step, question, at = where
    said = {"code": found.code, "text": message(found.code, values, "vi"), "fix": remedy, "error": found.is_error}
    return said | {"step": step, "question": question, "at": at}
