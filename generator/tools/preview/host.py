"""Answers browsers on this machine: what the stage shows, and a line on which a page hears that it has changed."""

from __future__ import annotations

import errno
import mimetypes
import socket
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator.publish import PublishError
from generator.tools.preview.drafts import LIMIT, PAGE, POST, Drafts
from generator.tools.preview.stage import Answer, Stage

CHANGES = "/.kheo/changes"
"""Where pages ask for changes; no page of a site begins with a dot."""

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_WITHOUT_CHARSET = frozenset({".avif", ".webp", ".woff2"})
# Seconds after which a line says that it is still there, and learns that nobody listens any more.
_SILENCE = 15


class Host(ThreadingTCPServer):
    """The server. Raises PublishError KH960, KH961 or KH962 when it cannot listen on `address` ("127.0.0.1:8000")."""

    daemon_threads = True
    # On Windows it would let two previews listen on one address.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = 64
    MOST_ANSWERS = 64
    """Connections answered at once; a page and the line on which it hears of changes take a few."""

    def __init__(self, address: str, base: str, stage: Stage, drafts: Drafts) -> None:
        """base: the path of the site, "/" or "/dan-van/"."""
        host, port = _parted(address)
        self._free = threading.BoundedSemaphore(self.MOST_ANSWERS)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), partial(_Handler, base=base, stage=stage, names=_names(host), drafts=drafts))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise PublishError(
                "KH960" if taken else "KH961", {"address": address, "why": str(error.strerror)}
            ) from error

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or hang up where too many are being answered."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def _names(host: str) -> frozenset[str]:
    """The names by which this machine asks for itself; any other in a request is of a page from elsewhere that had its
    own name lead here.
    """
    return frozenset({host.lower(), "localhost", "127.0.0.1", "::1"})


def _parted(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise PublishError("KH962", {"address": address})
    return host.removeprefix("[").removesuffix("]"), int(port)


class _Handler(BaseHTTPRequestHandler):
    server_version = "kheo"
    timeout = 20
    """Seconds for a request to come in, and for an answer to be taken."""

    def __init__(self, *args: Any, base: str, stage: Stage, names: frozenset[str], drafts: Drafts) -> None:
        self._base, self._stage, self._names, self._drafts = base, stage, names, drafts
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer with what stands at the address."""
        if _host_name(self.headers.get("Host", "")) not in self._names:
            self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST, "", b""))
            return
        asked = urlsplit(self.path)
        if asked.path == CHANGES:
            self._tell_changes({key: values[0] for key, values in parse_qs(asked.query).items()})
            return
        path = unquote(asked.path)
        if path == "/" != self._base:
            self._redirect(self._base)
        elif not path.startswith(self._base):
            self._send(Answer(HTTPStatus.NOT_FOUND, "", b""))
        elif self._below(path) == PAGE and self._drafts.page and self._is_here():
            self._send(Answer(HTTPStatus.OK, "index.html", self._drafts.page))
        elif not path.endswith("/") and self._stage.is_folder(self._below(path)):
            self._redirect(f"{path}/")
        else:
            self._send(self._stage.answer(self._below(path)))

    def do_POST(self) -> None:
        """Answer a draft of the form: from this machine, from a page of this site, and no larger than a record may be.

        A page of another site cannot send JSON without being asked first, and it is never answered.
        """
        length = self.headers.get("Content-Length", "")
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        size = int(length) if length.isdecimal() and len(length) < 10 else -1
        own = _host_name(self.headers.get("Host", "")) in self._names and self._is_own_page()
        if not own or not self._is_here() or urlsplit(self.path).path != POST or kind != "application/json":
            self._refuse(HTTPStatus.FORBIDDEN)
        elif not 0 <= size <= LIMIT:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            answer = self._drafts.answer(self.rfile.read(size))
            self._send(Answer(HTTPStatus.OK if answer else HTTPStatus.BAD_REQUEST, ".json", answer or b""))

    def _is_here(self) -> bool:
        """Whether this machine itself asks."""
        return ip_address(self.client_address[0]).is_loopback

    def _is_own_page(self) -> bool:
        """Whether the page that asks is of this very address; browsers say where a POST comes from."""
        origin = self.headers.get("Origin")
        return origin is None or urlsplit(origin).netloc == self.headers.get("Host", "")

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer without reading what was sent."""
        self.close_connection = True
        self._send(Answer(status, "", b""))

    do_HEAD = do_GET  # noqa: N815 - http.server's names

    def _below(self, path: str) -> str:
        return path.removeprefix(self._base)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        # One slash only: two would name another host.
        self.send_header("Location", "/" + quote(path.lstrip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", _type(answer.path or ".html"))
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _tell_changes(self, asked: dict[str, str]) -> None:
        """Say one word as soon as the page that is shown is no longer what stands at its address."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command == "HEAD":
            return
        address, turns = self._below(unquote(asked.get("page", ""))), 0
        while self._stage.answer(address).shown == asked.get("shown"):
            self.wfile.write(b":\n\n")
            turns = self._stage.turns(turns, _SILENCE)
        self.wfile.write(b"data: changed\n\n")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Say nothing: the terminal is for what is wrong with the records."""


def _host_name(header: str) -> str:
    """The name in a Host header, without its port: "[::1]:8000" -> "::1"; "" for none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _type(path: str) -> str:
    suffix = path[path.rfind(".") :]
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = (suffix in _TYPES and suffix not in _WITHOUT_CHARSET) or kind.startswith("text/")
    return f"{kind}; charset=utf-8" if text else kind
