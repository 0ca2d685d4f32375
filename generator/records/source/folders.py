"""The folders of `content/` and the kinds of records in them; names that are never content."""

from __future__ import annotations

import re

# folder -> kind of the records in it, one a file
FOLDERS = {
    "models": "model",
    "news": "news",
    "pages": "page",
    "programmes": "programme",
    "statistics": "statistic",
}
# file or folder of files -> kind of the records listed in it
REGISTERS = {
    "fields": "field",
    "organisations": "organisation",
    "places": "place",
    "abbreviations": "abbreviation",
    "concepts": "concept",
    "criteria": "criterion",
    "answers": "answer",
    "different": "difference",
    "links": "link",
}
# Kinds that may be a folder with photos beside its index.md.
WITH_PHOTOS = frozenset({"models", "news"})

# Left by systems and git in every folder, with nothing of an editor's in it.
OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".gitattributes", ".gitignore", ".gitkeep"})
# Hidden files, backups of editors, and files they hold open: never published, but named.
_HIDDEN = re.compile(r"^\.|~\Z|^#.*#\Z")


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is never content: left by a system, hidden, or an editor's backup."""
    return name in OF_SYSTEMS or _HIDDEN.search(name) is not None


def printable(path: str) -> str:
    """A path without the halves of letters that odd file names hold."""
    return path.encode("utf-8", "replace").decode("utf-8")
