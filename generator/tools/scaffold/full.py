"""The full skeleton of a new record: every key of the schema with its own description beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.core.problems import Language
from generator.records.schema import GIVEN_LATER, Model, News
from generator.records.source.yaml_writer import scalar
from generator.tools.naming import clean, free_slug

_HEADS = {
    "vi": (
        '# Điền vào các chỗ "" rồi gõ: kheo check',
        "# Dòng bắt đầu bằng # là tùy chọn, giá trị ở đó chỉ là thí dụ; bỏ hai ký tự “# ” ở đầu dòng để dùng.",
        "# Điều nguồn không nêu thì để nguyên, đừng đoán.",
    ),
    "en": (
        '# Fill in every "" and then run: kheo check --lang en',
        "# Lines that begin with # are optional and hold examples; take away the “# ” before a line to use it.",
        "# Leave what the source does not tell; never guess.",
    ),
}
# Given by whoever accepts the proposal.
_NOT_ASKED = frozenset({*GIVEN_LATER["model"], *GIVEN_LATER["news"]} - {"lead", "period", "status"})
_OF = {"vi": "một trong", "en": "one of"}
_OUTLINES = {
    "model": (
        ("Khó ở đâu", "Trước khi làm, việc gì vướng, ai chịu thiệt? Kể một hai chuyện cụ thể."),
        ("Làm thế nào", "Ai làm gì, theo thứ tự nào, thuyết phục ra sao, góp công góp của thế nào?"),
        ("Kết quả", "Con số nào ở đây cũng phải có trong mục results và có nguồn."),
        ("Còn hạn chế", "Điều gì chưa làm được, chưa rõ, cần theo dõi?"),
    ),
    "news": (("Bài viết nói gì", "Kể lại bằng lời của mình, không chép đoạn văn của báo."),),
}
# Examples by "part.key" or key. Whatever is not here gets the first of `_ANY` that the schema takes.
_EXAMPLES: dict[str, Any] = {
    "topics": "ma-chu-de",
    "aliases": "dia-chi-cu",
    "indicator": "Thành viên có thẻ bảo hiểm y tế",
    "Result.unit": "%",
    "Measure.value": 97.7,
    "numerator": 216,
    "denominator": 221,
    "denominator_name": "thành viên mô hình",
    "decimals": 1,
    "hamlets": "xóm Tòng",
    "number": "12-HD/BDV",
    "title": "Tên bài, tên văn bản",
    "outlet": "Báo của tỉnh",
    "date": "2018-12-31",
    "start": "2017-06",
    "end": "2018-12",
    "ongoing": False,
    "as_stated": "cách đây khoảng mười năm",
    "alt": "Bà con quét ngõ, hai bên là hàng hoa mới trồng",
    "credit": "Tên người chụp",
    "licence": "CC BY 4.0",
    "minors": False,
    "highlight": True,
    "featured": True,
    "url": "https://bao.example/bai-viet",
    "file": "anh-1.jpg",
    "portrait": "anh-1.jpg",
}
_ANY = ("…", "ma-don-vi", "2018-12-31", 1, "HB-2017-0001", "https://bao.example/bai-viet", True)


def scaffold_model(
    name: str, existing_slugs: Collection[str], year: int | None = None, lang: Language = "vi"
) -> tuple[str, str]:
    """Return (file name, text) of a proposal called `name`; the file belongs into `content/models/`.

    The file's name is none of `existing_slugs`.
    """
    slug = free_slug(name, "mo-hinh", existing_slugs)
    given: dict[str, str | int] = {"Model.name": clean(name)}
    if year is not None:
        given["Period.start"] = year
    return _scaffold(Model, "model", slug, given, lang)


def scaffold_news(title: str, existing_slugs: Collection[str], lang: Language = "vi") -> tuple[str, str]:
    """Return (file name, text) of a new news item called `title`; the file belongs into `content/news/`."""
    slug = free_slug(title, "tin", existing_slugs)
    return _scaffold(News, "news", slug, {"News.title": clean(title)}, lang)


def _scaffold(
    schema: type[BaseModel], kind: str, slug: str, given: dict[str, str | int], lang: Language
) -> tuple[str, str]:
    lines = ["---", *_HEADS[lang], *_Skeleton(given, lang).part(schema), "---", ""]
    for heading, hint in _OUTLINES[kind]:
        lines += [f"## {heading}", "", f"<!-- {hint} -->", ""]
    return f"{slug}.md", "\n".join(lines)


class _Skeleton:
    """Writes the parts of a schema; a part met before is shown as an example on one line."""

    def __init__(self, given: dict[str, str | int], lang: Language) -> None:
        """`given` fills keys: "Model.id" is the key `id` of a model."""
        self._given = given
        self._lang = lang
        self._explained: set[type[BaseModel]] = set()

    def part(self, schema: type[BaseModel], indent: str = "", mark: str = "") -> Iterator[str]:
        """Lines of one part: given and required keys first, then the optional ones, commented out."""
        self._explained.add(schema)
        fields = schema.model_fields
        if mark or any(field.is_required() for field in fields.values()):
            later = _NOT_ASKED if schema in (Model, News) else frozenset()
            first = [key for key, field in fields.items() if field.is_required() or self._fill(schema, key)]
            first = [key for key in first if key not in later]
        else:
            # A part none of whose keys is required says "not known" by keys without a value.
            first = [key for key, field in fields.items() if not _is_list(field)]
        for key in first:
            yield from self._key(schema, key, indent, mark)
        for key in fields:
            if key not in first:
                yield from self._key(schema, key, indent, mark or "# ")

    def _fill(self, schema: type[BaseModel], key: str) -> str | int:
        return self._given.get(f"{schema.__name__}.{key}", "")

    def _key(self, schema: type[BaseModel], key: str, indent: str, mark: str) -> Iterator[str]:
        field = schema.model_fields[key]
        lead, about = f"{mark}{indent}{key}:", f"  # {_about(field, _OF[self._lang])}"
        inner = _record_in(field.annotation)
        if inner is not None and inner not in self._explained:
            yield lead + about
            yield from self._inside(inner, indent, mark, listed=_is_list(field))
        elif inner is not None or mark:
            yield f"{lead} {_flow(_example(schema, key))}{about}"
        else:
            given = self._fill(schema, key)
            # Without a value the key means "not known"; where that is not allowed, "" waits to be filled in.
            yield (f"{lead}{about}" if not given and _takes_nothing(field) else f"{lead} {scalar(given)}{about}")

    def _inside(self, schema: type[BaseModel], indent: str, mark: str, *, listed: bool) -> Iterator[str]:
        inner = indent + ("    " if listed else "  ")
        for number, line in enumerate(self.part(schema, inner, mark)):
            dash = listed and number == 0
            yield f"{mark}{indent}  - {line[len(mark + inner) :]}" if dash else line


def _about(field: FieldInfo, one_of: str) -> str:
    """The schema's own description, with the values it takes when the description does not list them."""
    text = field.description or ""
    values = [member.value for member in _enum_in(field.annotation)]
    if any(value not in text for value in values):
        text += f" ({one_of}: {', '.join(values)})"
    return text


