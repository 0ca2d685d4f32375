"""Figures drawn as HTML and SVG: results of models, statistics of the province."""

from generator.render.figures.result import figure, headline, kind, source_link
from generator.render.figures.statistics import breakdown, comparison

__all__ = ["breakdown", "comparison", "figure", "headline", "kind", "source_link"]
