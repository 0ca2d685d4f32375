"""The architecture, enforced: arrows point one way, adapters stay thin, modules stay small."""

from __future__ import annotations

import ast
import re
import statistics

from source_tree import PACKAGE, REPOSITORY, imports, markdown_table, modules, room_of, wing_of

MODULES = modules()
# Wings and, inside each, its rooms, in the order of the table: each imports only from those above it.
WINGS = {
    row[0].strip("`"): re.findall(r"`(\w+)`", row[1]) for row in markdown_table(REPOSITORY / "ARCHITECTURE.md", "wing")
}
ORDER = list(WINGS)
# Wings whose modules all belong together have no rooms.
ROOMS = {f"{wing}.{room}" for wing, rooms in WINGS.items() for room in rooms}
LEVEL = {f"{wing}.{room}": level for wing, rooms in WINGS.items() for level, room in enumerate(rooms)}


def importers_of(package: str) -> list[str]:
    return [
        name
        for name, path in MODULES.items()
        if any(imported.split(".")[0] == package for imported in imports(name, path))
    ]


def test_every_wing_and_room_is_in_the_table_and_every_name_in_the_table_is_one():
    assert {wing_of(name) for name in MODULES} - {None} == set(WINGS)
    with_rooms = {wing for wing, rooms in WINGS.items() if rooms}
    assert {room_of(name) for name in MODULES if wing_of(name) in with_rooms} - {None} == ROOMS


def test_a_wing_imports_only_from_wings_above_it():
    wrong = {
        (name, imported)
        for name in MODULES
        for imported in imports(name, MODULES[name])
        if wing_of(name) and wing_of(imported) and ORDER.index(wing_of(imported)) > ORDER.index(wing_of(name))
    }
    assert wrong == set()


def test_a_room_imports_only_from_rooms_above_it_in_its_wing():
    wrong = {
        (name, imported)
        for name in MODULES
        for imported in imports(name, MODULES[name])
        if room_of(name) in LEVEL
        and room_of(imported) in LEVEL
        and wing_of(name) == wing_of(imported)
        and LEVEL[room_of(imported)] > LEVEL[room_of(name)]
    }
    assert wrong == set()


def test_nothing_but_the_adapters_imports_an_adapter():
    assert {
        wing_of(name) for name in MODULES for imported in imports(name, MODULES[name]) if wing_of(imported) == "app"
    } <= {"app"}


def test_one_module_imports_mkdocs():
    assert importers_of("mkdocs") == [f"{PACKAGE}.app.mkdocs_plugin"]


def test_one_module_imports_yaml_and_it_is_in_the_source_room():
    (only,) = importers_of("yaml")
    assert room_of(only) == "records.source"


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
