"""What can be wrong with a record, how it is said, and how it is reported."""

from generator.core.problems.catalogue import Language, catalogue, explain, fix, message, severity
from generator.core.problems.problem import Finding, Problem, Route, problem
from generator.core.problems.shown import shown

__all__ = [
    "Finding",
    "Language",
    "Problem",
    "Route",
    "catalogue",
    "explain",
    "fix",
    "message",
    "problem",
    "severity",
    "shown",
]
