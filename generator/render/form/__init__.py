"""The form "Kể một mô hình" as data: its specification, the units and organisations to pick from, and shared rules."""

from generator.render.form.carried import CARRIED_CODES, carried, known_words
from generator.render.form.specification import Question, Step, specification, steps

__all__ = ["CARRIED_CODES", "Question", "Step", "carried", "known_words", "specification", "steps"]
