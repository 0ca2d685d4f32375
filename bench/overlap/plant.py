"""Plant pairs among the sample's records: one model told twice in seven ways, and look-alikes that are two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.records.source import Document, read_site
from generator.tools.sample.draw import Draw
from generator.tools.sample.files import put_record
from generator.tools.sample.fill import Filler
from generator.tools.sample.places import COMMUNES, Place, gazetteer
from generator.tools.sample.stock import activities, stock
from generator.tools.sample.story import draw_story

from reword import renumbered, reworded  # isort: skip

Data = dict[str, Any]
_SLOT = re.compile(r"\\{\^?\w+\\}|\{\^?\w+\}")


@dataclass(slots=True)
class Planted:
    """What was planted. `pairs`: (kind, id, id) of one model told twice; `group`: id -> the model it tells of.

    `apart`: (kind, id, id) of two models that only look alike.
    """

    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    group: dict[str, str] = field(default_factory=dict)
    apart: list[tuple[str, str, str]] = field(default_factory=list)


class Planter:
    """Plants into a site that `write_sample` wrote; the same site and seed give the same files."""

    def __init__(self, root: Path, seed: int) -> None:
        """Choose the records to plant beside: with a story, in a commune, in no chain of `continues`."""
        self._content = root / "content"
        self._draw = Draw(seed, "overlap")
        self._number = 9000
        models = [document for document in read_site(root).documents if document.kind == "model"]
        chained = {
            name
            for model in models
            for name in (model.data.get("continues"), model.data["id"])
            if model.data.get("continues")
        }
        units = gazetteer().by_slug
        self._by_work: dict[str, list[Document]] = defaultdict(list)
        free = []
        for model in models:
            data = model.data
            plain = model.body and data["place"].get("hamlets") and not data.get("withdrawn") and data.get("results")
            if plain and data["id"] not in chained and units[data["place"]["unit"]].type in COMMUNES:
                self._by_work[data["results"][0]["indicator"]].append(model)
                free.append(model)
        self._free = iter(self._draw.several(free, len(free)))
        self.planted = Planted()

    def plant(self, kind: str, count: int) -> None:
        """Plant `count` pairs of a kind in KINDS or TWINS."""
        for _ in range(count):
            base = next(model for model in self._free if self._fits(kind, model))
            if kind in TWINS:
                told = TWINS[kind](self, base)
                self.planted.apart.append((kind, base.data["id"], told))
                continue
            ids = [base.data["id"], *KINDS[kind](self, base)]
            self.planted.group |= dict.fromkeys(ids, base.data["id"])
            self.planted.pairs += [(kind, one, other) for one, other in pairwise(ids)]

    def _fits(self, kind: str, base: Document) -> bool:
        unit = gazetteer().by_slug[base.data["place"]["unit"]]
        start = base.data["period"].get("start")
        if kind in ("years", "merged") and not (start and int(str(start)[:4]) < 2022):
            return False
        return len(self._others(base)) > 1 and (kind not in ("merged", "commune") or unit.end is not None)

    # one model, told again

    def renamed(self, base: Document) -> list[str]:
        """Under another name, at the same time."""
        data = self._copy(base)
        data["name"] = self._other_name(base)
        return [self._write(data, reworded(self._draw, base.body))]

    def years(self, base: Document) -> list[str]:
        """In two more years, each under another name, with the figures of that year."""
        first = int(str(base.data["period"]["start"])[:4])
        body, ids = base.body, []
        for year in (first + 1, first + 2):
            data = self._copy(base, year)
            data["name"] = self._other_name(base, year)
            data["period"] = {"start": f"{year}-02", "end": f"{year}-11", "ongoing": False}
            body = renumbered(self._draw, reworded(self._draw, body, swap=25, drop=8))
            ids.append(self._write(data, body))
        return ids

    def hamlet(self, base: Document) -> list[str]:
        """In the hamlet beside, which hands in the same report."""
        data = self._copy(base)
        self._move(data, base, hamlet=True)
        data["name"] = self._slightly(data["name"])
        return [self._write(data, self._moved(data, base, reworded(self._draw, base.body)))]

    def commune(self, base: Document) -> list[str]:
        """In another commune of the district, which hands in the same report."""
        data = self._copy(base)
        here = gazetteer().by_slug[base.data["place"]["unit"]]
        beside = [unit for unit in gazetteer().old if unit.parent == here.parent and unit.slug != here.slug]
        self._move(data, base, hamlet=True, unit=self._draw.pick(beside))
        data["name"] = self._other_name(base)
        return [self._write(data, self._moved(data, base, reworded(self._draw, base.body)))]

    def retold(self, base: Document) -> list[str]:
        """Told anew by someone else: nearly the same name, another story."""
        data, other = self._copy(base), self._draw.pick(self._others(base))
        data["name"] = self._slightly(data["name"])
        return [self._write(data, self._new_story(base, other))]

    def misfiled(self, base: Document) -> list[str]:
        """Filed under another field of work."""
        data = self._copy(base)
        data["field"] = "khac" if data["field"] != "khac" else "van-hoa-xa-hoi"
        data["topics"] = []
        data["name"] = self._slightly(data["name"])
        return [self._write(data, reworded(self._draw, base.body))]

    def merged(self, base: Document) -> list[str]:
        """Again after the communes were merged, under today's unit."""
        data = self._copy(base, 2025)
        unit = gazetteer().by_slug[gazetteer().by_slug[data["place"]["unit"]].successors[0]]
        self._move(data, base, unit=unit)
        data["period"] = {"start": "2025-09", "ongoing": True}
        data["name"] = self._slightly(data["name"])
        return [self._write(data, self._moved(data, base, renumbered(self._draw, reworded(self._draw, base.body))))]

    # two models that look alike

    def twin(self, base: Document) -> str:
        """The same work by the same lead in another hamlet, with a story of its own."""
        data, other = self._copy(base), self._draw.pick(self._others(base))
        self._move(data, base, hamlet=True)
        data["results"] = other.data["results"]
        return self._write(data, self._moved(data, base, self._new_story(base, other)))

    def beside(self, base: Document) -> str:
        """Another work of the same field, by the same lead in the same hamlet at the same time."""
        field_of_work, indicator = base.data["field"], base.data["results"][0]["indicator"]
        others = [model for work, models in self._by_work.items() if work != indicator
                  for model in models if model.data["field"] == field_of_work]  # fmt: skip
        other = self._draw.pick(others)
        data = self._copy(other)
        data |= {key: deepcopy(base.data.get(key)) for key in ("lead", "place", "period")}
        return self._write(data, self._new_story(base, other))

    # parts

    def _new_story(self, base: Document, other: Document) -> str:
        """A story of the work `other` tells of, set in the place of `base`, drawn as the sample draws its own."""
        place = base.data["place"]
        known = {
            "xa": gazetteer().by_slug[place["unit"]].full_name,
            "xom": place["hamlets"][0],
            "nam": "ấy",
            "nam_sau": "sau",
        }
        fill = Filler(self._draw, lead="Đơn vị chủ trì", **known)
        indicator = other.data["results"][0]["indicator"]
        work = next(
            work
            for work in activities(other.data["field"])
            if any(re.fullmatch(_SLOT.sub(".+", share[0]), indicator) for share in work["share"])
        )
        return draw_story(self._draw, work, fill, other.data["results"])

    def _others(self, base: Document) -> list[Document]:
        """The same work elsewhere, under a name that shares little with this one's."""
        words = set(base.data["name"].lower().split()[:6])
        return [
            other
            for other in self._by_work[base.data["results"][0]["indicator"]]
            if len(words & set(other.data["name"].lower().split()[:6])) <= 1
            and other.data["place"]["unit"] != base.data["place"]["unit"]
        ]

    def _other_name(self, base: Document, turn: int = 0) -> str:
        others = self._others(base)
        return str(others[(turn + self._draw.below(len(others))) % len(others)].data["name"])

    def _slightly(self, name: str) -> str:
        """The name as another office would write it: a word before, behind, or its tail left out."""
        words = name.split()
        if len(words) > 12 and self._draw.chance(50):
            return " ".join(words[: len(words) * 3 // 4])
        return self._draw.pick(("Mô hình “{}”", "Dân vận khéo: {}", "{} năm nay", "{}")).format(name)

    def _copy(self, base: Document, year: int | None = None) -> Data:
        """The record without what belongs to one record alone."""
        data: Data = deepcopy(dict(base.data))
        for key in (
            "slug",
            "aliases",
            "continues",
            "related",
            "featured",
            "photos",
            "steps",
            "other_names",
            "registration",
        ):
            data.pop(key, None)
        self._number += 1
        data["id"] = f"MH-{year or data['id'].split('-')[1]}-{self._number}"
        return data

    def _move(self, data: Data, base: Document, *, hamlet: bool = False, unit: Place | None = None) -> None:
        place = data["place"]
        if hamlet:
            kind = place["hamlets"][0].split()[0]
            names = [f"{kind} {name}" for name in stock("places")["hamlets"]["names"]]
            place["hamlets"] = [self._draw.pick([name for name in names if name not in base.data["place"]["hamlets"]])]
        unit = unit or gazetteer().by_slug[place["unit"]]
        if unit.slug != place["unit"]:
            place["unit"] = unit.slug
            place.pop("today", None)
            data["lead"] = {"certainty": "not_stated"}
            data["partners"] = []
        place["as_written"] = f"{', '.join(place['hamlets'])}, {gazetteer().written(unit)}"

    @staticmethod
    def _moved(data: Data, base: Document, story: str) -> str:
        """The story of `base` with the names of its place changed for those of `data`."""
        units = gazetteer().by_slug
        old, new = base.data["place"], data["place"]
        for hamlet in old["hamlets"]:
            story = story.replace(hamlet, new["hamlets"][0])
        return story.replace(units[old["unit"]].full_name, units[new["unit"]].full_name)

    def _write(self, data: Data, story: str) -> str:
        put_record(self._content, "models", f"planted-{self._number}", data, story)
        return str(data["id"])


KINDS: dict[str, Callable[[Planter, Document], list[str]]] = {
    "renamed": Planter.renamed,
    "years": Planter.years,
    "hamlet": Planter.hamlet,
    "commune": Planter.commune,
    "retold": Planter.retold,
    "misfiled": Planter.misfiled,
    "merged": Planter.merged,
}
TWINS: dict[str, Callable[[Planter, Document], str]] = {"twin": Planter.twin, "beside": Planter.beside}


def shares(pairs: int) -> Iterator[tuple[str, int]]:
    """(kind, how often) for about `pairs` pairs and half as many look-alikes; `years` makes two pairs each."""
    for kind, share in (
        ("renamed", 24), ("years", 10), ("hamlet", 14), ("commune", 8), ("retold", 18), ("misfiled", 6), ("merged", 10),
        ("twin", 30), ("beside", 20),
    ):  # fmt: skip
        yield kind, max(1, round(pairs * share / 100))
