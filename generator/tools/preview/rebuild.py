"""The whole build behind what is shown, in a process of its own; what it found out comes back to the one that serves."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.problems import Finding
from generator.pipeline.check import judge
from generator.pipeline.chrome import chrome
from generator.pipeline.content_index import ContentIndex, no_collection
from generator.pipeline.engine import Engine, Rendered
from generator.pipeline.steps import Options, publish
from generator.showcase import arrange

# Whoever waits for a page comes before the build behind it.
_NICER = 5


@dataclass(frozen=True, slots=True)
class Framed:
    """What the engine rendered, and all it was told of the site: with the same files of its own it would be the same."""

    rendered: Rendered
    told: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found out. framed: None where nothing could be built; related: id of a model -> those near it. following: id -> that of the next story."""

    findings: tuple[Finding, ...]
    dropped: frozenset[str]
    framed: Framed | None = None
    related: dict[str, tuple[str, ...]] = field(default_factory=dict)
    following: dict[str, str] = field(default_factory=dict)
    pages: int = 0


def rebuild(
    index: ContentIndex, engine: Engine, before: Framed | None, folder: Path, target: Path, options: Options
) -> Built:
    """Check, render and publish what was read. Raises PublishError; then what stood in `target` stands.

    before: what the engine rendered last, where its own files have not changed since; else it renders into `folder`.
    """
    os.nice(_NICER)
    with no_collection():
        checked = judge(index)
    if checked.records.province is None:
        return Built(checked.findings, checked.dropped)
    showcase = arrange(checked.shown(proposals=options.proposals), checked.source.ledger)
    told = repr(chrome(showcase, ()))
    if before is not None and before.told == told and before.rendered.repeatable:
        framed = before
    else:
        folder.mkdir()
        framed = Framed(engine(showcase, folder), told)
    report = publish(checked, showcase, framed.rendered, target, options, lambda _name: contextlib.nullcontext())
    related = {one: tuple(other.id for other in others) for one, others in showcase.related.items()}
    following = {one: other.id for one, other in showcase.following.items()}
    return Built(report.findings, frozenset(report.dropped), framed, related, following, report.pages)
