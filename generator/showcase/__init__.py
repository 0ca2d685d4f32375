"""The site model: what the showcase shows, before anything is drawn."""

from generator.showcase.site import Showcase, arrange
from generator.showcase.views import (
    FieldView,
    Group,
    HandPageView,
    ModelView,
    NewsView,
    OrganisationView,
    PlaceView,
    ProgrammeView,
    StatisticView,
    Tombstone,
    UnitView,
)

__all__ = [
    "FieldView",
    "Group",
    "HandPageView",
    "ModelView",
    "NewsView",
    "OrganisationView",
    "PlaceView",
    "ProgrammeView",
    "Showcase",
    "StatisticView",
    "Tombstone",
    "UnitView",
    "arrange",
]
