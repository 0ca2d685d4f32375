"""What describes the data: our own index, a Frictionless Data Package, and a DCAT catalogue as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.core.texts import t
from generator.core.vietnamese.dates import PATTERN
from generator.outputs.data.collections import page_address, page_count
from generator.outputs.data.files import (
    CATALOGUE,
    INDEX,
    PACKAGE,
    csv_address,
    indented,
    licence,
    schema_address,
    site_title,
    spreadsheet_address,
)
from generator.outputs.data.records import Collection
from generator.outputs.data.table import Kind, Table
from generator.records.schema import PartialDate
from generator.showcase import Showcase
from generator.showcase.addresses import DATA

_PARTIAL_DATE = {"type": "string", "constraints": {"pattern": PATTERN}}
_TYPES: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "url": {"type": "string"},
    "date": _PARTIAL_DATE,
    "integer": {"type": "integer"},
    "number": {"type": "number"},
}


class FileFacts(NamedTuple):
    """Bytes and SHA-256 in hex of a file that was written."""

    size: int
    sha256: str


def latest(collections: Sequence[Collection]) -> str | None:
    """The last change of the data: the latest review of any record."""
    return max((found.updated for found in collections if found.updated), default=None)


def catalogue(
    showcase: Showcase,
    site_url: str,
    collections: Sequence[Collection],
    tables: Sequence[Table],
    files: Mapping[str, FileFacts],
) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes) of the three; files: address of a CSV file or the spreadsheet -> its facts."""
    updated = latest(collections)
    yield INDEX, indented(_index(showcase, site_url, collections, tables, updated))
    yield PACKAGE, indented(_package(showcase, site_url, tables, files, updated))
    yield CATALOGUE, indented(_dcat(showcase, site_url, collections, tables, files, updated))


def _index(
    showcase: Showcase, site_url: str, collections: Sequence[Collection], tables: Sequence[Table], updated: str | None
) -> dict[str, Any]:
    province = showcase.province
    return {
        "version": 1,
        "title": site_title(showcase),
        "province": {
            "slug": province.slug,
            "name": province.name,
            "id_prefix": province.id_prefix,
            "unit": province.unit,
        },
        "url": site_url or None,
        "publisher": province.publisher,
        "contact": province.contact,
        "notice": province.notice,
        "licence": province.licence,
        "updated": updated,
        "collections": {
            found.name: {
                "total": len(found.views),
                "pages": page_count(found),
                "first": page_address(found.name, 1),
                "schema": schema_address(found.name),
                "updated": found.updated,
            }
            for found in collections
        },
        "tables": {table.name: {"rows": len(table.rows), "csv": csv_address(table.name)} for table in tables},
        "spreadsheet": spreadsheet_address(showcase),
        "datapackage": PACKAGE,
        "dcat": CATALOGUE,
    }


def _package(
    showcase: Showcase, site_url: str, tables: Sequence[Table], files: Mapping[str, FileFacts], updated: str | None
) -> dict[str, Any]:
    name, spdx, text = licence(showcase)
    used = {"name": spdx, "path": text, "title": name} if spdx else {"name": "other", "title": name}
    return {
        "profile": "tabular-data-package",
        "name": f"dan-van-kheo-{showcase.province.slug}",
        "title": site_title(showcase),
        "description": t("data.description", site=site_title(showcase)),
        **({"homepage": site_url} if site_url else {}),
        "version": "1",
        **({"created": f"{PartialDate(updated).earliest()}T00:00:00+07:00"} if updated else {}),
        "licenses": [used],
        "contributors": [{"title": showcase.province.publisher, "role": "publisher"}],
        "resources": [_resource(table, files[csv_address(table.name)]) for table in tables],
    }


