"""Give a record another name, whole: its file, its old address, and every place that calls it; all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.problems import message
from generator.core.vietnamese.slugs import is_device_name
from generator.pipeline.check import Checked, check_site
from generator.records.checks.references import references_of
from generator.records.schema import GENERATED_ADDRESSES, RESERVED_SLUGS, Entry, old_names
from generator.records.source import EditedFile
from generator.showcase.addresses import MODELS, NEWS, PROGRAMMES
from generator.tools import journal
from generator.tools.journal import JOURNAL, Change, JournalError

_KINDS = {
    "model": "mô hình",
    "news": "tin",
    "programme": "chương trình",
    "page": "trang viết tay",
    "field": "lĩnh vực",
    "place": "địa bàn",
    "organisation": "đơn vị",
}
KINDS = tuple(_KINDS)
"""The kinds of record that have an address, and so a name worth keeping."""

_FOLDERS = {"model": MODELS, "news": NEWS, "programme": PROGRAMMES}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 80


class RenameError(Exception):
    """The record cannot be renamed, and nothing has changed; the text says why, in Vietnamese."""


@dataclass(slots=True)
class Plan:
    """What a rename changes: at most one move (from, to), and files with the edits in them."""

    site: Path
    move: tuple[str, str] | None = None
    files: dict[str, EditedFile] = field(default_factory=dict)

    def edited(self, file: str) -> EditedFile:
        """The file, to be changed."""
        if file not in self.files:
            self.files[file] = EditedFile(self.site / file, file)
        return self.files[file]

    def lines(self) -> Iterator[str]:
        """What will change, one line each."""
        if self.move:
            yield f"{self.move[0]} → {self.move[1]}"
        for file in sorted(self.files):
            for line, new in self.files[file].edits:
                yield f"{file}:{line}: {new}"


def plan_rename(site: Path, old: str, new: str, kind: str | None = None) -> Plan:
    """What giving the record `old` (slug, id or file) the name `new` changes. Raises RenameError."""
    checked = check_site(site)
    if checked.errors:
        raise RenameError(
            "Hồ sơ của trang còn lỗi, nên chưa biết chắc ai gọi đến ai. Gõ kheo check, sửa hết lỗi, rồi đổi tên."
        )
    entry = _find(checked, old, kind)
    _require_free(checked, entry, new)
    plan = Plan(site)
    _rename_record(plan, entry, new)
    _rename_references(plan, checked, entry, new)
    plan.files = {file: edited for file, edited in plan.files.items() if edited.edits}
    return plan


def _entries(checked: Checked) -> Iterator[Entry[Any]]:
    return (entry for entry in checked.records.entries() if entry.document.kind in KINDS)


def _find(checked: Checked, old: str, kind: str | None) -> Entry[Any]:
    """The one record that goes by `old`."""
    found = [
        entry
        for entry in _entries(checked)
        if old in (entry.slug, entry.document.file, getattr(entry.record, "id", None))
        and kind in (None, entry.document.kind)
        and not (entry.document.prefix and old == entry.document.file)
    ]
    if not found:
        raise RenameError(f"Không có hồ sơ nào tên “{old}”.")
    if len(found) > 1:
        kinds = ", ".join(f"--kind {entry.document.kind} ({_KINDS[entry.document.kind]})" for entry in found)
        raise RenameError(f"Có {len(found)} hồ sơ tên “{old}”; hãy nói rõ loại: {kinds}.")
    (entry,) = found
    if not entry.document.file.startswith("content/"):
        raise RenameError(
            f"“{old}” thuộc danh mục có sẵn của phần mềm ({entry.document.file}), không đổi tên từ trang này được."
        )
    if entry.document.kind == "page" and entry.slug == "index":
        raise RenameError("Trang đầu luôn là content/pages/index.md, không đổi tên được.")
    return entry


def _require_free(checked: Checked, entry: Entry[Any], new: str) -> None:
    """Refuse a name that is none, or that is somebody's, now or formerly."""
    kind = entry.document.kind
    if not _SLUG.match(new) or len(new) > _LONGEST:
        raise RenameError(
            f"“{new}” không dùng làm địa chỉ được: chỉ chữ thường không dấu, số và gạch nối, nhiều nhất {_LONGEST} ký tự."
        )
    if is_device_name(new):
        raise RenameError(message("KH140", {"text": new}, "vi"))
    if new == entry.slug:
        raise RenameError(f"Hồ sơ đã tên “{new}” rồi.")
    if new in (GENERATED_ADDRESSES if kind == "page" else RESERVED_SLUGS):
        raise RenameError(f"Tên “{new}” dành cho trang do kheo dựng; hãy chọn tên khác.")
    for other in _entries(checked):
        if other.document.kind != kind:
            continue
        if new == other.slug or (other is not entry and new in old_names(other.record)):
            held = "tên" if new == other.slug else "tên cũ"
            raise RenameError(f"“{new}” đang là {held} của {other.document.file}; hãy chọn tên khác.")


