"""What the page carries for its script, as one JSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.core.problems import catalogue
from generator.render.form.patterns import patterns
from generator.render.form.pickers import organisations, units
from generator.render.form.specification import Question, Step, specification, steps
from generator.showcase import Showcase

CARRIED_CODES = (
    "KH101", "KH151", "KH204", "KH206", "KH207", "KH208", "KH210", "KH211", "KH212", "KH402", "KH403", "KH404", "KH405", "KH502",
    "KH509", "KH608", "KH801", "KH802", "KH803", "KH804", "KH805", "KH806", "KH807", "KH809", "KH811", "KH814", "KH815", "KH816", "KH817", "KH818", "KH819", "KH820", "KH821", "KH823",
)  # fmt: skip
"""The problems that the form finds by itself; their words come from the catalogue."""

_OF_STEP = ("id", "item", "group", "most", "title", "add", "one")
_OF_QUESTION = ("id", "kind", "to", "story", "each", "limit", "required", "only", "most", "label", "options")


def carried(showcase: Showcase, asked: list[Step], words: Mapping[str, object]) -> str:
    """The JSON, safe inside a script element. asked: the steps as the page shows them; words: what the script says."""
    spec = specification()
    data = {
        "draft": spec["draft"],
        "spec": {
            **{key: spec[key] for key in ("order", "always", "lede", "source", "remedies")},
            "steps": [
                {**_only(step, _OF_STEP), "questions": [_only(one, _OF_QUESTION) for one in step.questions]}
                for step in asked
            ],
        },
        "words": dict(words),
        "messages": {code: [entry["severity"], entry["vi"]] for code, entry in _messages().items()},
        "patterns": patterns(),
        "province": {"unit": showcase.unit.slug},
        "contribute": _contribute(showcase),
        "units": units(showcase),
        "organisations": organisations(showcase),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # "</script" would end the element, "<!--" change what ends it; the link scan reads src= and href= anywhere.
    return re.sub(r"<", r"\\u003c", text)


def known_words() -> str:
    """A line of script: by which words a Word file heads the items and their parts, and begins lines about whom to call."""
    known = {
        "steps": {one.id: one.known_as for one in steps([]) if one.known_as},
        "questions": {each.id: each.within for one in steps([]) for each in one.questions if each.within},
        "contact": specification()["contact"]["known_as"],
    }
    return f"globalThis.KheoWords = {json.dumps(known, ensure_ascii=False)};\n"


def _only(part: Step | Question, keys: tuple[str, ...]) -> dict[str, Any]:
    """What is not empty of these."""
    return {key: getattr(part, key) for key in keys if getattr(part, key)}


def _messages() -> dict[str, dict[str, str]]:
    return {code: catalogue()[code] for code in CARRIED_CODES}


def _contribute(showcase: Showcase) -> dict[str, str] | None:
    given = showcase.province.contribute
    return None if given is None else given.model_dump(mode="json")
