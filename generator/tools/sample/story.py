"""The story of a fictional record: Markdown with headings, 150 to 900 syllables, the median near 450."""

from __future__ import annotations

from typing import Any

from generator.tools.sample.draw import Draw
from generator.tools.sample.figures import in_words
from generator.tools.sample.fill import Filler
from generator.tools.sample.stock import stock

# Share of the story's length that each section gets.
_SHARES = {"trouble": 22, "method": 46, "result": 20, "limit": 12}
_HEADINGS = {
    "trouble": "## Khó ở đâu",
    "method": "## Làm thế nào",
    "result": "## Kết quả",
    "limit": "## Còn hạn chế",
}
# Of a model that is only registered nothing can be told but what is meant to be done.
_PLANNED = {"trouble": "## Khó ở đâu", "method": "## Dự định làm thế nào"}


def draw_length(draw: Draw) -> int:
    """Syllables of a story: the middle of three draws, so that short and long ones are the exceptions."""
    return sorted(draw.between(120, low) for low in (560, 740, 830))[1]


def draw_story(draw: Draw, activity: dict[str, Any], fill: Filler, results: list[dict[str, Any]]) -> str:
    """Markdown below the front matter: the mark that it is fictional, then the sections."""
    length = draw_length(draw)
    story, scenes = stock("story"), stock("scenes")
    pools = {
        "trouble": [*draw.several(activity["problem"], 2), *draw.several(story["trouble"], 18)],
        "method": [
            *draw.several(activity["method"], 3),
            *_mixed(draw, story["method"], scenes, length // 60),
        ],
        "result": [*(in_words(result) for result in results), *draw.several(story["result"], 12)],
        "limit": draw.several(story["limit"], 8),
    }
    parts = [draw.pick(story["marks"])]
    for name, heading in (_HEADINGS if results else _PLANNED).items():
        sentences = _enough(pools[name], length * _SHARES[name] // 100, fill, at_least=len(results))
        parts += [heading, *_laid_out(draw, name, sentences)]
    if length > 500 and results:
        lessons = draw.several(story["lesson"], draw.between(2, 4))
        parts += ["## Kinh nghiệm", "\n".join(f"{n}. {fill(line)}." for n, line in enumerate(lessons, 1))]
    return "\n\n".join(parts) + "\n"


def _mixed(draw: Draw, method: list[str], scenes: dict[str, list[str]], count: int) -> list[str]:
    """Sentences on method with `count` scenes among them."""
    mixed = draw.several(method, len(method))
    for scene in draw.several([*scenes["scenes"], *scenes["asides"]], max(2, count)):
        mixed.insert(draw.between(1, 4 + count), scene)
    return mixed


def _enough(pool: list[str], syllables: int, fill: Filler, *, at_least: int) -> list[str]:
    """Filled sentences from the front of the pool until they hold about `syllables`."""
    chosen: list[str] = []
    held = 0
    for sentence in pool:
        if held >= syllables and len(chosen) >= min(at_least, 2):
            break
        chosen.append(fill(sentence))
        held += chosen[-1].count(" ") + 1
    return chosen


def _laid_out(draw: Draw, name: str, sentences: list[str]) -> list[str]:
    """Paragraphs of a few sentences; limits as a list, and now and then steps as a list or a line set apart."""
    if name == "limit":
        return ["\n".join(f"- {sentence}." for sentence in sentences)]
    blocks: list[str] = []
    if name == "method" and len(sentences) > 5 and draw.chance(30):
        blocks.append("\n".join(f"- {sentence}." for sentence in sentences[:3]))
        sentences = sentences[3:]
    while sentences:
        size = draw.between(2, 4)
        paragraph = " ".join(f"{sentence}." for sentence in sentences[:size])
        blocks.append(f"**{sentences[0]}.**{paragraph[len(sentences[0]) + 1 :]}" if draw.chance(6) else paragraph)
        sentences = sentences[size:]
    if name == "result" and draw.chance(15):
        blocks.insert(1, "> Nói ít, làm kỹ, ghi đủ: ba điều ấy là của bà con, không phải của tổ.")
    return blocks