def _resource(table: Table, file: FileFacts) -> dict[str, Any]:
    fields = [
        {"name": column.name, "title": column.heading, "description": column.about, **_TYPES[column.kind]}
        for column in table.columns
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": csv_address(table.name).removeprefix(DATA),
        "title": table.title,
        "description": t("data.row_is", what=table.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _dcat(
    showcase: Showcase,
    site_url: str,
    collections: Sequence[Collection],
    tables: Sequence[Table],
    files: Mapping[str, FileFacts],
    updated: str | None,
) -> dict[str, Any]:
    """DCAT-AP 3; addresses are whole where the site knows its own, else relative to this very file."""
    title, province = site_title(showcase), showcase.province
    root = site_url or "../../"
    about = _said(t("data.description", site=title))
    common = {
        "dct:language": _thing("dct:LinguisticSystem", f"{_AUTHORITY}language/VIE"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _said(province.publisher)},
        "dct:spatial": {"@type": "dct:Location", "skos:prefLabel": _said(province.name)},
        **({"dct:modified": _dated(updated)} if updated else {}),
        **_terms(showcase),
    }
    sheet = spreadsheet_address(showcase)
    sheet_about = t("data.description", site=title)
    tables_about = ((csv_address(one.name), one.title, t("data.row_is", what=one.about)) for one in tables)
    distributions = [
        _distribution(showcase, root, sheet, (t("data.spreadsheet"), sheet_about), "XLSX", files[sheet]),
        *(_distribution(showcase, root, at, (name, what), "CSV", files[at]) for at, name, what in tables_about),
        *(
            _distribution(showcase, root, page_address(one.name, 1), (kind, about["@value"]), "JSON")
            for one in collections
            for kind in [t(f"data.kind_{one.kind}")]
        ),
    ]
    dataset = {
        "@id": f"{root}{DATA}#du-lieu",
        "@type": "dcat:Dataset",
        "dct:title": _said(title),
        "dct:description": about,
        **common,
        "dcat:contactPoint": {
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": _said(province.publisher),
            "vcard:note": _said(province.contact),
        },
        "dcat:keyword": _said("Dân vận khéo"),
        "dcat:landingPage": _thing("foaf:Document", f"{root}du-lieu/"),
        "dcat:version": "1",
        "dcat:distribution": distributions,
    }
    return {
        "@context": _PREFIXES,
        "@id": root + CATALOGUE,
        "@type": "dcat:Catalog",
        "dct:title": _said(title),
        "dct:description": about,
        **common,
        "foaf:homepage": _thing("foaf:Document", root),
        "dcat:dataset": dataset,
    }


_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _said(text: str) -> dict[str, str]:
    """A text in Vietnamese."""
    return {"@value": text, "@language": "vi"}


def _thing(kind: str, address: str) -> dict[str, str]:
    return {"@id": address, "@type": kind}


def _terms(showcase: Showcase) -> dict[str, Any]:
    """Under which terms the data may be used."""
    name, _, text = licence(showcase)
    if text:
        return {"dct:license": _thing("dct:LicenseDocument", text)}
    return {"dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": _said(name)}}


def _distribution(
    showcase: Showcase, root: str, address: str, words: tuple[str, str], kind: str, file: FileFacts | None = None
) -> dict[str, Any]:
    """One file; words: what it is called, and what is in it."""
    title, about = words
    return {
        "@id": root + address,
        "@type": "dcat:Distribution",
        "dct:title": _said(title),
        "dct:description": _said(about),
        "dcat:accessURL": {"@id": root + address},
        "dcat:downloadURL": {"@id": root + address},
        "dcat:mediaType": _thing("dct:MediaType", f"https://www.iana.org/assignments/media-types/{_MEDIA[kind]}"),
        "dct:format": _thing("dct:MediaTypeOrExtent", f"{_AUTHORITY}file-type/{kind}"),
        **_terms(showcase),
        **({"dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"}} if file else {}),
    }


def _dated(date: str) -> dict[str, str]:
    """A date as precisely as it is known, with the type XML Schema has for it."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(date)]
    return {"@value": date, "@type": f"xsd:{kind}"}
