"""Write the fictional province to a folder, record by record, so that memory does not grow with its size."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.vietnamese import slugify
from generator.records.source.yaml_writer import dump
from generator.tools.sample.calendar import FIRST_YEAR, LAST_YEAR, Calendar, draw_calendar
from generator.tools.sample.draw import Draw
from generator.tools.sample.files import fresh, put, put_record
from generator.tools.sample.ground import Ground
from generator.tools.sample.models import model_record
from generator.tools.sample.news import news_record
from generator.tools.sample.organisations import Organisations
from generator.tools.sample.pages import mkdocs_yml, write_pages
from generator.tools.sample.photos import Album
from generator.tools.sample.places import place_records
from generator.tools.sample.programmes import programme_records
from generator.tools.sample.province import PROVINCE_RECORD
from generator.tools.sample.setting import CONTINUED, MAX_NAME, Earlier, Setting, draw_setting
from generator.tools.sample.statistics import statistic_records
from generator.tools.sample.story import draw_story
from generator.tools.sample.telling import draw_telling

# Ids number four digits within a year. The fullest year gets a ninth of the first so many records; what comes after
# them goes to the year with the fewest, until all eighteen are nearly full.
_AS_THEY_FALL = 80_000
MAX_RECORDS = 170_000
MAX_PHOTOS = 40
_LEAST_NEWS = 3
# How many records back a record may look for those it is related to or continues.
_WINDOW = 80
_ABOUT_PROGRAMME = (
    "*Chương trình minh họa, không có thật.*\n\nChương trình giao việc cho từng cấp, mỗi năm rà lại một lần. "
    "Cách làm cụ thể do từng xóm chọn; các mô hình liên quan kể lại cách làm ấy.\n"
)


def write_sample(
    folder: Path,
    records: int,
    seed: int,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    max_photos: int = MAX_PHOTOS,
    theme_dir: str | None = None,
) -> None:
    """Write a site of `records` model records into `folder`, which is made and must not hold anything.

    The same `records` and `seed` give the same bytes. Model files do not depend on `records`: the first 5,000
    of 50,000 are those of 5,000. theme_dir: a theme in place of the packaged one,
    named in `mkdocs.yml`. `on_progress(done, records)` is called after every hundred records and at
    the end. Raises ValueError for a number out of range and FileExistsError when `folder` holds something.
    """
    if not 0 <= records <= MAX_RECORDS:
        raise ValueError(f"records must be from 0 to {MAX_RECORDS}")
    folder.mkdir(parents=True, exist_ok=True)
    if next(folder.iterdir(), None) is not None:
        raise FileExistsError(f"{folder} is not empty")
    put(folder / "mkdocs.yml", mkdocs_yml("Dân vận khéo tỉnh Minh Họa", theme_dir))
    content = folder / "content"
    write_pages(content / "pages")
    writer = _Writer(content, seed, Album(seed, max_photos))
    for index in range(records):
        writer.model(index)
        if index % 10 == 9:
            writer.news()
        if on_progress is not None and (index + 1) % 100 == 0:
            on_progress(index + 1, records)
    while writer.news_written < _LEAST_NEWS:
        writer.news()
    writer.registers()
    if on_progress is not None and records % 100:
        on_progress(records, records)


@dataclass(slots=True)
class _Writer:
    """What must be remembered from one record to the next."""

    content: Path
    seed: int
    album: Album
    organisations: Organisations = field(default_factory=Organisations)
    ground: Ground = field(default_factory=Ground)
    earlier: deque[Earlier] = field(default_factory=lambda: deque(maxlen=_WINDOW))
    continued: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    news_slugs: set[str] = field(default_factory=set)
    news_written: int = 0
    days: Calendar | None = None
    by_programme: dict[str, list[str]] = field(default_factory=dict)

    def model(self, index: int) -> None:
        """Write record `index`; called for 0, 1, 2 … in turn."""
        parent, year = self._parent(index), self._year(index)
        setting = draw_setting(self.seed, index, self.organisations, self.ground, parent, year)
        identity = self._identity(setting, index)
        record = model_record(setting, identity, self.organisations, list(self.earlier), index)
        withdrawn = record["withdrawn"] is not None
        photos = []
        if index % 19 == 7:
            place = setting.hamlets[0] if setting.hamlets else setting.place.full_name
            photos = self.album.take(1 + index % 2, setting.days, place)
        name = fresh(self.slugs, slugify(setting.name, 60), setting.place.slug)
        record["photos"] = [entry for entry, _ in photos]
        record |= draw_telling(setting, record, record["photos"], index)
        story = draw_story(setting.draw, setting.activity, setting.fill, record["results"])
        plain = index % 15 == 14 or withdrawn
        put_record(self.content, "models", name, record, None if plain else story, photos, in_folder=index % 50 == 3)
        self._remember(setting, record)

    def _year(self, index: int) -> int | None:
        """The year in which record `index` must begin, if there is one."""
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        return None if index < _AS_THEY_FALL else min(years, key=lambda year: self.numbers.get(str(year), 0))

    def _parent(self, index: int) -> Earlier | None:
        """A finished record that record `index` continues, for one record in 23."""
        if index % 23 != 11:
            return None
        possible = [
            other
            for other in self.earlier
            if other.ended
            and other.over.year < LAST_YEAR - 1
            and other.id not in self.continued
            and len(other.name) <= MAX_NAME - len(CONTINUED)
        ]
        if not possible:
            return None
        # Now and then one that itself continues another, so that chains grow longer than two.
        chained = [other for other in possible if other.name.endswith(CONTINUED)]
        parent = (chained or possible)[-1]
        self.continued.add(parent.id)
        return parent

    def _identity(self, setting: Setting, index: int) -> dict[str, Any]:
        """Id, and now and then an own slug and old addresses; each used once."""
        year = "KR" if index % 33 == 19 and setting.parent is None else str(setting.days.start.year)
        self.numbers[year] = number = self.numbers.get(year, 0) + 1
        identity: dict[str, Any] = {"id": f"MH-{year}-{number:04}"}
        if index % 14 == 6:
            identity["slug"] = fresh(self.slugs, slugify(setting.name, 50), setting.place.slug)
        if index % 18 == 2:
            identity["aliases"] = [fresh(self.slugs, f"{slugify(setting.name, 40)}-{year.lower()}", "cu")]
        return identity

    def _remember(self, setting: Setting, record: dict[str, Any]) -> None:
        """Keep what later records, news and programmes need of this one."""
        self.days = setting.days
        if record["withdrawn"] is not None:
            return
        self.earlier.append(
            Earlier(
                record["id"],
                record["field"],
                setting.place.slug,
                setting.lead_kind,
                record["name"],
                setting.days.review,
                setting.activity_number,
                record["period"].get("end") is not None,
                bool(record["results"]),
            )
        )
        for programme in record["programmes"] or ():
            named = self.by_programme.setdefault(programme, [])
            if len(named) < 6:
                named.append(record["id"])

    def news(self) -> None:
        """Write the next news item, about some of the last records."""
        number = self.news_written
        self.news_written += 1
        days = self.days or draw_calendar(Draw(self.seed, "news days", number))
        record, story, slug = news_record(self.seed, number, list(self.earlier)[-10:], days)
        photos = self.album.take(1, days, "buổi gặp", number // 7) if number % 7 == 0 else []
        record["photos"] = [entry for entry, _ in photos]
        name = fresh(self.news_slugs, slug, str(days.told.year))
        if number % 8 == 1:
            record["aliases"] = [fresh(self.news_slugs, f"{slug}-{days.told.year}", "cu")]
        if number % 9 == 2:
            record["slug"] = fresh(self.news_slugs, slugify(record["title"], 30), "tin")
        put_record(self.content, "news", name, record, story, photos)

    def registers(self) -> None:
        """Write what holds for the whole site: province, places, organisations, programmes, statistics."""
        for name, record in programme_records(self.seed, self.organisations, self.by_programme).items():
            put_record(self.content, "programmes", name, record, _ABOUT_PROGRAMME)
        for name, record in statistic_records(self.seed).items():
            put_record(self.content, "statistics", name, record, None)
        registers: dict[str, Any] = {
            "province": PROVINCE_RECORD,
            "places": place_records(),
            "organisations": self.organisations.records(),
        }
        for name, register in registers.items():
            put(self.content / f"{name}.yml", dump(register))