def _rename_record(plan: Plan, entry: Entry[Any], new: str) -> None:
    """The record's own name: its slug, its file or folder, and the old name among those it went by."""
    document, old = entry.document, entry.slug
    own = plan.edited(document.file)
    if own.has((*document.prefix, "slug")):
        own.replace((*document.prefix, "slug"), new)
    key = "former_slugs" if hasattr(entry.record, "former_slugs") else "aliases"
    before = old_names(entry.record)
    if new in before:
        own.replace((*document.prefix, key, before.index(new)), old)
    elif old not in before:
        own.add_name(document.prefix, key, old, after=("slug", "id"))
    if document.prefix or document.name != old:
        return
    source = document.folder or document.file
    target = f"{source.rpartition('/')[0]}/{new}" + ("" if document.folder else Path(source).suffix)
    taken = [path.name for path in (plan.site / source).parent.iterdir() if path.stem.casefold() == new]
    if taken:
        raise RenameError(f"Trong {source.rpartition('/')[0]} đã có {taken[0]}; hãy chọn tên khác.")
    plan.move = (source, target)


def _rename_references(plan: Plan, checked: Checked, entry: Entry[Any], new: str) -> None:
    """Every record that calls this one by its slug, every answer about its file, every link of hand-written pages."""
    kind, old = entry.document.kind, entry.slug
    for other in checked.records.entries():
        for called, route, name in references_of(other):
            if (called, name) != (kind, old):
                continue
            if not other.document.file.startswith("content/"):
                raise RenameError(
                    f"Danh mục có sẵn của phần mềm ({other.document.file}) gọi “{old}”, nên không đổi tên được."
                )
            plan.edited(other.document.file).replace((*other.document.prefix, *route), new)
    for answer in checked.records.answers:
        if plan.move and answer.record.file == entry.document.file:
            moved = answer.record.file.replace(*plan.move, 1)
            plan.edited(answer.document.file).replace((*answer.document.prefix, "file"), moved)
    links = _links(kind, old)
    for page in checked.records.pages:
        plan.edited(page.document.file).replace_in_body(links, rf"\g<1>{new}\g<2>")


def _links(kind: str, old: str) -> re.Pattern[str]:
    """Links of hand-written pages to this record, in relative form: "](../mo-hinh/old/", "](old.md"."""
    folder = _FOLDERS.get(kind) or {"field": "linh-vuc/", "place": "dia-ban/", "organisation": "don-vi/"}.get(kind, "")
    end = r"/|\.md(?=[)#\s])" if kind == "page" else "/"
    return re.compile(rf"(\]\(\s*<?(?:\.{{1,2}}/)*{re.escape(folder)}){re.escape(old)}({end})")


def carry_out(plan: Plan) -> None:
    """Do it. Raises RenameError when a file cannot be written or the site would have errors; then all is as before."""
    files = {file: ((plan.site / file).read_bytes(), edited.bytes()) for file, edited in plan.files.items()}
    try:
        journal.carry_out(plan.site, Change(files, (plan.move,) if plan.move else ()))
        checked = check_site(plan.site)
    except OSError as error:
        recover(plan.site)
        raise RenameError(f"Không ghi được {error.filename}: {error.strerror}. Mọi tệp vẫn như cũ.") from error
    except BaseException:
        recover(plan.site)
        raise
    wrong = next((found for found in checked.findings if found.is_error and found.file != JOURNAL), None)
    if wrong is not None:
        recover(plan.site)
        said = message(wrong.code, dict(wrong.values) | {"text": wrong.text}, "vi")
        raise RenameError(f"Đổi tên như vậy thì {wrong.file} có lỗi: {said} Mọi tệp vẫn như cũ.")
    journal.finish(plan.site)


def recover(site: Path) -> bool:
    """Undo a rename that was cut off; False where there is none. Raises RenameError where it cannot be undone."""
    try:
        return journal.undo(site)
    except JournalError as error:
        raise RenameError(
            f"Lần đổi tên trước bị ngắt giữa chừng, sau đó {error.file} lại được sửa nên không tự đưa về được; "
            f"hãy khôi phục content/ từ kho rồi xóa {JOURNAL}."
        ) from error
    except OSError as error:
        raise RenameError(
            f"Đổi tên dở dang, không đưa {error.filename} về như cũ được; hãy gõ lại lệnh này."
        ) from error
