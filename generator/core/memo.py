"""The memo: one store of results, key -> bytes, that outlives a run. A key covers everything a result was made from.

`memo_key` makes every key: from the toolchain hash, the kind of result, and the inputs the task was given. So nothing in
the store is ever stale; an entry is right or it is not found. A damaged, foreign or missing store only costs time.

The store is one SQLite file. Values may be unpickled, so a store that came with a stranger's files must not be
believed: its name is derived from a secret of the user, kept outside the site, and every value carries a seal.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.core.secret import user_secret
from generator.core.toolchain import toolchain_hash

_SEAL = 16
"""Bytes of a seal."""

_BATCH = 400
"""Keys of one query: SQLite takes at least 999 values."""

_WAIT = 30.0
"""Seconds to wait while another process writes."""

_DAY = 86_400
_FORMAT = """
CREATE TABLE IF NOT EXISTS value (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
  key BLOB PRIMARY KEY, id INTEGER NOT NULL, size INTEGER NOT NULL, day INTEGER NOT NULL
) WITHOUT ROWID;
"""


def memo_key(kind: str, *inputs: str | bytes) -> bytes:
    """The key of a result: of this toolchain, of this kind, made from these inputs and nothing else."""
    digest = hashlib.blake2b(toolchain_hash().encode(), digest_size=20)
    for one in (kind, *inputs):
        data = one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


class Memo:
    """Bytes by key in a store below a folder, which is made when first needed; with None as the folder nothing is kept.

    Several processes may use one store at once. What a disk refuses (full, read-only) is not kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._secret = user_secret() if folder is not None else b""
        self._path = folder / f"memo-{self._seal(b'name', b'').hex()}.sqlite" if folder and self._secret else None
        self._store: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._process = 0
        self._today = int(time.time() // _DAY)

    @classmethod
    def none(cls) -> Memo:
        """The memo that keeps nothing."""
        return cls(None)

    @property
    def keeps(self) -> bool:
        """False for the memo that keeps nothing: what is made only to be kept need not be made."""
        return self._path is not None

    def get(self, key: bytes) -> bytes | None:
        """The value put under `key`; None when there is none, or it is damaged."""
        return self.get_many([key]).get(key)

    def get_or_make(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The value put under `key`, else what `make` returns, which is then kept."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that have one."""
        found: dict[bytes, bytes] = {}
        used: list[bytes] = []
        with self._forgiven():
            for store, some in self._batches(keys):
                marks = ",".join("?" * len(some))
                query = f"SELECT key, day, data FROM entry JOIN value USING (id) WHERE key IN ({marks})"  # noqa: S608
                for key, day, data in store.execute(query, some):
                    value = self._opened(key, data)
                    if value is not None:
                        found[key] = value
                    if day < self._today:
                        used.append(key)
        self._mark_used(used)
        return found

    def missing(self, keys: Iterable[bytes]) -> int:
        """How many of these keys have no value."""
        keys = list(keys)
        known = 0
        with self._forgiven():
            for store, some in self._batches(keys):
                marks = ",".join("?" * len(some))
                known += store.execute(f"SELECT count(*) FROM entry WHERE key IN ({marks})", some).fetchone()[0]  # noqa: S608
        return len(keys) - known

    def put(self, key: bytes, data: bytes) -> None:
        """Keep `data` under `key`; the store has it at once."""
        self.put_many([(key, data)])

    def put_many(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep several entries in one transaction."""
        if self._path is None:
            return
        packed = [(key, self._sealed(key, data)) for key, data in entries]
        with self._forgiven():
            store = self._open(create=True)
            if store is None:
                return
            with store:
                store.execute("BEGIN IMMEDIATE")
                for key, data in packed:
                    row = store.execute("INSERT INTO value (data) VALUES (?)", (data,)).lastrowid
                    old = store.execute("SELECT id FROM entry WHERE key = ?", (key,)).fetchone()
                    if old:
                        store.execute("DELETE FROM value WHERE id = ?", old)
                    entry = (key, row, len(data), self._today)
                    store.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", entry)

    def prune(self, max_bytes: int) -> None:
        """Remove the entries used longest ago until at most `max_bytes` of values remain."""
        with self._forgiven():
            store = self._open(create=False)
            if store is None or store.execute("SELECT total(size) FROM entry").fetchone()[0] <= max_bytes:
                return
            kept = 0
            gone = []
            for row, size in store.execute("SELECT id, size FROM entry ORDER BY day DESC, id DESC"):
                kept += size
                if kept > max_bytes:
                    gone.append((row,))
            with store:
                store.executemany("DELETE FROM value WHERE id = ?", gone)
                store.execute("DELETE FROM entry WHERE id NOT IN (SELECT id FROM value)")
            store.executescript("PRAGMA incremental_vacuum;")

    def _mark_used(self, keys: list[bytes]) -> None:
        """Note the day of last use, by which `prune` chooses; a store that is busy or read-only goes without."""
        if not keys:
            return
        with self._forgiven():
            store = self._open(create=False)
            if store is not None:
                with store:
                    store.executemany("UPDATE entry SET day = ? WHERE key = ?", [(self._today, key) for key in keys])

    def _batches(self, keys: Iterable[bytes]) -> Iterator[tuple[sqlite3.Connection, list[bytes]]]:
        store = self._open(create=False)
        if store is None:
            return
        keys = list(keys)
        for first in range(0, len(keys), _BATCH):
            yield store, keys[first : first + _BATCH]

    @contextlib.contextmanager
    def _forgiven(self) -> Iterator[None]:
        """A store that cannot be read or written is passed over; a damaged one is removed and begun again later."""
        try:
            yield
        except sqlite3.OperationalError:
            pass  # locked for long, read-only, or the disk is full: the entry is not kept, or not found
        except (sqlite3.DatabaseError, OSError):
            self._discard()

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        """The connection of this process: one made before a fork must not be used after it."""
        if self._path is None:
            return None
        if self._store is not None and self._process == os.getpid():
            return self._store
        if not create and not self._path.exists():
            return None
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # What a fork inherited stays open: closing it here would take the parent's lock.
        self._inherited = self._store
        store = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        # A lost store costs time only, so nothing waits for the disk.
        store.executescript("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF;")
        store.executescript(_FORMAT)
        self._store, self._process = store, os.getpid()
        return store

    def _discard(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._store is not None and self._process == os.getpid():
                self._store.close()
        self._store = None
        if self._path is not None:
            for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                with contextlib.suppress(OSError):
                    path.unlink()

    def _sealed(self, key: bytes, data: bytes) -> bytes:
        packed = zlib.compress(data, 1)
        return self._seal(key, packed) + packed

    def _opened(self, key: bytes, data: bytes) -> bytes | None:
        packed = data[_SEAL:]
        if not hmac.compare_digest(data[:_SEAL], self._seal(key, packed)):
            return None
        return zlib.decompress(packed)

    def _seal(self, key: bytes, data: bytes) -> bytes:
        return hashlib.blake2b(key + data, key=self._secret, digest_size=_SEAL).digest()


def memo_folder(root: Path) -> Path:
    """Where the memo of the site under `root` lies."""
    return root / ".cache" / "kheo"
