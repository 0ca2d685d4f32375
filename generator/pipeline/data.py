"""The open data and feeds of a site, written, or carried over where they would be the same; and what pages need to know of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.outputs.data import OpenData
from generator.outputs.feeds import feeds
from generator.pipeline.engine import Rendered
from generator.pipeline.hand_pages import shows_data
from generator.pipeline.keeping import Keeping
from generator.pipeline.made import all_stand
from generator.publish import Staging, Written
from generator.showcase import Showcase


@dataclass(frozen=True, slots=True)
class DataWritten:
    """What was written, or what is to be carried over. blocks: address of a hand-written page that shows the data -> what it shows.

    dataset: (address of the page on the data, what that says of them to machines).
    """

    files: list[Written]
    blocks: dict[str, Markup]
    dataset: tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the data of a build hung on, and what was made. shown: the pages that show them.

    on: address of each record with a page, in order -> what differs when its data do; others: a digest of all else.
    """

    shown: list[str]
    on: dict[str, str]
    others: str
    made: DataWritten


@dataclass(frozen=True, slots=True)
class DataWriter:
    """Writes open data and feeds into a generation."""

    showcase: Showcase
    rendered: Rendered
    staging: Staging
    keeping: Keeping

    def __call__(self) -> tuple[DataWritten, bool]:
        """Write them; True with them where they stand as they would be written, and are to be carried over."""
        data = OpenData(self.showcase, self.rendered.site_url)
        shown, on, others = shows_data(self.rendered), dict(_hung_on(self.showcase)), self._others(data)
        before = self._before()
        if before is not None and (before.shown, before.others) == (shown, others) and _say_the_same(data, before, on):
            self.keeping.put("data", _Kept(shown, on, others, before.made))
            return before.made, True
        written = self.staging.writer(data.files())
        block = data.block({file.path: file.size for file in written})
        written += self.staging.writer(feeds(self.showcase, self.rendered.site_url))
        made = DataWritten(written, {here: block(here) for here in shown}, data.dataset())
        self.keeping.put("data", _Kept(shown, on, others, made))
        return made, False

    def _others(self, data: OpenData) -> str:
        digest = hashlib.sha256("\0".join(sorted(self.showcase.promised)).encode())
        for view in self.showcase.statistics:
            digest.update(data.line("statistic", view))
        return digest.hexdigest()

    def _before(self) -> _Kept | None:
        """What the data of the standing generation hung on, where that is known and their files stand."""
        before: _Kept | None = self.keeping.get("data") if self.staging.standing else None
        return before if before is not None and all_stand(before.made.files, self.staging.standing) else None


def _hung_on(showcase: Showcase) -> Iterator[tuple[str, str]]:
    for model in showcase.models:
        yield model.address, model.digest
    for item in showcase.news:
        yield item.address, " ".join([item.digest, *(model.digest for model in item.models)])
    for programme in showcase.programmes:
        yield programme.address, " ".join([programme.digest, *(model.id for model in programme.models)])


def _say_the_same(data: OpenData, before: _Kept, on: dict[str, str]) -> bool:
    """Whether the same records stand in the same order, and those with another file (another story, say) still say the same."""
    if list(before.on) != list(on):
        return False
    said = {file.path: file.sha256 for file in before.made.files}
    changed = {address for address in on if on[address] != before.on[address]}
    return all(said.get(path) == hashlib.sha256(content).hexdigest() for path, content in data.single(changed))
