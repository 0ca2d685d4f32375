"""Words of one meaning, as the index carries them: beside the keys of what is typed, so that a query meets them where it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.core.vietnamese import fold, tone_key
from generator.outputs.search.lines import CONCEPT, SEPARATOR, Line
from generator.outputs.search.words import split

Concepts = Mapping[str, Sequence[str]]
"""What is typed -> other words for it."""


def single_words(concepts: Concepts) -> str:
    """The concepts of one syllable, one a line, as the start holds them: "heo=lợn"."""
    return "\n".join(f"{said}={'|'.join(others)}" for said, others in _spelt(concepts) if " " not in said)


def concept_lines(concepts: Concepts) -> Iterator[Line]:
    """The lines of the others, several that begin alike on one: ">gom ruong!gom ruộng=dồn điền đổi thửa"."""
    found: dict[str, list[str]] = {}
    for said, others in _spelt(concepts):
        if " " in said:
            beginning = " ".join(fold(said).split(" ")[:2])
            found.setdefault(beginning, []).append(f"{said}={'|'.join(others)}")
    for beginning, told in found.items():
        yield beginning, f"{CONCEPT}{beginning}{SEPARATOR}{';'.join(told)}\n"


def _spelt(concepts: Concepts) -> Iterator[tuple[str, list[str]]]:
    """Each side as syllables alone: no sign of the index's own can stand in them."""
    for said, others in concepts.items():
        yield " ".join(map(tone_key, split(said))), [" ".join(split(other)) for other in others]
