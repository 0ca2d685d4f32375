"""A site behind nginx and Apache as they really are: types, old addresses, ranges, caching, compression, headers."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from servers import apache, nginx
from whole_sites import copy_site, kheo, tree

from generator.outputs.hosting import HOSTS, IN_SITE, find_redirects, hosting_files, meets, named_limits
from generator.outputs.hosting.rules import IN_UTF8, TYPES

BASE = "/dan-van/"


@dataclass(frozen=True)
class Server:
    """One of the two, with the site it serves."""

    name: str
    port: int
    site: Path

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in small letters) and body of an address below the base."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"{BASE}{path}", headers=asked)
        with connection.getresponse() as got:
            body = got.read()
        connection.close()
        return got.status, {name.lower(): value for name, value in got.getheaders()}, body


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The golden site, compressed, with Apache's settings, where an ordinary user may read it."""
    site = copy_site(tmp_path_factory.mktemp("site") / "mẫu")
    scratch = Path(tempfile.mkdtemp(prefix="kheo-host-"))
    scratch.chmod(0o755)
    assert kheo("build", site, "--output", scratch / "site", "--compress", "--host", "apache").exit_code == 0
    (scratch / "settings").write_text(kheo("hosting", "nginx", site, "--output", scratch / "site").output, "utf-8")
    yield scratch
    shutil.rmtree(scratch)


@pytest.fixture(scope="module", params=["nginx", "apache"])
def server(request: pytest.FixtureRequest, built: Path) -> Iterator[Server]:
    scratch = built / request.param
    scratch.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        scratch.chmod(0o777)
    site = built / "site"
    running = (
        nginx(site, (built / "settings").read_text("utf-8"), scratch)
        if request.param == "nginx"
        else apache(site, BASE, scratch)
    )
    with running as port:
        yield Server(request.param, port, site)


