"""What others take with them of the showcase: pages to frame, oEmbed documents, QR codes, sheets to pin up."""

from __future__ import annotations

from functools import partial
from itertools import chain

from generator.outputs.embeds.cards import card_builders
from generator.outputs.embeds.codes import code_builders
from generator.outputs.embeds.embeds import embed_builders
from generator.outputs.embeds.sheets import sheet_builders
from generator.render.pages import File, Task
from generator.showcase import Showcase

__all__ = ["card_builders", "handouts"]


def handouts(showcase: Showcase, site_url: str) -> list[Task]:
    """A task for every file or few that belong together, in a fixed order. `site_url` ends in "/"; without it, what must
    name the site's own address (oEmbed, QR codes) is left out.
    """
    rooms = (embed_builders, code_builders, sheet_builders)
    made = [tasks for room in rooms if (tasks := list(room(showcase, site_url)))]
    # All of one model in one process: it is woven and said in words once.
    models = len(showcase.models)
    of_models = map(_together, zip(*(tasks[:models] for tasks in made), strict=True))
    return [*of_models, *(task for tasks in made for task in tasks[models:])]


def _together(tasks: tuple[Task, ...]) -> Task:
    """One task that makes what these do, and hangs on what they hang on."""
    hung = [task.on for task in tasks if task.on is not None]
    return Task(partial(_all, tasks), tuple(chain.from_iterable(hung)) if len(hung) == len(tasks) else None)


def _all(tasks: tuple[Task, ...]) -> tuple[File, ...]:
    made = [task() for task in tasks]
    return tuple(file for files in made for file in (files if isinstance(files, tuple) else (files,)))  # type: ignore[misc]
