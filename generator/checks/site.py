"""What a rule about records together looks at: the site as read, and its valid records."""

from __future__ import annotations

from dataclasses import dataclass

from generator.schema import Records
from generator.source import Source


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site. `source` also holds the documents whose shape is wrong."""

    source: Source
    records: Records
