"""Skeletons of new records: a short one of what is always asked, a full one of every key."""

from generator.tools.scaffold.full import scaffold_model, scaffold_news
from generator.tools.scaffold.short import scaffold_organisation, scaffold_place, short_model

__all__ = ["scaffold_model", "scaffold_news", "scaffold_organisation", "scaffold_place", "short_model"]
