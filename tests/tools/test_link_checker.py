"""Asking outside addresses: politely, again where it may help, and what is kept of the answers. Asks 127.0.0.1 alone."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from small_records import SOURCES, model, news, records
from source_tree import imports, modules, room_of
from whole_sites import build_here, change, copy_site, kheo

from generator.records.schema import Entry, LinkState, OutsideLink, PartialDate
from generator.tools.link_checker import Manner, ask_all, compose, outside_addresses, report_text
from generator.tools.link_checker.ask import Answer

QUICK = Manner(timeout=0.4, retries=2, backoff=0.02, pace=0.01, patience=5, local=True)
FIRST, SECOND = PartialDate("2026-11-20"), PartialDate("2026-11-22")


class Host(http.server.BaseHTTPRequestHandler):
    """Answers as its path says: /404, /301, /loop, /once-500, /only-get, /hang …"""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        path = self.path
        self.server.asked.append((time.monotonic(), self.command, path, self.headers["User-Agent"]))
        status, headers = 200, {}
        if path.startswith("/hang"):
            time.sleep(1.5)
        elif path.startswith("/moved"):
            status, headers = 301, {"Location": f"http://{self.server.name}/new"}
        elif path.startswith("/for-now"):
            status, headers = 302, {"Location": "/new"}
        elif path == "/loop":
            status, headers = 301, {"Location": "/loop"}
        elif path == "/to-a-file":
            status, headers = 302, {"Location": "file:///etc/hostname"}
        elif path == "/once-500":
            status = 500 if sum(asked[2] == path for asked in self.server.asked) < 3 else 200
        elif path == "/only-get":
            status = 405 if self.command == "HEAD" else 200
        elif path.lstrip("/").isdecimal():
            status = int(path.lstrip("/"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815 - http.server's names

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def hosting() -> Iterator[http.server.ThreadingHTTPServer]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        server.daemon_threads, server.block_on_close = True, False
        server.asked, server.name = [], f"127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def host() -> Iterator[http.server.ThreadingHTTPServer]:
    with hosting() as server:
        yield server


def asked(host: Any, path: str, manner: Manner = QUICK) -> Answer:
    address = f"http://{host.name}{path}"
    return ask_all([address], manner)[address]


@pytest.mark.parametrize(
    ("path", "status", "methods"),
    [
        ("/200", 200, ["HEAD"]),
        ("/only-get", 200, ["HEAD", "GET"]),
        ("/404", 404, ["HEAD", "GET"]),
        ("/once-500", 200, ["HEAD", "GET", "GET"]),
        ("/500", 500, ["HEAD", "GET", "GET", "GET"]),
        ("/403", 403, ["HEAD", "GET"]),
    ],
)
def test_head_is_asked_first_and_what_may_pass_is_asked_again(host, path, status, methods):
    assert asked(host, path).status == status
    assert [method for _, method, *_ in host.asked] == methods


def test_a_redirect_for_ever_is_told_and_one_for_now_is_not(host):
    assert asked(host, "/moved").moved_to == f"http://{host.name}/new"
    assert asked(host, "/for-now").moved_to == ""
    assert {method for _, method, *_ in host.asked} == {"HEAD"}


@pytest.mark.parametrize("path", ["/loop", "/to-a-file"])
def test_a_redirect_that_leads_nowhere_is_no_answer(host, path):
    assert asked(host, path).status is None
    assert asked(host, path).why == "chuyển hướng không đến đâu"


def test_a_server_that_never_answers_is_given_up(host):
    began = time.monotonic()
    answer = asked(host, "/hang")
    assert (answer.status, answer.why) == (None, "hết giờ")
    assert time.monotonic() - began < 3


def test_a_server_that_speaks_no_tls_and_one_that_is_not_there(host):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    addresses = [f"https://{host.name}/", f"http://127.0.0.1:{closed}/", "http://khong-co.invalid/", "http://[x].y/"]
    found = ask_all(addresses, QUICK)
    assert [found[address].why for address in addresses] == [
        "không nối được an toàn (TLS)",
        "máy chủ không nhận kết nối",
        "không tìm thấy máy chủ",
        "không nối được",
    ]


def test_a_host_is_asked_one_question_at_a_time_with_a_pause_and_by_name(host):
    slow = Manner(timeout=1, retries=0, pace=0.1, local=True, agent="kheo-links/thử".encode().decode("latin-1"))
    ask_all([f"http://{host.name}/{number}" for number in (200, 201, 202, 203)], slow)
    times = [when for when, *_ in host.asked]
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.09
    assert {agent.partition("/")[0] for *_, agent in host.asked} == {"kheo-links"}


def test_a_host_that_answers_nothing_is_soon_left_in_peace(host):
    manner = Manner(timeout=0.05, retries=0, pace=0, local=True)
    addresses = [f"http://{host.name}/hang?{number}" for number in range(6)]
    found = ask_all(addresses, manner)
    assert {answer.why for answer in found.values()} == {"hết giờ"}
    assert len(host.asked) == 3


def test_addresses_of_this_machine_are_not_asked_for_strangers(host):
    assert asked(host, "/200", Manner(timeout=1, retries=0)).why == "địa chỉ nội bộ, không hỏi"
    assert host.asked == []


def test_words_of_any_alphabet_in_an_address_go_over_the_wire(host):
    assert asked(host, "/tin/Dân vận khéo".replace(" ", "%20") + "?q=đ#mục").status == 200
    assert host.asked[0][2] == "/tin/D%C3%A2n%20v%E1%BA%ADn%20kh%C3%A9o?q=%C4%91"


def test_every_address_a_reader_may_follow_is_collected_with_its_files():
    source = SOURCES[0] | {"url": "https://bao.example/a"}
    step = {
        "step": "launch",
        "evidence": "document",
        "attachment": "https://kho.example/t.pdf",
        "document": {"url": "https://kho.example/v"},
    }
    one = records(model(1, sources=[source], steps=[step]), items={"tin": news(source=source)})
    one.models[0] = Entry(
        one.models[0].record, replace(one.models[0].document, body="[Bài](https://bao.example/b?x=1&y=2).")
    )
    found = outside_addresses(one)
    assert found == {
        "https://bao.example/a": ["content/models/m1.md", "content/news/tin.md"],
        "https://bao.example/b?x=1&y=2": ["content/models/m1.md"],
        "https://kho.example/t.pdf": ["content/models/m1.md"],
        "https://kho.example/v": ["content/models/m1.md"],
    }


def kept(former: dict[str, OutsideLink], date: PartialDate, **answer: Any) -> OutsideLink | None:
    found = compose({"https://bao.example/a": Answer("https://bao.example/a", **answer)}, former, date)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"status": 200}, None),
        ({"status": 404}, LinkState.GONE),
        ({"status": 410}, LinkState.GONE),
        ({"status": 403}, LinkState.REFUSED),
        ({"status": 503}, LinkState.UNREACHABLE),
        ({"status": None, "why": "hết giờ"}, LinkState.UNREACHABLE),
        ({"status": 200, "moved_to": "https://bao.example/b"}, LinkState.MOVED),
    ],
)
def test_what_is_kept_of_an_answer(answer, state):
    found = kept({}, FIRST, **answer)
    assert (found and found.state) == state


def test_what_failed_before_has_failed_since_then_and_what_recovered_begins_anew():
    first = kept({}, FIRST, status=None, why="hết giờ")
    again = kept({first.url: first}, SECOND, status=404)
    assert (again.state, again.since, again.checked) == (LinkState.GONE, FIRST, SECOND)
    assert kept({again.url: again}, SECOND, status=200) is None
    assert kept({again.url: again}, SECOND, status=403).since == SECOND


def test_the_report_says_its_day_and_is_read_back(tmp_path):
    site = copy_site(tmp_path / "site")
    found = compose(
        {"https://bao.ban-mau.example/rau-xanh": Answer("https://bao.ban-mau.example/rau-xanh", 404)}, {}, FIRST
    )
    text = report_text(found, 3, FIRST)
    assert "Kiểm tra 20/11/2026: 2 mở được, 1 đã mất." in text
    assert report_text(found, 3, FIRST) == text
    (site / "content/links.yml").write_text(text, encoding="utf-8")
    report = build_here(site, tmp_path / "built")
    assert report.exit_code == 0
    for page in ("tin-tuc/bao-ke-vuon-rau/", "mo-hinh/vuon-rau-chung/", "bao-chi/"):
        assert "Không còn truy cập được từ ngày 20/11/2026." in (tmp_path / "built" / page / "index.html").read_text(
            "utf-8"
        )


def test_the_command_asks_writes_and_never_fails(tmp_path, host, monkeypatch):
    monkeypatch.setattr("generator.tools.link_checker.ask._require_public", lambda *_: None)
    site = copy_site(tmp_path / "site")
    change(site, "content/news/bao-ke-vuon-rau.md", "https://bao.ban-mau.example/rau-xanh", f"http://{host.name}/404")
    for file in site.glob("content/**/*.*"):
        if file.suffix in (".md", ".yml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("https://", f"http://{host.name}/"), encoding="utf-8")
    result = kheo("links", site, "--date", "2026-11-22", "--pace", "0", "--timeout", "2")
    assert result.exit_code == 0, result.output
    assert f"gone: http://{host.name}/404" in result.output
    assert "  content/news/bao-ke-vuon-rau.md" in result.output
    text = (site / "content/links.yml").read_text(encoding="utf-8")
    assert "since: 2026-11-22" in text
    assert kheo("check", site).exit_code == 0
    again = kheo("links", site, "--date", "2026-11-23", "--pace", "0", "--timeout", "2")
    assert "từ 22/11/2026" in again.output


def test_where_nothing_answers_nothing_is_written_and_the_command_fails(tmp_path, monkeypatch):
    def no_names(*_args, **_more):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", no_names)
    site = copy_site(tmp_path / "site")
    before = (site / "content/links.yml").read_bytes()
    result = kheo("links", site, "--date", "2026-11-22", "--pace", "0", "--timeout", "0.2")
    assert (result.exit_code, "KH619" in result.output) == (1, True)
    assert (site / "content/links.yml").read_bytes() == before


def test_nothing_is_said_of_what_was_not_asked():
    address = "http://192.168.1.1/a"
    answers = ask_all([address], replace(QUICK, local=False))
    assert not answers[address].asked
    assert compose(answers, {}, FIRST) == []
    told = kept({}, FIRST, status=404)
    assert compose({told.url: Answer(told.url, None, asked=False)}, {told.url: told}, SECOND) == [told]


def test_one_failure_is_not_told_to_readers_and_a_second_day_is():
    first = kept({}, FIRST, status=None, why="hết giờ")
    assert not first.lost
    assert not kept({first.url: first}, FIRST, status=503).lost
    assert kept({first.url: first}, SECOND, status=503).lost
    assert kept({}, FIRST, status=404).lost


def test_a_day_that_is_none_is_said_to_be_none(tmp_path):
    result = kheo("links", copy_site(tmp_path / "site"), "--date", "hôm qua")
    assert (result.exit_code, "không phải một ngày" in result.output) == (2, True)


def test_no_other_room_uses_the_network_but_the_preview_which_only_answers():
    network = {"socket", "http", "ssl", "ftplib", "urllib.request", "httpx", "requests", "asyncio"}
    uses = {
        (room_of(name), imported)
        for name, path in modules().items()
        for imported in imports(name, path)
        if imported in network or imported.partition(".")[0] in network
    }
    assert {room for room, _ in uses} == {"tools.link_checker", "tools.preview"}
    asks = {imported for room, imported in uses if room == "tools.preview"} - {
        "http",
        "http.HTTPStatus",
        "http.server",
        "socket",
    }
    assert all(imported.startswith("http.server.") for imported in asks)


def test_a_report_without_addresses_is_an_empty_list():
    assert report_text([], 0, FIRST).endswith("không có địa chỉ nào.\n[]\n")
