"""References between records: every name one record calls another by must exist, and the nearest known is offered."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from generator.core.problems import Problem, Route, problem
from generator.records.checks.rule import ANY, MODELS, WITH_SOURCES, of_records, of_site
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.reading import Names
from generator.records.schema import Entry, Record
from generator.records.schema.remedies import corrected_id

# How each kind of record is called in messages.
_CALLED = {
    "model": "mô hình",
    "field": "lĩnh vực",
    "organisation": "đơn vị",
    "place": "địa bàn",
    "programme": "chương trình",
}


class KnownNames:
    """Every name records go by, also of records whose shape is wrong: their own problem is reported once, there."""

    def __init__(self, site: Site) -> None:
        """Collect ids and slugs, by kind."""
        self._names: dict[str, set[str]] = {kind: set() for kind in _CALLED}
        self._candidates: dict[tuple[str, str], str] = {}
        self._registers = Names(site.records)
        for document in site.source.documents:
            if document.kind in self._names:
                name = document.data.get("id" if document.kind == "model" else "slug") or document.name
                if isinstance(name, str):
                    self._names[document.kind].add(name)

    def knows(self, kind: str, name: str) -> bool:
        """Whether a record of this kind goes by this name."""
        return name in self._names[kind]

    def candidates(self, kind: str, name: str) -> str:
        """The known entries `name` may mean, as a message lists them; "" when none is like it.

        Ids are alike without being near: only the same one written another way is offered.
        """
        key = (kind, name)
        if key not in self._candidates:
            self._candidates[key] = self._like(kind, name)
        return self._candidates[key]

    def _like(self, kind: str, name: str) -> str:
        if kind == "model":
            right = corrected_id(name)
            return right if right in self._names[kind] else ""
        if kind in ("place", "organisation", "field"):
            words = name.replace("-", " ")
            found = self._registers.find(kind, words) or self._registers.like(kind, words)
            return self._registers.told(kind, found)
        return ", ".join(difflib.get_close_matches(name, sorted(self._names[kind]), n=3, cutoff=0.75))


def offered(near: Iterable[str] | str) -> dict[str, Any]:
    """The values of a message that lists candidates; none where there is no candidate."""
    listed = near if isinstance(near, str) else ", ".join(near)
    return {"remedy": "offer", "offer": listed} if listed else {}


def _many(kind: str, key: str, names: Iterable[str]) -> Iterator[tuple[str, Route, str]]:
    return ((kind, (key, index), name) for index, name in enumerate(names))


def _model_references(record: Any) -> Iterator[tuple[str, Route, str]]:
    yield "field", ("field",), record.field
    yield from _many("programme", "programmes", record.programmes)
    yield from _many("organisation", "partners", record.partners)
    yield from _many("model", "related", record.related)
    if record.continues:
        yield "model", ("continues",), record.continues
    if record.place.today:
        yield "place", ("place", "today"), record.place.today
    yield "place", ("place", "unit"), record.place.unit
    yield from _lead_references(record)


def _lead_references(record: Any) -> Iterator[tuple[str, Route, str]]:
    for index, name in enumerate(record.lead.organisations):
        yield "organisation", ("lead", "organisations", index), name


def _programme_references(record: Any) -> Iterator[tuple[str, Route, str]]:
    yield from _lead_references(record)
    yield from _many("organisation", "partners", record.partners)
    yield from _many("model", "related", record.related)
    if record.field:
        yield "field", ("field",), record.field


def _statistic_references(record: Any) -> Iterator[tuple[str, Route, str]]:
    for index, breakdown in enumerate(record.breakdowns):
        for place, part in enumerate(breakdown.parts):
            if part.field:
                yield "field", ("breakdowns", index, "parts", place, "field"), part.field


def _organisation_references(record: Any) -> Iterator[tuple[str, Route, str]]:
    if record.place:
        yield "place", ("place",), record.place
    if record.successor:
        yield "organisation", ("successor",), record.successor


def _unit_references(record: Any) -> Iterator[tuple[str, Route, str]]:
    if record.parent:
        yield "place", ("parent",), record.parent
    yield from _many("place", "successors", record.successors)


def references_of(entry: Entry[Record]) -> Iterator[tuple[str, Route, str]]:
    """(kind of record, route, name) of every reference a record makes."""
    record: Any = entry.record
    match entry.document.kind:
        case "model":
            yield from _model_references(record)
        case "news":
            yield from _many("model", "models", record.models)
            for index, figure in enumerate(record.figures):
                yield "model", ("figures", index, "model"), figure.model
        case "programme":
            yield from _programme_references(record)
        case "statistic":
            yield from _statistic_references(record)
        case "organisation":
            yield from _organisation_references(record)
        case "place":
            yield from _unit_references(record)
        case "difference":
            yield from (("model", (key,), getattr(record, key)) for key in ("a", "b"))
        case "province":
            yield "place", ("unit",), record.unit


def _entries(site: Site) -> Iterator[Entry[Any]]:
    records = site.records
    if records.province is not None:
        yield records.province
    for kind in (
        records.models, records.news, records.programmes, records.statistics, records.organisations, records.units,
        records.differences,
    ):  # fmt: skip
        yield from kind


def reference_resolves(site: Site) -> Iterator[Problem]:
    """Every record named by another record exists."""
    known = KnownNames(site)
    for entry in _entries(site):
        for kind, route, name in references_of(entry):
            if not known.knows(kind, name):
                code = "KH601" if kind == "place" else "KH301"
                offer = offered(known.candidates(kind, name))
                yield problem(*entry.where(*route), code, name, what=_CALLED[kind], **offer)


def not_of_itself(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record relates to, continues, succeeds or contains itself."""
    own = one.record.id if one.document.kind == "model" else one.slug
    for kind, route, name in references_of(one):
        if kind == one.document.kind and name == own:
            yield problem(*one.where(*route), "KH307", name, key=route[0])


