"""Write the files of a content repository: the packaged template with its `@@NAMES@@` filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.core.resources import beside
from generator.records.checks.requires import usual_range
from generator.records.source.gazetteers import Province
from generator.records.source.yaml_writer import scalar
from generator.tools.init.provinces import former_tables

# What a fresh clone holds; init writes beside it.
_MAY_BE_THERE = {".git", "LICENSE", ".DS_Store"}
_PLACEHOLDER = re.compile(r"@@([A-Z_]+)@@")


class FolderInUseError(ValueError):
    """The folder holds files that init would mix with its own; the message names some."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a repository is filled with. date: of the day it is written, "2026-12-01"; "" for what is not known."""

    province: Province
    date: str
    publisher: str = ""
    contact: str = ""
    url: str = ""
    repository: str = ""
    owner: str = ""

    def values(self) -> dict[str, str]:
        """Placeholder -> what stands in its place."""
        province, publisher = self.province, self.publisher or usual_publisher(self.province)
        contact = self.contact or publisher
        repository = self.repository.rstrip("/")
        return {
            "SLUG": province.slug,
            "PROVINCE": province.name,
            "PROVINCE_CAPITAL": f"{province.name[0].upper()}{province.name[1:]}",
            "PROVINCE_WORD": "tỉnh" if province.name.startswith("tỉnh ") else "thành phố",
            "PREFIX": province.prefix,
            "UNIT": province.unit,
            "GAZETTEERS": ", ".join(former_tables(province)),
            "SITE_NAME": scalar(f"Dân vận khéo – {province.name}"),
            "URL": json.dumps(self.url and f"{self.url.rstrip('/')}/"),
            "PUBLISHER": scalar(publisher),
            "PUBLISHER_SENTENCE": f"{publisher.rstrip('.')} chịu trách nhiệm về nội dung của trang.",
            "CONTACT": scalar(contact),
            "CONTACT_TEXT": contact.rstrip("."),
            "EDIT_BASE": f"edit_base: {scalar(_edit_base(repository))}\n" if repository else "",
            "CONTRIBUTE": _contribute(repository),
            "REQUIRES": usual_range(),
            "OWNER": f"* {self.owner}" if self.owner else "# * @ten-nguoi-phu-trach",
            "DATE": self.date,
        }


def _host(repository: str) -> str:
    """Which kind of host a repository lies at, by its name; GitHub where the name tells nothing."""
    host = urlsplit(repository).hostname or ""
    if "gitlab" in host:
        return "gitlab"
    return "gitea" if any(one in host for one in ("gitea", "forgejo", "codeberg")) else "github"


def _edit_base(repository: str) -> str:
    """Where a host lets people edit a file of the main branch."""
    way = {"gitlab": "-/edit", "gitea": "_edit", "github": "edit"}[_host(repository)]
    return f"{repository}/{way}/main/"


def _contribute(repository: str) -> str:
    """Where the form "Kể một mô hình" leads to: the repository, or an example of it."""
    host, address = _host(repository), repository or "https://github.com/van-phong/dan-van-kheo"
    lines = ("contribute:", f"  host: {host}", f"  repository: {scalar(address)}", "  branch: main")
    return "".join(f"{line}\n" if repository else f"# {line}\n" for line in lines)


def usual_publisher(province: Province) -> str:
    """The body of the Party that looks after the movement in a province, as it has been called since 2025."""
    committee = "Tỉnh ủy" if province.name.startswith("tỉnh ") else "Thành ủy"
    name = province.name.removeprefix("tỉnh ").removeprefix("thành phố ")
    return f"Ban Tuyên giáo và Dân vận {committee} {name}"


def write_repository(folder: Path, settings: Settings, requirements: str) -> list[str]:
    """Write every file below `folder`, which is made; return their names. Raises FolderInUseError, or OSError with nothing left.

    A folder may hold what a fresh clone holds, nothing else.
    """
    _require_free(folder)
    files = {**dict(_filled(settings)), "requirements.txt": requirements}
    written: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return sorted(files)


def _require_free(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise FolderInUseError(f"“{folder}” là một tệp, không phải thư mục.")
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if "mkdocs.yml" in there and (folder / "content/province.yml").is_file():
        raise FolderInUseError(
            f"“{folder}” đã là kho hồ sơ của một trang; kheo init không ghi đè. Gõ kheo check, kheo serve."
        )
    others = [name for name in there if name not in _MAY_BE_THERE]
    if others:
        shown = ", ".join(others[:3]) + ("…" if len(others) > 3 else "")
        raise FolderInUseError(f"“{folder}” đã có tệp ({shown}); hãy chọn một thư mục trống.")


def _filled(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield (name in the repository, text); "dot-" at the beginning of a name stands for a dot."""
    template, values = beside(__file__, "template"), settings.values()
    for path in sorted(template.rglob("*")):
        if path.is_file():
            name = re.sub(r"(^|/)dot-", r"\1.", path.relative_to(template).as_posix())
            yield name, _PLACEHOLDER.sub(lambda found: values[found[1]], path.read_text(encoding="utf-8"))
