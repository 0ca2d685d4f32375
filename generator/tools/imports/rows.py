"""The rows of a sheet as answers: which column answers which question, guessed by its heading or told by a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.core.resources import beside, read_toml
from generator.core.texts import label_key
from generator.tools.imports.draft import Draft
from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.sheet import Row
from generator.tools.imports.sorting import is_contact
from generator.tools.imports.spec import spec

# Rows above the headings: the office's name, the title of the list.
_LOOKED_AT = 20
_FEWEST = 2
_NUMBERS, _CONTACT, _UNUSED = "besides.numbers", "besides.contact", ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings are understood. columns: what each column answers, "" for one that answers nothing."""

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def unused(self) -> list[str]:
        """Headings that answer no question."""
        return [heading for heading, column in zip(self.headings, self.columns, strict=True) if heading and not column]

    @property
    def private(self) -> list[str]:
        """Headings of columns that are left out because they are about whom to call."""
        return [heading for heading, column in zip(self.headings, self.columns, strict=True) if column == _CONTACT]


@cache
def _known() -> dict[str, str]:
    """Label -> "answers.name", "so-lieu.now"…, the table of headings first, then the form's own words."""
    table = read_toml(beside(__file__, "headings.toml"))
    found: dict[str, str] = {}
    for group, columns in table.items():
        for name, labels in columns.items():
            for label in (name.replace("_", " ") if group == "answers" else labels[0], *labels):
                found.setdefault(label_key(label), f"{group}.{name}")
    for step in (step for step in spec().steps if not step.group):
        for number, question in enumerate(step.questions):
            for word in (label_key(question.label), *question.within, *(step.known_as if number == 0 else ())):
                found.setdefault(word, f"answers.{question.id}")
    return found


def names() -> set[str]:
    """What a map may name: "name", "place", "so-lieu.now"…"""
    return {column.removeprefix("answers.") for column in _known().values() if not column.startswith("besides.")}


def find_table(sheet: list[Row], mapping: Mapping[str, str]) -> Table | None:
    """The table of a sheet: the row with most known headings among the first; None where none has two.

    mapping: heading -> question, before any guess.
    """
    told = {label_key(heading): name for heading, name in mapping.items()}
    best: Table | None = None
    for index, (_, cells) in enumerate(sheet[:_LOOKED_AT]):
        columns = _columns(cells, told)
        count = len({column for column in columns if column and not column.startswith("besides.")})
        if count >= _FEWEST and (best is None or count > len({*filter(None, best.columns)})):
            best = Table(tuple(cells), tuple(columns), tuple(sheet[index + 1 :]))
    return best


def _columns(cells: list[str], told: Mapping[str, str]) -> list[str]:
    columns: list[str] = []
    for cell in cells:
        label = label_key(cell)
        column = told.get(label)
        column = (column if "." in column else f"answers.{column}") if column else _known().get(label, _UNUSED)
        if not column and cell:
            # "Tên mô hình (ghi đúng tên đã đăng ký)"
            column = _known().get(label_key(cell.partition("(")[0]), _UNUSED)
        # Of two columns for one question the first serves; the other is told as unused.
        columns.append(_UNUSED if column in columns and not column.startswith("besides.") else column)
    return columns


def drafts(table: Table, called: str) -> Iterator[tuple[int, Draft]]:
    """(row, answers) of every row that has a name. called: the file, as its sources say."""
    for number, cells in table.rows:
        draft = Draft(source=f"{called}, dòng {number}")
        figure: dict[str, str] = {}
        paper: dict[str, str] = {}
        holders = {"answers": draft.answers, "so-lieu": figure, "giay-to": paper}
        for heading, column, cell in zip(table.headings, table.columns, cells, strict=False):
            group, _, name = column.partition(".")
            if not cell or column == _NUMBERS:
                continue
            if column == _CONTACT or (not column and is_contact(f"{heading}: {cell}")):
                draft.dropped.append(heading)
            elif not column:
                draft.told.append(f"Cột “{heading or '?'}”: {cell}")
            else:
                holders[group][name] = cell
        _spread(draft, figure)
        draft.groups = {"so-lieu": [figure]} if figure else {}
        if paper:
            draft.groups["giay-to"] = [{"source_kind": "document", "title": paper.get("source_number", ""), **paper}]
        if draft.text("name"):
            yield number, draft


def _spread(draft: Draft, figure: dict[str, str]) -> None:
    """A place is a text; a unit in a column of its own belongs to the numbers beside it."""
    place = draft.answers.get("place")
    if place:
        draft.answers["place"] = {"text": place}
    unit = figure.pop("unit", "")
    for key in ("now", "before"):
        if unit and figure.get(key, "").replace(",", "").replace(".", "").isdigit():
            figure[key] = f"{figure[key]} {unit}"


def require_names(mapping: Mapping[str, str]) -> None:
    """Refuse a map that names what nobody asks. Raises UnreadableFileError."""
    wrong = sorted(set(mapping.values()) - names())
    if wrong:
        raise UnreadableFileError(f"không có câu hỏi nào tên {', '.join(wrong)}; có: {', '.join(sorted(names()))}")
