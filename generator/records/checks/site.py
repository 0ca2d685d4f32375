"""What a rule about records together looks at: the site as read, and its valid records."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.records.checks.traces import Compared
from generator.records.schema import Records
from generator.records.source import Source


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site. `source` also holds the documents whose shape is wrong. compared: what earlier runs found."""

    source: Source
    records: Records
    compared: Compared = field(default_factory=Compared)
