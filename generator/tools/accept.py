"""Accept proposals: give each its id, its basis and its review, and the name its address will have; all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.problems import Finding
from generator.core.problems.reporters import text
from generator.core.texts import key_called
from generator.pipeline.check import Checked, check_site
from generator.records.schema import RECORDS, UNSAID, Basis, Entry, ModelProposal, PartialDate
from generator.records.source import EditedFile
from generator.tools import journal
from generator.tools.journal import JOURNAL, Change, JournalError
from generator.tools.naming import free_slug, next_id, used_ids, used_names

_NO_NAME = {"model": "mo-hinh", "news": "tin"}


class AcceptError(Exception):
    """Nothing has been accepted; the text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What whoever approves says. basis: of the field of work; None to take what the record shows."""

    date: PartialDate
    by: str
    basis: Basis | None = None


@dataclass(slots=True)
class Plan:
    """What accepting changes. accepted: (file as it was, file as it will be, id or "")."""

    site: Path
    files: dict[str, EditedFile] = field(default_factory=dict)
    moves: list[tuple[str, str]] = field(default_factory=list)
    accepted: list[tuple[str, str, str]] = field(default_factory=list)

    def edited(self, file: str) -> EditedFile:
        """The file, to be changed."""
        if file not in self.files:
            self.files[file] = EditedFile(self.site / file, file)
        return self.files[file]


def accept(site: Path, files: Sequence[str], approval: Approval) -> list[tuple[str, str, str]]:
    """Accept the proposals in `files`, named from the site's folder: (old file, new file, id) of each. Raises AcceptError."""
    checked = check_site(site)
    entries = list(_entries(checked, files))
    plan = Plan(site)
    ids, names = used_ids(checked.source), {kind: used_names(checked.source, kind) for kind in _NO_NAME}
    for entry in entries:
        kind = entry.document.kind
        if kind == "organisation":
            # It goes by its own slug already; only its file may have another name.
            _move(plan, checked, entry, entry.slug, "")
            continue
        slug = _slug(entry, names[kind] - {entry.document.name, entry.slug})
        names[kind].add(slug)
        given = ""
        if isinstance(entry.record, ModelProposal):
            given = _next_id(checked, entry.record, ids)
            ids.add(given)
        _give(plan, entry, given, approval)
        _move(plan, checked, entry, slug, given)
    _carry_out(plan, {found for found in checked.findings if found.is_error})
    return plan.accepted


def _entries(checked: Checked, files: Sequence[str]) -> Iterator[Entry[Any]]:
    """The proposal of each file; raises AcceptError that names every file of which there is none, or a wrong one."""
    proposals = {entry.document.file: entry for entry in checked.records.proposals()}
    known = {entry.document.file: entry for entry in checked.records.entries()}
    said: list[str] = []
    for file in dict.fromkeys(files):
        wrong = [found for found in checked.findings if found.is_error and found.file == file]
        if wrong:
            said.append(text(wrong, "vi").rstrip())
        elif file in proposals:
            yield proposals[file]
        elif file in known and known[file].document.kind == "organisation" and not known[file].document.prefix:
            yield known[file]
        elif file in known:
            said.append(f"{file}: không phải đề xuất, hồ sơ này đã được duyệt.")
        elif (checked.root / file).exists():
            said.append(f"{file}: không phải hồ sơ mô hình hay tin.")
        else:
            said.append(f"{file}: không có tệp này.")
    if said:
        raise AcceptError("\n".join([*said, "Chưa duyệt hồ sơ nào."]))


def _slug(entry: Entry[Any], taken: set[str]) -> str:
    own = getattr(entry.record, "slug", None)
    name = getattr(entry.record, "name", None) or entry.record.title
    return own or free_slug(name, _NO_NAME[entry.document.kind], taken)


