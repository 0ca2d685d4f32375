"""What the page on open data says to search engines for data: one schema.org Dataset with a download for every file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.core.texts import t
from generator.outputs.data.catalogue import latest
from generator.outputs.data.collections import page_address
from generator.outputs.data.files import csv_address, licence, site_title, spreadsheet_address
from generator.outputs.data.records import Collection
from generator.outputs.data.table import Table
from generator.showcase import Showcase

PAGE = "du-lieu/"

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def dataset_thing(
    showcase: Showcase, site_url: str, tables: Sequence[Table], collections: Sequence[Collection]
) -> dict[str, Any]:
    """The Dataset of the page on open data; `site_url` ends in "/"."""
    name, _, licence_url = licence(showcase)

    def download(address: str, what: str, media: str) -> dict[str, Any]:
        return {"@type": "DataDownload", "name": what, "contentUrl": site_url + address, "encodingFormat": media}

    return {
        "@type": "Dataset",
        "@id": f"{site_url}{PAGE}#du-lieu",
        "url": site_url + PAGE,
        "name": site_title(showcase),
        "description": t("data.description", site=site_title(showcase)),
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "license": licence_url or name,
        "creator": {"@type": "Organization", "name": showcase.province.publisher},
        "spatialCoverage": {"@type": "AdministrativeArea", "name": showcase.province.name},
        "dateModified": latest(collections),
        "version": "1",
        "distribution": [
            download(spreadsheet_address(showcase), t("data.spreadsheet"), _SPREADSHEET),
            *(download(csv_address(table.name), table.title, "text/csv") for table in tables),
            *(
                download(page_address(one.name, 1), t(f"data.kind_{one.kind}"), "application/json")
                for one in collections
            ),
        ],
    }
