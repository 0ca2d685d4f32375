"""Where in a record a line of YAML stands: the open parts around it by their indents, and what the schema wants there."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from generator.core.texts import key_called
from generator.records.reading.shapes import Shape, shapes_of


@dataclass(slots=True)
class Open:
    """One open part: the column of its keys or dashes, and the schema of what is in it (None where that is unknown)."""

    indent: int
    schema: type[BaseModel] | None
    is_list: bool = False
    shape: Shape | None = None


class Structure:
    """The parts that are open at the line being read."""

    def __init__(self, schema: type[BaseModel], *, listed: bool) -> None:
        """A record of this schema, or a list of such records; its keys or dashes begin in the first column."""
        items = Shape("part", many=True, required=True, part=schema)
        self._open = [Open(0, None, is_list=True, shape=items) if listed else Open(0, schema)]
        self._waiting: Shape | None = None
        self.opens = False

    @property
    def shape(self) -> Shape | None:
        """What the key above wants, while its value is still to come."""
        return self._waiting

    @property
    def in_list(self) -> bool:
        """Whether items of a list may follow."""
        return self._open[-1].is_list or any(part.is_list for part in self._open[-2:])

    def _part_of(self, shape: Shape | None) -> type[BaseModel] | None:
        return shape.part if shape else None

    def knows(self, part: Open, key: str) -> bool:
        """Whether a part has this key, by its name or its label."""
        return part.schema is not None and self.named(part.schema, key) is not None

    def named(self, schema: type[BaseModel] | None, key: str) -> str | None:
        """The key of a schema a word means."""
        if schema is None:
            return None
        shapes = shapes_of(schema)
        return key if key in shapes else key_called(key, shapes)

    def key_indent(self, indent: int, key: str) -> int:
        """The column where a key should begin: its own where that is right, else that of the part it belongs to."""
        child = self._part_of(self._waiting)
        if self.opens and indent > self._open[-1].indent and (child is None or self.named(child, key)):
            return indent
        maps = [part for part in self._open if not part.is_list]
        if any(part.indent == indent for part in maps):
            return indent
        if not maps:
            return indent
        known = [part for part in maps if self.knows(part, key)] or maps
        best = min(reversed(known), key=lambda part: abs(part.indent - indent))
        if self.opens and indent > self._open[-1].indent and not self.knows(best, key):
            return indent
        return best.indent

    def item_indent(self, indent: int) -> int:
        """The column where a dash should stand."""
        top = self._open[-1]
        if self.opens and indent >= top.indent:
            return indent
        lists = [part for part in self._open if part.is_list]
        if not lists or any(part.indent == indent for part in lists):
            return indent
        return min(reversed(lists), key=lambda part: abs(part.indent - indent)).indent

    def key(self, indent: int, key: str, *, opens: bool) -> Shape | None:
        """A key stands in this column; what it wants. opens: its value stands on the lines below."""
        if self.opens and indent > self._open[-1].indent:
            self._open.append(Open(indent, self._part_of(self._waiting)))
        while len(self._open) > 1 and (self._open[-1].indent > indent or self._open[-1].is_list):
            self._open.pop()
        schema = self._open[-1].schema
        name = self.named(schema, key)
        self._waiting = shapes_of(schema)[name] if schema and name else None
        self.opens = opens
        return self._waiting

    def item(self, indent: int, *, opens: bool) -> Shape | None:
        """A dash stands in this column; what the list it belongs to wants."""
        if self.opens and indent >= self._open[-1].indent and not self._open[-1].is_list:
            self._open.append(Open(indent, None, is_list=True, shape=self._waiting))
        while len(self._open) > 1 and (self._open[-1].indent > indent or not self._open[-1].is_list):
            if self._open[-1].indent < indent:
                break
            self._open.pop()
        shape = self._open[-1].shape if self._open[-1].is_list else None
        self._waiting, self.opens = None, opens
        return shape

    def item_keys(self, indent: int, shape: Shape | None) -> None:
        """The keys of an item begin in this column, behind its dash."""
        self._open.append(Open(indent, self._part_of(shape)))
        self.opens = False
