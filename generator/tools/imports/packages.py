"""Office files are packages: looked over before anything of them is parsed."""

from __future__ import annotations

import zipfile
from pathlib import Path

from generator.records.source.limits import LIMITS
from generator.tools.imports.errors import UnreadableFileError

FILE_BYTES = LIMITS["import file"].value
_UNPACKED = LIMITS["import unpacked"].value
_XML = LIMITS["import XML"].value
_PARTS = LIMITS["import parts"].value
# No office program writes a document type; only one who means harm, or mischief, does.
_MARKS = [mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")]


def require_small(path: Path, most: int = FILE_BYTES) -> None:
    """Refuse a file of too many bytes. Raises UnreadableFileError and OSError."""
    size = path.stat().st_size
    if size > most:
        raise UnreadableFileError(f"tệp lớn {size:,} byte, nhiều nhất {most:,}".replace(",", "."))


def require_harmless(path: Path) -> None:
    """Refuse a package that would unpack to more than is allowed, that holds macros, or XML that defines entities.

    Sizes are those of the package's own list; what reads it later stops there too. Raises UnreadableFileError and OSError.
    """
    require_small(path)
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
            if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
                raise UnreadableFileError("tệp bung ra quá lớn")
            if sum(part.file_size for part in xml) > _XML:
                raise UnreadableFileError("phần chữ của tệp bung ra quá lớn")
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise UnreadableFileError("tệp có macro; hãy lưu lại thành tệp không có macro")
            for part in xml:
                text = package.read(part)
                if any(mark in text for mark in _MARKS):
                    raise UnreadableFileError("tệp có khai báo lạ (DOCTYPE, ENTITY), không đọc")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        # RuntimeError: a password; NotImplementedError: a way of packing nobody uses.
        raise UnreadableFileError("tệp hỏng, có mật khẩu, hoặc không phải tệp Office") from error
