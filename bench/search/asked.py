"""Queries as people really type them, drawn before the engine that answers them and kept: `queries.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Query

from generator.core.vietnamese import fold
from generator.outputs.search.document import Document
from generator.outputs.search.words import split

FILE = Path(__file__).with_name("queries.tsv")
SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class _Texts:
    """A document's words, folded: of its name, of its place, all of them."""

    name: str
    place: str
    says: str


def asked() -> dict[str, list[tuple[str, str, str]]]:
    """Site -> (kind, query, what answers it)."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            site, kind, text, answers = line.split("\t")
            found.setdefault(site, []).append((kind, text, answers))
    return found


def resolved(rows: Sequence[tuple[str, str, str]], documents: Sequence[Document]) -> list[Query]:
    """The queries with the addresses that answer them."""
    texts = {document.address: _texts(document) for document in documents}
    return [Query(kind, text, frozenset(_answers(answers, texts))) for kind, text, answers in rows]


def _texts(document: Document) -> _Texts:
    name, place = (_words(document.words[number]) for number in (0, 1))
    return _Texts(name, place, " | ".join(_words(field) for field in document.words))


def _words(texts: Sequence[str]) -> str:
    return " | ".join(" ".join(fold(word) for word in split(text)) for text in texts)


def _answers(told: str, texts: dict[str, _Texts]) -> Iterator[str]:
    for one in told.split("|"):
        parts = [part.strip() for part in one.split("&")]
        if all(":" not in part for part in parts):
            yield from (address for address in texts if address.startswith(parts[0]))
        else:
            yield from (address for address, said in texts.items() if all(_holds(part, said) for part in parts))


def _holds(part: str, said: _Texts) -> bool:
    where, _, text = part.partition(":")
    wanted = " ".join(fold(word) for word in split(text))
    return f" {wanted} " in f" {getattr(said, where)} "
