"""Figures drawn as HTML and SVG: results of models, statistics of the province."""

from generator.render.figures.result import figure, headline, kind, source_link
from generator.render.figures.statistics import breakdown, comparison
from generator.render.figures.telling import best_figure, slim_figure, slim_words, strongest

__all__ = [
    "best_figure",
    "breakdown",
    "comparison",
    "figure",
    "headline",
    "kind",
    "slim_figure",
    "slim_words",
    "source_link",
    "strongest",
]