def files_by_kind(site: Path) -> dict[str, str]:
    """Ending -> one file of that ending, for every ending the site has."""
    return {
        path.suffix.removeprefix("."): path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_every_kind_of_file_has_its_type(server: Server) -> None:
    kinds = {kind: path for kind, path in files_by_kind(server.site).items() if kind in TYPES}
    assert {"html", "avif", "ics", "jsonld", "csv", "xlsx", "webp", "woff2", "svg", "xml", "json", "js", "css"} <= set(
        kinds
    )
    for kind, path in kinds.items():
        status, headers, body = server.ask(path)
        expected = f"{TYPES[kind]}; charset=utf-8" if kind in IN_UTF8 else TYPES[kind]
        assert (status, headers["content-type"].lower()) == (200, expected), path
        assert body == (server.site / path).read_bytes()


def test_pages_answer_at_their_folders_and_a_missing_slash_is_added(server: Server) -> None:
    status, headers, body = server.ask("mo-hinh/vuon-rau-chung/")
    assert (status, headers["content-type"].lower()) == (200, "text/html; charset=utf-8")
    assert body == (server.site / "mo-hinh/vuon-rau-chung/index.html").read_bytes()
    status, headers, _ = server.ask("mo-hinh/vuon-rau-chung")
    assert status == 301
    assert headers["location"].endswith("/dan-van/mo-hinh/vuon-rau-chung/")


def test_old_addresses_lead_on_for_good(server: Server) -> None:
    redirects = [*find_redirects(server.site, tree(server.site))]
    assert len(redirects) >= 2
    for old, new in redirects:
        status, headers, _ = server.ask(old)
        assert (status, headers["location"].endswith(f"{BASE}{new}")) == (301, True), old


def test_what_is_nowhere_is_answered_with_the_sites_own_page(server: Server) -> None:
    status, headers, body = server.ask("khong-co/")
    assert (status, headers["content-type"].lower()) == (404, "text/html; charset=utf-8")
    assert body == (server.site / "404.html").read_bytes()
    assert "content-security-policy" in headers


def test_a_folder_without_a_page_is_not_listed(server: Server) -> None:
    status, _, body = server.ask("anh/")
    assert status in (403, 404)
    assert b".avif" not in body


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_compressed_copies_are_sent_to_those_who_take_them(server: Server, encoding: str, unpack) -> None:
    for path in ("mo-hinh/vuon-rau-chung/", "assets/site.css", "du-lieu/v1/csv/mo-hinh.csv", "du-lieu/v1/dcat.jsonld"):
        file = server.site / (path + "index.html" if path.endswith("/") else path)
        status, headers, body = server.ask(path, Accept_Encoding=encoding)
        assert (status, headers.get("content-encoding")) == (200, encoding), path
        assert unpack(body) == file.read_bytes()
        assert "accept-encoding" in headers["vary"].lower()
        kind = file.suffix.removeprefix(".")
        assert headers["content-type"].lower() == f"{TYPES[kind]}; charset=utf-8"
    _, headers, _ = server.ask("assets/site.css")
    assert "content-encoding" not in headers


def test_a_file_not_changed_is_not_sent_twice(server: Server) -> None:
    for path in ("du-lieu/v1/index.json", "gioi-thieu/"):
        _, headers, _ = server.ask(path)
        status, _, body = server.ask(path, If_None_Match=headers["etag"])
        assert (status, body) == (304, b"")
        status, _, _ = server.ask(path, If_Modified_Since=headers["last-modified"])
        assert status == 304


def test_a_part_of_a_file_may_be_asked_for(server: Server) -> None:
    whole = (server.site / "du-lieu/v1/index.json").read_bytes()
    status, headers, body = server.ask("du-lieu/v1/index.json", Range="bytes=10-29")
    assert (status, body, headers["content-range"]) == (206, whole[10:30], f"bytes 10-29/{len(whole)}")


def test_names_that_bear_their_content_are_kept_for_ever_and_the_rest_for_a_while(server: Server) -> None:
    photo = next(path for path in tree(server.site) if path.startswith("anh/"))
    for path, kept in ((photo, "immutable"), ("", "must-revalidate"), ("assets/site.css", "must-revalidate")):
        _, headers, _ = server.ask(path)
        assert kept in headers["cache-control"], path


def test_only_the_pages_to_frame_may_be_framed(server: Server) -> None:
    short = next(path for path in tree(server.site) if path.startswith("m/")).removesuffix("index.html")
    for path, ancestors in (("gioi-thieu/", "'none'"), (short, "*")):
        _, headers, _ = server.ask(path)
        assert headers["content-security-policy"].endswith(f"frame-ancestors {ancestors}"), path
        assert headers["x-content-type-options"] == "nosniff"


def test_a_page_behind_the_server_runs_under_its_own_policy(server: Server, page_at) -> None:
    page, faults = page_at(), []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in ("", "mo-hinh/vuon-rau-chung/", "tim-kiem/?q=vuon"):
        page.goto(f"http://127.0.0.1:{server.port}{BASE}{path}")
        page.wait_for_load_state("networkidle")
    assert faults == []


def test_settings_inside_the_site_are_part_of_the_build_and_of_no_ledger(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site")
    hosts = [part for host in IN_SITE for part in ("--host", host)]
    assert kheo("build", site, "--compress", *hosts).exit_code == 0
    names = set(tree(site / "site"))
    assert {".htaccess", "web.config", "_headers", "_redirects", ".nojekyll", "index.html.br", "index.html.gz"} <= names
    first = tree(site / "site")
    assert kheo("build", site, "--compress", *hosts, "--no-cache", "--jobs", "1").exit_code == 0
    assert tree(site / "site") == first
    listed = kheo("addresses", site).output
    assert not [name for name in (".htaccess", "_headers", "web.config", ".gz", ".br") if name in listed]
    # A build without them takes them away again.
    assert kheo("build", site).exit_code == 0
    assert not {name for name in tree(site / "site") if name.endswith((".br", ".gz")) or name == ".htaccess"}


def test_the_settings_of_iis_are_well_formed_and_name_every_old_address() -> None:
    redirects = [*find_redirects_of({"cu/": "moi/", 'a&"b/': "c/"})]
    (text,) = hosting_files("iis", redirects, BASE).values()
    root = ET.fromstring(text)  # noqa: S314 - our own
    pairs = {one.get("key"): one.get("value") for one in root.iter("add") if one.get("key")}
    assert pairs == {f"{BASE}cu/": f"{BASE}moi/", f'{BASE}a&"b/': f"{BASE}c/"}
    assert {one.get("fileExtension") for one in root.iter("mimeMap")} == {f".{name}" for name in TYPES}
    assert {one.get("path") for one in root.iter("location")} == {"anh", "tim", "nhung", "m"}


def find_redirects_of(pairs: dict[str, str]) -> Iterator:
    from generator.outputs.hosting import Redirect

    yield from (Redirect(old, new) for old, new in pairs.items())


@pytest.mark.parametrize("base", ["/", BASE])
@pytest.mark.parametrize("host", HOSTS)
def test_every_host_has_its_files_at_a_root_and_below_a_path(host: str, base: str) -> None:
    files = hosting_files(host, [*find_redirects_of({"cu/": "moi/"})], base)
    assert files
    if host != "github":
        assert any("moi/" in text for text in files.values())


def test_a_build_says_which_hosts_take_it(tmp_path: Path) -> None:
    assert "Vừa với GitHub Pages" in kheo("build", copy_site(tmp_path / "site")).output
    by_name = {limit.host: limit for limit in named_limits()}
    assert not meets(by_name["Cloudflare Pages"], 20_001, 1, 1)
    assert meets(by_name["Cloudflare Pages"], 20_000, 1, 1)
    assert not meets(by_name["GitHub Pages"], 1, 1_000_000_001, 1)
