"""The architecture, enforced: arrows point one way, adapters stay thin, modules stay small."""

from __future__ import annotations

import ast
import re
import statistics

from source_tree import PACKAGE, REPOSITORY, imports, markdown_table, modules, room_of

MODULES = modules()
TABLE = [re.findall(r"`(\w+)`", row[0]) for row in markdown_table(REPOSITORY / "ARCHITECTURE.md", "room")]
# In reading order: two rooms in one row stand from left to right.
LEVEL = {room: level for level, room in enumerate(room for rooms in TABLE for room in rooms)}
ADAPTERS = set(TABLE[-1])


def module_names() -> list[str]:
    return [name for name in MODULES if room_of(name)]


def importers_of(package: str) -> list[str]:
    return [
        name
        for name, path in MODULES.items()
        if any(imported.split(".")[0] == package for imported in imports(name, path))
    ]


def test_every_room_is_in_the_table_and_every_name_in_the_table_is_a_room():
    assert {room_of(name) for name in module_names()} == set(LEVEL)


def rooms_imported(name: str) -> set[str]:
    """The rooms, other than its own, that a module imports from."""
    return {room_of(imported) for imported in imports(name, MODULES[name])} - {None, room_of(name)}


def test_a_room_imports_only_from_rooms_above_it():
    below = len(LEVEL)
    wrong = {
        name: sorted(room for room in rooms_imported(name) if LEVEL.get(room, below) >= LEVEL[room_of(name)])
        for name in module_names()
    }
    assert {name: rooms for name, rooms in wrong.items() if rooms} == {}


def test_nothing_but_an_adapter_imports_an_adapter():
    assert {room_of(name) for name in MODULES if rooms_imported(name) & ADAPTERS} <= ADAPTERS


def test_one_module_imports_mkdocs():
    assert importers_of("mkdocs") == [f"{PACKAGE}.mkdocs_plugin"]


def test_one_module_imports_yaml_and_it_is_in_the_source_room():
    (only,) = importers_of("yaml")
    assert room_of(only) == "source"


def test_a_modules_name_says_what_it_holds():
    says_nothing = re.compile(r"(^|[._])(utils?|helpers?|managers?|misc|common|stuff)([._]|$)")
    assert [name for name in MODULES if says_nothing.search(name)] == []


def test_a_module_opens_with_a_sentence_that_says_what_it_is_for():
    openings = {
        name: (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
        for name, path in MODULES.items()
    }
    assert {name: text for name, text in openings.items() if text[-1:] not in set(".:!?")} == {}


def test_modules_are_small():
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > 400} == {}
    assert statistics.median(lines.values()) < 150
