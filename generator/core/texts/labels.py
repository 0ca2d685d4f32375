"""What people write for keys and values: labels in Vietnamese, read without accents, letter case and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from generator.core.resources import beside, read_toml
from generator.core.texts.catalogue import texts
from generator.core.vietnamese.text import fold

# Lists whose values pages show: their words are in vi.toml, below these names.
_SHOWN = {
    "Status": "status.",
    "Level": "level.",
    "HonoureeKind": "honouree.",
    "RegistrationType": "registration.",
    "SourceKind": "source.kind_",
    "StepName": "steps.",
    "StepEvidence": "steps.evidence_",
}
_SIGNS = re.compile(r"[^a-z0-9%]+")


@lru_cache(maxsize=1 << 13)
def label_key(text: str) -> str:
    """The key by which labels are compared: "Lĩnh  vực" and "LINH_VUC" are one."""
    return _SIGNS.sub(" ", fold(text)).strip()


@cache
def _labels() -> dict[str, Any]:
    return read_toml(beside(__file__, "labels.toml"))


def label_of(key: str) -> str:
    """How a key is called; the key itself when it has no label."""
    labels = _labels()["keys"].get(key)
    return labels[0] if labels else key


@cache
def _keys_by_label() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, labels in _labels()["keys"].items():
        for label in (key, *labels):
            found.setdefault(label_key(label), set()).add(key)
    return {label: frozenset(keys) for label, keys in found.items()}


def keys_called(label: str) -> frozenset[str]:
    """Every key that goes by this label, whatever its record."""
    return _keys_by_label().get(label_key(label), frozenset())


def key_called(label: str, known: Iterable[str]) -> str | None:
    """The one of the `known` keys a label means; None where none or several do. A key's own name and first label win."""
    candidates = sorted(keys_called(label) & set(known))
    if len(candidates) > 1:
        wanted = label_key(label)
        first = [key for key in candidates if label_key(key) == wanted] or [
            key for key in candidates if label_key(label_of(key)) == wanted
        ]
        candidates = first if len(first) == 1 else []
    return candidates[0] if candidates else None


@cache
def _values(name: str, members: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    further = _labels()["values"].get(name, {})
    shown = _SHOWN.get(name)
    for member in members:
        words = [member, *further.get(member, ())]
        if shown:
            words.append(texts().get(f"{shown}{member}", member))
        for word in words:
            found.setdefault(label_key(word), member)
    return found


def value_called(name: str, members: tuple[str, ...], label: str) -> str | None:
    """The member of the closed list `name` a label means, or None."""
    return _values(name, members).get(label_key(label))


def value_labels(name: str, members: tuple[str, ...]) -> list[str]:
    """Each member with a word for it: "running (Đang thực hiện)"."""
    further, shown = _labels()["values"].get(name, {}), _SHOWN.get(name)
    said = []
    for member in members:
        word = texts().get(f"{shown}{member}") if shown else None
        word = word or next(iter(further.get(member, ())), "")
        said.append(f"{member} ({word})" if word else member)
    return said


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(label_key(word) or word for word in _labels()["words"][name])


def is_word(name: str, text: str) -> bool:
    """Whether a text is one of the words for "yes", "no" or "unknown"."""
    return (label_key(text) or text.strip()) in _words(name)
