"""The addresses a site has promised: who answers for each of those in the ledger, asked of the records alone."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from generator.core.problems import Problem, problem
from generator.records.schema import GENERATED_ADDRESSES, Records, is_proposal, old_names
from generator.records.source import LEDGER_FILE, Document, Source
from generator.showcase import addresses

# folder of addresses -> kind of record that may claim one of them
_CLAIMED = {
    addresses.MODELS: "model",
    addresses.NEWS: "news",
    addresses.PROGRAMMES: "programme",
    addresses.FACETS["field"]: "field",
    addresses.FACETS["place"]: "place",
    addresses.FACETS["organisation"]: "organisation",
}
_WITHDRAWABLE = frozenset({"model", "news"})
_CALLED = {
    "programme": "chương trình",
    "field": "lĩnh vực",
    "place": "địa bàn",
    "organisation": "đơn vị",
    "page": "trang",
}
_OLD_NAMES = dict.fromkeys(("field", "place", "organisation"), "former_slugs")
_NEAREST_FOR = 20
# Pages of the generator's own in those folders.
_OURS = frozenset({addresses.NEWS_ARCHIVE, addresses.PLACE_LOOKUP})


class _Claims:
    """Every name records go by, now or before, by kind; records whose shape is wrong keep theirs while they are mended."""

    def __init__(self, source: Source, records: Records) -> None:
        """Collect slugs, aliases and ids. `unread`: kinds of which a file could not be read, so names are missing."""
        self.files: dict[str, dict[str, str]] = {}
        self._asked = 0
        self.ids = set(records.published().model_by_id)
        valid = set()
        for entry in records.entries():
            valid.add((entry.document.file, entry.document.prefix))
            if is_proposal(entry.record):
                continue
            for name in (entry.slug, *old_names(entry.record)):
                self._claim(entry.document.kind, name, entry.document.file)
        # The values of valid records are not looked at again: unpacking them costs as much as reading the site.
        for document in source.documents:
            if (document.file, document.prefix) not in valid:
                self._claim_unchecked(document)
        read = {document.file for document in source.documents}
        partly = {file for _, file, _ in source.unread()}
        unread = [record for record in source.found.records if record.file not in read or record.file in partly]
        self.unread = {record.kind for record in unread}
        for record in unread:
            self._claim(record.kind, record.name, record.file)

    def _claim_unchecked(self, document: Document) -> None:
        self._claim(document.kind, document.data.get("slug") or document.name, document.file)
        old = document.data.get(_OLD_NAMES.get(document.kind, "aliases"))
        for name in old if isinstance(old, list) else ():
            self._claim(document.kind, name, document.file)
        if document.kind == "model":
            self.ids.add(str(document.data.get("id", "")).upper())

    def _claim(self, kind: str, name: Any, file: str) -> None:
        self.files.setdefault(kind, {}).setdefault(str(name), file)

    def nearest(self, kind: str, name: str, promised: dict[str, int], folder: str) -> str:
        """The file most likely to hold what went by `name`: first among those whose address is new; "—" for none."""
        # Comparing a name with thousands takes time; of many that are missing the first few show what happened.
        self._asked += 1
        known = self.files.get(kind, {}) if self._asked <= _NEAREST_FOR else {}
        new = [other for other in known if f"{folder}{other}/" not in promised]
        found = difflib.get_close_matches(name, sorted(new), n=1, cutoff=0.6)
        found = found or difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
        return f"{known[found[0]]} ({found[0]})" if found else "—"


def unclaimed(source: Source, records: Records) -> Iterator[Problem]:
    """Addresses of the ledger that no record claims any more, by its name, an alias or its id: KH343, KH344, KH345."""
    if not source.ledger:
        return
    claims = _Claims(source, records)
    for address, line in source.ledger.items():
        folder, name = _split(address)
        kind = "page" if name and not folder else _CLAIMED.get(folder, "")
        if folder == addresses.SHORT and name.upper() not in claims.ids and "model" not in claims.unread:
            yield problem(LEDGER_FILE, (), "KH344", name.upper(), position=(line, 1), address=address)
        if not kind or address in _OURS or name in claims.files.get(kind, ()) or _hidden(kind, name, claims):
            continue
        nearest = claims.nearest(kind, name, source.ledger, folder)
        if kind in _WITHDRAWABLE:
            yield problem(LEDGER_FILE, (), "KH343", address, position=(line, 1), name=name, nearest=nearest)
        else:
            values: dict[str, Any] = {
                "name": name,
                "key": _OLD_NAMES.get(kind, "aliases"),
                "nearest": nearest,
                "what": _CALLED[kind],
            }
            yield problem(LEDGER_FILE, (), "KH345", address, position=(line, 1), **values)


def _hidden(kind: str, name: str, claims: _Claims) -> bool:
    """Whether the name may stand in a file that could not be read, or the page is none a person wrote."""
    return kind in claims.unread or (kind == "page" and name in GENERATED_ADDRESSES)


def _split(address: str) -> tuple[str, str]:
    """("mo-hinh/", "x") of the page "mo-hinh/x/", ("", "x") of the page "x/"; ("", "") of any other address."""
    folder, slash, rest = address.partition("/")
    if not rest:
        return ("", folder) if slash else ("", "")
    name = rest.removesuffix("/")
    return (f"{folder}/", name) if rest.endswith("/") and "/" not in name else ("", "")