def _arguments(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _arguments(argument)


def _record_in(annotation: Any) -> type[BaseModel] | None:
    classes = (one for one in _arguments(annotation) if isinstance(one, type) and issubclass(one, BaseModel))
    return next(classes, None)


def _enum_in(annotation: Any) -> list[Enum]:
    return [
        member for one in _arguments(annotation) if isinstance(one, type) and issubclass(one, Enum) for member in one
    ]


def _is_list(field: FieldInfo) -> bool:
    return any(getattr(one, "__origin__", None) is tuple for one in _arguments(field.annotation))


def _takes_nothing(field: FieldInfo) -> bool:
    return not field.is_required() and field.default is None


@cache
def _example(schema: type[BaseModel], key: str) -> Any:
    """A value the schema takes for `key`: a mapping for a part, a list of one for a list."""
    field = schema.model_fields[key]
    listed = _is_list(field)
    inner = _record_in(field.annotation)
    if inner is not None:
        value: Any = {name: _example(inner, name) for name in inner.model_fields}
        return [value] if listed else value
    accepts = TypeAdapter(field.rebuild_annotation())
    chosen = [_EXAMPLES[name] for name in (f"{schema.__name__}.{key}", key) if name in _EXAMPLES]
    values = [member.value for member in _enum_in(field.annotation)]
    for value in (*chosen, *values, *_ANY):
        try:
            accepts.validate_python([value] if listed else value)
        except ValidationError:
            continue
        return [value] if listed else value
    raise LookupError(f"no example for {schema.__name__}.{key}")


def _flow(value: Any) -> str:
    """An example on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if isinstance(value, str) and ("," in value or "…" in value):
        return f'"{value}"'
    return scalar(value)