def _next_id(checked: Checked, record: ModelProposal, ids: set[str]) -> str:
    if checked.records.province is None:
        raise AcceptError("Chưa có content/province.yml đúng, nên chưa biết mã mô hình mở đầu bằng gì.")
    began = (record.registration.date if record.registration else None) or record.period.start
    try:
        return next_id(checked.records.province.record.id_prefix, ids, began.year if began else None)
    except ValueError as error:
        raise AcceptError(str(error)) from error


def _give(plan: Plan, entry: Entry[Any], given: str, approval: Approval) -> None:
    """Write what a proposal lacks into its file."""
    own = plan.edited(entry.document.file)
    keys = {_key(entry, written): written for written in own.top_keys()}

    def after(*wanted: str) -> tuple[str, ...]:
        return tuple(keys[key] for key in wanted if key in keys)

    if given:
        own.fill((keys["id"],), given) if "id" in keys else own.add_key((), f"id: {given}", ())
        basis = approval.basis or (Basis.STATED if entry.record.registration else Basis.INFERRED)
        if "field_basis" not in keys:
            own.add_key((), f"field_basis: {basis.value}", after("field", "lede", "name"))
        for key, value in UNSAID.items():
            if key not in keys:
                own.add_key((), f"{key}: {value}", after("place", "field", "lede", "name"))
    if own.has(("reviewed", "date")) and own.has(("reviewed", "by")):
        own.fill(("reviewed", "date"), str(approval.date))
        own.fill(("reviewed", "by"), approval.by)
    elif "reviewed" in keys:
        raise AcceptError(f"{entry.document.file}: mục “reviewed” ghi dở; hãy bỏ mục ấy rồi duyệt lại.")
    else:
        quoted = approval.by.replace("\\", "\\\\").replace('"', '\\"')
        own.add_key((), f'reviewed: {{date: {approval.date}, by: "{quoted}"}}', after("sources", "source", "lede"))


def _key(entry: Entry[Any], written: str) -> str:
    """The key that a key of the file means: its own name or a label."""
    known = RECORDS[entry.document.kind].model_fields
    return written if written in known else key_called(written, known) or written


def _move(plan: Plan, checked: Checked, entry: Entry[Any], slug: str, given: str) -> None:
    """The file or folder named after the slug, and answers about the file."""
    document = entry.document
    source = document.folder or document.file
    target = f"{source.rpartition('/')[0]}/{slug}" + ("" if document.folder else Path(source).suffix)
    moved = document.file.replace(source, target, 1)
    if target != source:
        plan.moves.append((source, target))
        for answer in checked.records.answers:
            if answer.record.file == document.file:
                plan.edited(answer.document.file).replace((*answer.document.prefix, "file"), moved)
    plan.accepted.append((document.file, moved, given))


def _carry_out(plan: Plan, before: set[Finding]) -> None:
    """Write all of it; undone where a file cannot be written or an accepted record would have an error."""
    files = {file: ((plan.site / file).read_bytes(), edited.bytes()) for file, edited in plan.files.items()}
    try:
        journal.carry_out(plan.site, Change(files, tuple(plan.moves)))
        checked = check_site(plan.site)
    except OSError as error:
        _recover(plan.site)
        raise AcceptError(f"Không ghi được {error.filename}: {error.strerror}. Chưa duyệt hồ sơ nào.") from error
    except BaseException:
        _recover(plan.site)
        raise
    ours = {moved for _, moved, _ in plan.accepted}
    wrong = [found for found in checked.findings if found.is_error and found not in before and found.file != JOURNAL]
    if wrong:
        _recover(plan.site)
        told = [found for found in wrong if found.file in ours] or wrong
        raise AcceptError(f"Duyệt như vậy thì còn lỗi:\n{text(told, 'vi')}Chưa duyệt hồ sơ nào.")
    journal.finish(plan.site)


def _recover(site: Path) -> None:
    try:
        journal.undo(site)
    except (JournalError, OSError) as error:
        raise AcceptError(f"Việc duyệt dở dang; hãy gõ kheo rename rồi duyệt lại ({error}).") from error
