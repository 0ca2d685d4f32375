"""What a rule about records together looks at: the site as read, and its valid records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.records.checks.story_features import StoryFeatures
from generator.records.schema import Records
from generator.records.source import Source


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site. `source` also holds the documents whose shape is wrong.

    features: content hash of a model's file -> its story features, so far as they are known.
    """

    source: Source
    records: Records
    features: Mapping[str, StoryFeatures] = field(default_factory=dict)
