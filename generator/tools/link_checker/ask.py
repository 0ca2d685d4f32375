"""Ask web servers, politely, whether an address still answers.

urllib of the standard library and a few threads: no more than a status line and a few headers are wanted, proxies and
certificates of the machine count as they do for any program, and no package has to be trusted for it. Each host is
asked by one thread, with a pause between two questions; a host that does not answer at all is soon left in peace.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from generator import __version__

_PERMANENT = frozenset({301, 308})
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0
_SILENT_AFTER = 3
"""Addresses of one host that get no answer at all before the rest of them is not asked."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to ask. Times in seconds; `pace` lies between two questions to one host, `backoff` doubles at each retry.

    patience: how long to wait for any next answer before giving up on what is still open.
    local: whether addresses of this machine and its network may be asked.
    """

    timeout: float = 15.0
    retries: int = 2
    backoff: float = 2.0
    pace: float = 1.0
    at_once: int = 8
    patience: float = 600.0
    local: bool = False
    agent: str = f"kheo-links/{__version__}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking. status: of the last answer, None when none came; then `why` says so, in Vietnamese.

    asked: False for an address that is not asked (of this machine or its network, or of a host that had fallen silent).

    moved_to: where permanent redirects alone lead, "" when the address stands or the redirects are temporary.
    """

    address: str
    status: int | None
    why: str = ""
    asked: bool = True
    moved_to: str = ""
    wait: float = 0.0


def ask_all(
    addresses: Iterable[str], manner: Manner, told: Callable[[Answer], None] = lambda _: None
) -> dict[str, Answer]:
    """Ask every address once (again where it may help); `told` hears each answer as it comes, from this thread."""
    wanted = list(dict.fromkeys(addresses))
    hosts: dict[str, list[str]] = {}
    for address in wanted:
        hosts.setdefault(address.split("/")[2].lower(), []).append(address)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for host in sorted(hosts):
        waiting.put(hosts[host])
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    for _ in range(min(manner.at_once, len(hosts))):
        threading.Thread(target=_work, args=(waiting, answers, manner), daemon=True).start()
    found: dict[str, Answer] = {}
    while len(found) < len(wanted):
        try:
            answer = answers.get(timeout=manner.patience)
        except queue.Empty:
            break
        found[answer.address] = answer
        told(answer)
    return {address: found.get(address) or Answer(address, None, "hết giờ") for address in wanted}


def _work(waiting: queue.SimpleQueue[list[str]], answers: queue.SimpleQueue[Answer], manner: Manner) -> None:
    """Take host after host, and ask its addresses one after the other."""
    while True:
        try:
            addresses = waiting.get_nowait()
        except queue.Empty:
            return
        silent, why = 0, ""
        for number, address in enumerate(addresses):
            if silent >= _SILENT_AFTER:
                answers.put(Answer(address, None, why, asked=False))
                continue
            if number:
                time.sleep(manner.pace)
            answer = _ask(address, manner)
            silent, why = (silent + 1, answer.why) if answer.status is None else (0, "")
            answers.put(answer)


def _ask(address: str, manner: Manner) -> Answer:
    """HEAD, then GET where HEAD is not taken well; GET again, later, when the answer may pass."""
    answer = Answer(address, None)
    for attempt in range(manner.retries + 1):
        if attempt:
            time.sleep(max(manner.backoff * 2 ** (attempt - 1), answer.wait))
        answer = _once(address, "GET" if attempt else "HEAD", manner)
        if not attempt and answer.status is not None and answer.status >= 400:
            time.sleep(manner.pace)
            answer = _once(address, "GET", manner)
        if not answer.asked or (answer.status is not None and answer.status not in _MAY_PASS):
            break
    return answer


class _Hops(urllib.request.HTTPRedirectHandler):
    """Follows redirects with the same method, and remembers whether each was meant for ever."""

    def __init__(self, manner: Manner) -> None:
        self.codes: list[int] = []
        self._manner = manner

    def redirect_request(
        self, req: urllib.request.Request, _fp: object, code: int, _msg: str, _headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """The next request; none for an address that is not of the web, or not to be asked."""
        target = urljoin(req.full_url, newurl)
        if urlsplit(target).scheme not in ("http", "https"):
            return None
        _require_public(target, self._manner)
        self.codes.append(code)
        return _request(target, req.get_method(), self._manner)


def _once(address: str, method: str, manner: Manner) -> Answer:
    hops = _Hops(manner)
    try:
        _require_public(address, manner)
        with _opener(hops).open(_request(address, method, manner), timeout=manner.timeout) as answer:
            for_ever = hops.codes and set(hops.codes) <= _PERMANENT
            moved = answer.url if for_ever and answer.url != _plain(address) else ""
            return Answer(address, answer.status, moved_to=moved)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in range(300, 400):
            return Answer(address, None, "chuyển hướng không đến đâu")
        return Answer(address, error.code, wait=_wait(error.headers))
    except _NotPublicError:
        return Answer(address, None, "địa chỉ nội bộ, không hỏi", asked=False)
    except (OSError, ValueError, http.client.HTTPException) as error:
        inner = any(isinstance(one, _NotPublicError) for one in _causes(error))
        return Answer(address, None, _why(error), asked=not inner)


def _opener(hops: _Hops) -> urllib.request.OpenerDirector:
    """Only the web: no files, no FTP, and no cookies kept."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        hops,
    ):
        opener.add_handler(handler)
    return opener


def _request(address: str, method: str, manner: Manner) -> urllib.request.Request:
    headers = {"User-Agent": manner.agent, "Accept": "*/*"}
    return urllib.request.Request(_plain(address), method=method, headers=headers)  # noqa: S310 - http(s) alone is opened


def _plain(address: str) -> str:
    """The address as it goes over the wire: host in ASCII, the rest percent-encoded, no fragment."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


class _NotPublicError(OSError):
    """The address is of this machine or its network, where a stranger's record may not send us."""


def _require_public(address: str, manner: Manner) -> None:
    """Raise _NotPublicError for an inner address; behind a proxy the proxy knows what may be reached."""
    parts = urlsplit(_plain(address))
    if manner.local or urllib.request.getproxies().get(parts.scheme):
        return
    port = parts.port or (443 if parts.scheme == "https" else 80)
    for *_, where in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(where[0]).partition("%")[0]).is_global:
            raise _NotPublicError


def _wait(headers: Message) -> float:
    """Seconds the server asks us to wait, within reason; a date is not read."""
    asked = headers.get("Retry-After", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isdecimal() else 0.0


_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLError, "không nối được an toàn (TLS)"),
    (TimeoutError, "hết giờ"),
    (socket.gaierror, "không tìm thấy máy chủ"),
    (ConnectionRefusedError, "máy chủ không nhận kết nối"),
    (http.client.HTTPException, "máy chủ trả lời không đúng cách"),
    (ConnectionError, "mất kết nối"),
)


def _why(error: BaseException) -> str:
    """Why nothing came, in Vietnamese; urllib wraps the cause once more."""
    return next((said for kind, said in _REASONS for one in _causes(error) if isinstance(one, kind)), "không nối được")


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, BaseException):
        yield error.reason
