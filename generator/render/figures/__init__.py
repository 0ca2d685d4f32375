"""Figures drawn as HTML and SVG: results of models, statistics of the province."""

from generator.render.figures.result import figure, headline, kind, source_link
from generator.render.figures.statistics import breakdown, comparison, stacked
from generator.render.figures.telling import best_figure, row_words, slim_figure, slim_words, strongest

__all__ = [
    "best_figure",
    "breakdown",
    "comparison",
    "figure",
    "headline",
    "kind",
    "row_words",
    "slim_figure",
    "slim_words",
    "source_link",
    "stacked",
    "strongest",
]
