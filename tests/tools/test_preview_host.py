"""`kheo serve` as a program: where it answers and where not, what it tells a browser, and how it ends."""

from __future__ import annotations

import contextlib
import http.client
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import MODEL_PAGE, Serving, begin
from whole_sites import MODEL, NEWS, change, run


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Serving]:
    serving = begin(tmp_path_factory.mktemp("served"))
    serving.wait_for("/dan-van/", "<main")
    yield serving
    code, said = serving.stop()
    assert "Traceback" not in said
    assert code == 0
    assert list(serving.temporary.iterdir()) == []


def test_it_answers_below_the_path_the_site_is_made_for(served):
    status, headers, body = served.ask(MODEL_PAGE)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"http://127.0.0.1:{served.port}{MODEL_PAGE}".encode() in body
    assert served.ask("/mo-hinh/to-tuan-tra-dem/")[0] == 404


@pytest.mark.parametrize(
    ("asked", "led"), [("/", "/dan-van/"), ("/dan-van/mo-hinh", "/dan-van/mo-hinh/"), (MODEL_PAGE[:-1], MODEL_PAGE)]
)
def test_a_path_without_its_last_slash_leads_to_the_page(served, asked, led):
    status, headers, _ = served.ask(asked)
    assert (status, headers["location"]) == (302, led)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("assets/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_files_come_as_they_are_under_their_own_type(served, path, kind):
    status, headers, body = served.ask(f"/dan-van/{path}")
    assert (status, headers["content-type"]) == (200, kind)
    (work,) = served.temporary.iterdir()
    assert body == (work / "site" / path).read_bytes()
    assert served.ask(f"/dan-van/{path}", "HEAD")[2] == b""


@pytest.mark.parametrize(
    "path",
    [
        "/dan-van/khong-co/", "/dan-van/../../etc/passwd", "/dan-van/%2e%2e/%2e%2e/etc/passwd", "/dan-van//etc/passwd",
        "/dan-van/.kheo.json", "/dan-van/%00", "/dan-van/..%5c..%5cx", "/dan-van/" + "x" * 300, "/dan-van/%ff",
    ],
)  # fmt: skip
def test_what_is_not_there_is_answered_with_the_sites_own_page_for_that(served, path):
    status, _, body = served.ask(path)
    assert status == 404
    assert "Không có trang ở địa chỉ này" in body.decode("utf-8")


def test_it_answers_on_no_other_address_of_the_machine(served):
    with socket.socket() as opened:
        assert opened.connect_ex(("127.0.0.2", served.port)) != 0


class Line:
    """What a page's browser hears on its line."""

    def __init__(self, served: Serving, path: str) -> None:
        shown = served.ask(path)[2].decode("utf-8").partition('shown: "')[2].partition('"')[0]
        assert shown
        self._connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        self._connection.request("GET", f"/.kheo/changes?page={quote(path, safe='')}&shown={shown}")
        self.heard: list[bytes] = []
        response = self._connection.getresponse()
        self._thread = threading.Thread(target=lambda: self.heard.extend(response), daemon=True)
        self._thread.start()

    def ended(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()


def test_a_browser_is_told_when_what_it_shows_has_changed_and_only_then(served):
    changed, same = Line(served, MODEL_PAGE), Line(served, "/dan-van/quy-trinh/")
    change(served.site, MODEL, "name: Tổ tuần tra đêm", "name: Tổ tuần tra ban đêm")
    assert changed.ended(30)
    assert b"data: changed\n" in changed.heard
    assert "Tổ tuần tra ban đêm" in served.ask(MODEL_PAGE)[2].decode("utf-8")
    at_once = Line(served, MODEL_PAGE)
    served.wait_for("/dan-van/mo-hinh/", "Tổ tuần tra ban đêm")
    # The whole build changed nothing more of it.
    assert not at_once.ended(0.5)
    assert not same.ended(0)


def test_an_address_in_use_is_said_in_one_sentence(served):
    result = run("serve", served.site, "--address", f"127.0.0.1:{served.port}")
    assert result.returncode == 1
    assert f"Địa chỉ 127.0.0.1:{served.port} đang có chương trình khác dùng." in result.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [("8000", "KH962"), ("127.0.0.1:tám", "KH962"), ("127.0.0.1:70000", "KH962"), ("192.0.2.1:8000", "KH961")],
)
def test_an_address_it_cannot_use_is_told(served, address, said):
    result = run("serve", served.site, "--address", address)
    assert result.returncode == 1
    assert said in result.stderr


def test_ctrl_c_in_the_middle_of_a_build_ends_all_and_leaves_nothing(tmp_path):
    serving = begin(tmp_path)
    serving.wait_for("/dan-van/", "<main")
    change(serving.site, NEWS, "\ntitle: ", "\ntitle: Tin mới. ")
    serving.wait_for("/dan-van/tin-tuc/dem-ban-mo/", "Tin mới.")
    assert processes_of(serving.site) != []
    code, said = serving.stop()
    assert (code, "Traceback" in said) == (0, False), said
    assert "Đã dừng xem trước" in said
    assert list(serving.temporary.iterdir()) == []
    assert processes_of(serving.site) == []


def processes_of(site: Path) -> list[str]:
    """Processes that serve this site, or were forked by one that did."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if f"serve {site} " in line]


@pytest.mark.parametrize("host", ["xau.example", "xau.example:80", "127.0.0.1.xau.example", "", "a b", "[::1"])
def test_a_page_of_another_name_that_leads_here_gets_nothing(served, host):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.putrequest("GET", MODEL_PAGE, skip_host=True)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (421, b"")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_the_names_of_this_machine_are_answered(served, host):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.request("GET", MODEL_PAGE, headers={"Host": host.format(port=served.port)})
    assert connection.getresponse().status == 200


def test_connections_that_say_nothing_are_bounded_in_number(served):
    waiting = [socket.create_connection(("127.0.0.1", served.port), timeout=10) for _ in range(90)]
    try:
        ended = 0
        for one in waiting[80:]:
            one.settimeout(10)
            ended += one.recv(1) == b""
        assert ended == 10
    finally:
        for one in waiting:
            one.close()
    assert wait_until(lambda: served.ask(MODEL_PAGE)[0] == 200)


def wait_until(true: Callable[[], bool]) -> bool:
    """Ask again for ten seconds; a server that hangs up counts as no."""
    for _ in range(50):
        with contextlib.suppress(OSError, http.client.HTTPException):
            if true():
                return True
        time.sleep(0.2)
    return False


def test_sigterm_clears_up_like_ctrl_c_and_ends_with_143(tmp_path):
    serving = begin(tmp_path)
    serving.wait_for("/dan-van/", "<main")
    code, said = serving.stop(signal.SIGTERM)
    assert (code, "Traceback" in said) == (143, False)
    assert list(serving.temporary.iterdir()) == []
