"""Random edits of a site, as editors make them: each changes files of a folder and says what it did."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

Edit = Callable[[random.Random, Path], str]


def _records(site: Path, kind: str) -> list[Path]:
    return sorted([*site.glob(f"content/{kind}/*.md"), *site.glob(f"content/{kind}/*/index.md")])


def _pick(draw: random.Random, site: Path, kind: str) -> Path:
    return draw.choice(_records(site, kind))


def _replace(path: Path, pattern: str, new: str) -> str:
    """Replace the first match; say what was done."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
    return f"{pattern} -> {new} in {path.name if path.name != 'index.md' else path.parent.name}"


def a_story(draw: random.Random, site: Path) -> str:
    """A sentence more."""
    path = _pick(draw, site, draw.choice(["models", "models", "news", "programmes"]))
    return _replace(path, r"\Z", f"\nXóm họp thêm {draw.randrange(2, 99)} buổi, ai cũng được nói.\n")


def a_name(draw: random.Random, site: Path) -> str:
    """Another name, so that lists are in another order."""
    first = draw.choice(["Ao chung", "Ươm cây", "Đêm hội", "Lớp học", "Xuồng cứu trợ"])
    return _replace(_pick(draw, site, "models"), r"^name: .*$", f'name: "{first} số {draw.randrange(1000)}"')


def a_title(draw: random.Random, site: Path) -> str:
    """Another title of a news item."""
    return _replace(_pick(draw, site, "news"), r"^title: .*$", f'title: "Tin thứ {draw.randrange(1000)}"')


def a_date(draw: random.Random, site: Path) -> str:
    """Another day of a news item, so that it moves in the archive."""
    return _replace(_pick(draw, site, "news"), r"^published: .*$", f"published: 2023-{draw.randrange(1, 13):02}-11")


def a_lede(draw: random.Random, site: Path) -> str:
    """Another lede."""
    lede = f'lede: "Hồ sơ minh họa, sửa lần {draw.randrange(1000)}: bà con bàn, làm và cùng giữ."'
    return _replace(_pick(draw, site, draw.choice(["models", "programmes"])), r"^lede: .*$", lede)


def a_review(draw: random.Random, site: Path) -> str:
    """Another day of review: feeds and calendars are by date."""
    return _replace(
        _pick(draw, site, "models"), r"^  date: 20..-..-..\n  by:", f"  date: 2026-09-{draw.randrange(10, 30)}\n  by:"
    )


def a_choice(draw: random.Random, site: Path) -> str:
    """A record for the front page."""
    return _replace(_pick(draw, site, "models"), r"^field_basis:", "featured: true\nfield_basis:")


def an_addition(draw: random.Random, site: Path) -> str:
    """A new record, much like another."""
    path = _pick(draw, site, "models")
    number = draw.randrange(5000, 9999)
    text = re.sub(r"^id: .*$", f"id: MH-2022-{number}", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    text = re.sub(r"^(aliases|photos|related|continues|former_ids):.*\n([ -].*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^name: .*$", f'name: "Việc mới thứ {number}"', text, count=1, flags=re.MULTILINE)
    (site / f"content/models/viec-moi-{number}.md").write_text(text, encoding="utf-8")
    return f"added {number}"


def a_removal(draw: random.Random, site: Path) -> str:
    """A record less; one that others refer to cannot go, and the build refuses."""
    new = [path for path in _records(site, "models") if path.name.startswith("viec-moi-")]
    path = draw.choice(new) if new and draw.random() < 0.7 else _pick(draw, site, draw.choice(["models", "news"]))
    if path.name == "index.md":
        shutil.rmtree(path.parent)
    else:
        path.unlink()
    return f"removed {path.relative_to(site)}"


def a_renaming(draw: random.Random, site: Path) -> str:
    """Another file name, the old one kept as an alias."""
    path = _pick(draw, site, "models")
    if path.name == "index.md":
        return a_story(draw, site)
    new = path.with_name(f"ten-moi-{draw.randrange(10_000)}.md")
    path.rename(new)
    _replace(new, r"^(aliases:\n)?name:|^aliases:\n", "aliases:\n  - " + path.stem + "\n" + "name:")
    return f"renamed {path.stem} to {new.stem}"


def a_photo(draw: random.Random, site: Path) -> str:
    """Other pixels under the same name."""
    photos = sorted([*site.glob("content/*/*/*.webp"), *site.glob("content/*/*/*.jpg")])
    if not photos:
        return a_story(draw, site)
    path = draw.choice(photos)
    with Image.open(path) as image:
        size = image.size
    colour = tuple(draw.randrange(256) for _ in range(3))
    Image.new("RGB", size, colour).save(path)
    return f"photo {path.relative_to(site)}"


def an_organisation(draw: random.Random, site: Path) -> str:
    """Another note in a register, on which everything may hang."""
    return _replace(
        site / "content/organisations.yml",
        r"^  note: .*$|^  level: (\w+)$",
        f"  note: Ghi chú {draw.randrange(100)}\n  level: province",
    )


def a_page(draw: random.Random, site: Path) -> str:
    """A hand-written page says more."""
    return _replace(site / "content/pages/gioi-thieu.md", r"\Z", f"\nThêm dòng {draw.randrange(1000)}.\n")


def a_setting(draw: random.Random, site: Path) -> str:
    """Another address of the site."""
    return _replace(
        site / "mkdocs.yml", r"^site_url: .*$", f"site_url: https://minh-hoa{draw.randrange(9)}.example/kheo/"
    )


def a_theme(draw: random.Random, site: Path) -> str:
    """Another page around everything."""
    return _replace(site / "theme/main.html", r"</body>", f"<!-- {draw.randrange(1000)} --></body>")


EDITS: tuple[Edit, ...] = (
    a_story,
    a_story,
    a_name,
    a_title,
    a_date,
    a_lede,
    a_review,
    a_choice,
    an_addition,
    an_addition,
    a_removal,
    a_renaming,
    a_photo,
    an_organisation,
    a_page,
    a_setting,
    a_theme,
)