def named_once(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A list of references names each record once, and a lead is no partner too."""
    seen: Counter[tuple[str, str, object]] = Counter()
    for kind, route, name in references_of(one):
        list_name = "đơn vị" if kind == "organisation" else route[0]
        if kind == "organisation" and one.document.kind not in ("model", "programme"):
            continue
        if isinstance(route[-1], int):
            seen[kind, name, list_name] += 1
            if seen[kind, name, list_name] == 2:
                yield problem(*one.where(*route), "KH311", name)


@lru_cache(maxsize=1)
def _topics(registers: Registers) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Topic -> the first field that holds it; field -> its topics."""
    fields = registers.records.fields
    topics = {topic.slug: entry.slug for entry in reversed(fields) for topic in entry.record.topics}
    return topics, {entry.slug: {topic.slug for topic in entry.record.topics} for entry in fields}


def topics_of_field(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """Topics exist, and belong to the record's field of work."""
    topics, own = _topics(registers)
    for index, name in enumerate(one.record.topics):
        where = one.where("topics", index)
        if name not in topics:
            near = difflib.get_close_matches(name, sorted(topics), n=3, cutoff=0.75)
            yield problem(*where, "KH301", name, what="chủ đề", **offered(near))
        elif one.record.field in own and name not in own[one.record.field]:
            yield problem(*where, "KH310", name, field=one.record.field, other=topics[name])


def source_numbers(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A source number counts one of the record's own sources."""
    count = len(one.record.sources)
    for route, number in one.words.citations:
        if number > count:
            yield problem(*one.where(*route), "KH308", number, count=count)


def source_used(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Of several sources each is cited by something, or says what it supports."""
    sources = one.record.sources
    if len(sources) < 2:
        return
    cited = {number for _, number in one.words.citations}
    body = one.document.body
    for number, source in enumerate(sources, 1):
        if number not in cited and source.supports is None and f"[{number}]" not in body and f"[^{number}]" not in body:
            yield problem(*one.where("sources", number - 1), "KH309", source.title, number=number)


def criterion_results(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A criterion that points at a result points at one the record has."""
    if one.record.appraisal is None:
        return
    count = len(one.record.results)
    for index, finding in enumerate(one.record.appraisal.criteria):
        if finding.result is not None and finding.result > count:
            route = ("appraisal", "criteria", index, "result")
            yield problem(*one.where(*route), "KH312", finding.result, count=count)


def covered_figures(site: Site) -> Iterator[Problem]:
    """A figure a news item bears out is a result of a model the item speaks of."""
    for entry in site.records.news:
        for index, figure in enumerate(entry.record.figures):
            model = site.records.model_by_id.get(figure.model)
            if figure.model not in entry.record.models:
                yield problem(*entry.where("figures", index, "model"), "KH325", figure.model)
            elif model is not None and figure.result > len(model.record.results):
                count = len(model.record.results)
                yield problem(*entry.where("figures", index, "result"), "KH312", figure.result, count=count)


RULES = (
    *of_site(reference_resolves, covered_figures),
    *of_records(ANY, not_of_itself, named_once),
    *of_records(MODELS, topics_of_field, criterion_results),
    *of_records(WITH_SOURCES, source_numbers, source_used),
)
