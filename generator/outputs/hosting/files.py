"""The files of each host: nginx, Apache, IIS, Cloudflare Pages, GitLab Pages, GitHub Pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from generator.outputs.hosting.rules import (
    FOR_EVER,
    FRAMED,
    FRAMED_POLICY,
    HEADERS,
    IN_UTF8,
    KEEP_FOR_EVER,
    KEEP_SHORT,
    TYPES,
    Redirect,
)

_HEAD = "Do kheo viết ra; sửa tay thì lần dựng sau mất. Cách dùng: docs/may-chu.md"
_FRAMED_HEADERS = HEADERS | {"Content-Security-Policy": FRAMED_POLICY}
# More lines than a host reads; Cloudflare takes 2,000.
_MOST_REDIRECTS = 2_000
Files = dict[str, str]


def hosting_files(host: str, redirects: Sequence[Redirect], base: str) -> Files:
    """Name of the file -> its text. base: the path of the site at its host, "/" or "/dan-van/"."""
    return dict(_WRITERS[host](redirects, base))


def _nginx(redirects: Sequence[Redirect], base: str) -> Iterator[tuple[str, str]]:
    def place(folder: str, cache: str, headers: dict[str, str]) -> Iterator[str]:
        yield f"    location ^~ {base}{folder} {{"
        yield f"        alias /srv/kheo/site/{folder};"
        yield f'        add_header Cache-Control "{cache}";'
        yield from (f'        add_header {name} "{value}" always;' for name, value in headers.items())
        yield "    }"

    lines = [
        f"# {_HEAD}",
        "# Đặt vào /etc/nginx/sites-enabled/, sửa server_name và hai chữ /srv/kheo/site (thư mục site/ của kho).",
        "server {",
        "    listen 80;",
        "    listen [::]:80;",
        "    server_name danvan.example.vn;",
        "    server_tokens off;",
        "    absolute_redirect off;",
        "    index index.html;",
        f"    error_page 404 {base}404.html;",
        "",
        "    charset utf-8;",
        f"    charset_types {' '.join(dict.fromkeys(TYPES[name] for name in IN_UTF8 if name != 'html'))};",
        "    default_type application/octet-stream;",
        "    types {",
        *(f"        {kind} {name};" for name, kind in TYPES.items()),
        "    }",
        "",
        "    # Bản nén sẵn của kheo build --compress. Bản .br cần gói libnginx-mod-http-brotli-static; không có thì bỏ dòng ấy.",
        "    gzip_static on;",
        "    gzip_vary on;",
        "    brotli_static on;",
        "",
        "    # Địa chỉ cũ.",
        *(f"    location = {base}{old} {{ return 301 {base}{new}; }}" for old, new in redirects),
        "",
        *place("", KEEP_SHORT, HEADERS),
        *(line for folder in FOR_EVER for line in place(f"{folder}/", KEEP_FOR_EVER, HEADERS)),
        *(line for folder in FRAMED for line in place(f"{folder}/", KEEP_SHORT, _FRAMED_HEADERS)),
        "}",
    ]
    yield "nginx.conf", _joined(lines)


def _apache(redirects: Sequence[Redirect], base: str) -> Iterator[tuple[str, str]]:
    by_encoding = (("br", "br"), ("gzip", "gz"))
    texts = "|".join(IN_UTF8)
    lines = [
        f"# {_HEAD}",
        "# Máy chủ phải cho phép: AllowOverride All; mô-đun headers, rewrite, mime, dir.",
        "Options -Indexes -MultiViews",
        "DirectoryIndex index.html",
        "DirectorySlash On",
        f"ErrorDocument 404 {base}404.html",
        *(f"AddType {kind} .{name}" for name, kind in TYPES.items()),
        f"AddCharset utf-8 {' '.join(f'.{name}' for name in IN_UTF8)}",
        "AddDefaultCharset utf-8",
        # .gz and .br are how a page is sent, not what it is.
        "RemoveType .gz .br",
        "RemoveEncoding .gz .br",
        "FileETag MTime Size",
        "",
        "RewriteEngine On",
        f"RewriteBase {base}",
        "# Địa chỉ cũ.",
        *(f'RewriteRule "^{re.escape(old)}(?:index\\.html)?$" "{base}{new}" [R=301,L]' for old, new in redirects),
        "# Bản nén sẵn của kheo build --compress.",
    ]
    for encoding, ending in by_encoding:
        lines += [
            f'RewriteCond "%{{HTTP:Accept-Encoding}}" "\\b{encoding}\\b"',
            f'RewriteCond "%{{REQUEST_FILENAME}}.{ending}" -s',
            f'RewriteRule "^(.+\\.(?:{texts}))$" "$1.{ending}" [QSA,L]',
        ]
    for name in IN_UTF8:
        lines.append(f'RewriteRule "\\.{name}\\.(?:br|gz)$" "-" [T={TYPES[name]},E=no-gzip:1]')
    for encoding, ending in by_encoding:
        lines += [
            f'<FilesMatch "\\.(?:{texts})\\.{ending}$">',
            f"Header set Content-Encoding {encoding}",
            "</FilesMatch>",
        ]
    for name in IN_UTF8:
        lines += [
            f'<FilesMatch "\\.{name}\\.(?:br|gz)$">',
            f'Header set Content-Type "{TYPES[name]}; charset=utf-8"',
            "</FilesMatch>",
        ]
    lines += [
        f'<FilesMatch "\\.(?:{texts})(?:\\.br|\\.gz)?$">',
        "Header append Vary Accept-Encoding",
        "</FilesMatch>",
        "",
        f'Header set Cache-Control "{KEEP_SHORT}"',
        *(f'Header always set {name} "{value}"' for name, value in HEADERS.items()),
        f'<If "%{{REQUEST_URI}} =~ m#^{base}(?:{"|".join(FOR_EVER)})/#">',
        f'Header set Cache-Control "{KEEP_FOR_EVER}"',
        "</If>",
        f'<If "%{{REQUEST_URI}} =~ m#^{base}(?:{"|".join(FRAMED)})/#">',
        f'Header always set Content-Security-Policy "{FRAMED_POLICY}"',
        "</If>",
    ]
    yield ".htaccess", _joined(lines)


def _iis(redirects: Sequence[Redirect], base: str) -> Iterator[tuple[str, str]]:
    def place(path: str, cache: str, policy: str) -> Iterator[str]:
        yield f'  <location path="{path}">'
        yield "    <system.webServer>"
        yield "      <httpProtocol><customHeaders>"
        yield '        <remove name="Cache-Control" /><remove name="Content-Security-Policy" />'
        yield f'        <add name="Cache-Control" value={quoteattr(cache)} />'
        yield f'        <add name="Content-Security-Policy" value={quoteattr(policy)} />'
        yield "      </customHeaders></httpProtocol>"
        yield "    </system.webServer>"
        yield "  </location>"

    policy = HEADERS["Content-Security-Policy"]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<!-- {_HEAD}. Cần mô-đun URL Rewrite cho địa chỉ cũ. -->",
        "<configuration>",
        "  <system.webServer>",
        '    <defaultDocument><files><clear /><add value="index.html" /></files></defaultDocument>',
        '    <httpErrors errorMode="Custom"><remove statusCode="404" />',
        f'      <error statusCode="404" path={quoteattr(f"{base}404.html")} responseMode="ExecuteURL" /></httpErrors>',
        "    <staticContent>",
        *(
            f'      <remove fileExtension=".{name}" /><mimeMap fileExtension=".{name}" mimeType="{kind}'
            f'{"; charset=utf-8" if name in IN_UTF8 else ""}" />'
            for name, kind in TYPES.items()
        ),
        "    </staticContent>",
        "    <httpProtocol><customHeaders>",
        '      <remove name="X-Powered-By" />',
        *(f'      <add name="{name}" value={quoteattr(value)} />' for name, value in HEADERS.items()),
        f'      <add name="Cache-Control" value={quoteattr(KEEP_SHORT)} />',
        "    </customHeaders></httpProtocol>",
        '    <urlCompression doStaticCompression="true" />',
        "    <rewrite>",
        '      <rewriteMaps><rewriteMap name="cu">',
        *(f"        <add key={quoteattr(base + old)} value={quoteattr(base + new)} />" for old, new in redirects),
        "      </rewriteMap></rewriteMaps>",
        '      <rules><rule name="Dia chi cu" stopProcessing="true">',
        '        <match url=".*" />',
        '        <conditions><add input="{cu:{URL}}" pattern="(.+)" /></conditions>',
        '        <action type="Redirect" url="{C:1}" redirectType="Permanent" appendQueryString="false" />',
        "      </rule></rules>",
        "    </rewrite>",
        "  </system.webServer>",
        *(line for folder in FOR_EVER for line in place(folder, KEEP_FOR_EVER, policy)),
        *(line for folder in FRAMED for line in place(folder, KEEP_SHORT, FRAMED_POLICY)),
        "</configuration>",
    ]
    yield "web.config", _joined(lines)


def _cloudflare(redirects: Sequence[Redirect], base: str) -> Iterator[tuple[str, str]]:
    def place(path: str, headers: dict[str, str], taken_back: Sequence[str] = ()) -> Iterator[str]:
        yield f"{base}{path}"
        yield from (f"  ! {name}" for name in taken_back)
        yield from (f"  {name}: {value}" for name, value in headers.items())

    lines = [f"# {_HEAD}", *place("*", HEADERS | {"Cache-Control": KEEP_SHORT})]
    for folder in FOR_EVER:
        lines += place(f"{folder}/*", {"Cache-Control": KEEP_FOR_EVER}, ("Cache-Control",))
    name = "Content-Security-Policy"
    for folder in FRAMED:
        lines += place(f"{folder}/*", {name: FRAMED_POLICY}, (name,))
    for ending in ("avif", "ics", "jsonld", "csv", "webmanifest"):
        charset = "; charset=utf-8" if ending in IN_UTF8 else ""
        lines += place(f"*.{ending}", {"Content-Type": f"{TYPES[ending]}{charset}"}, ("Content-Type",))
    yield "_headers", _joined(lines)
    yield from _gitlab(redirects, base)


def _gitlab(redirects: Sequence[Redirect], base: str) -> Iterator[tuple[str, str]]:
    lines = [f"{base}{old} {base}{new} 301" for old, new in redirects[:_MOST_REDIRECTS]]
    yield "_redirects", _joined([f"# {_HEAD}", *lines])


def _github(_redirects: Sequence[Redirect], _base: str) -> Iterator[tuple[str, str]]:
    """GitHub Pages takes no settings: old addresses lead on by their own pages; folders like `_x` are left alone."""
    yield ".nojekyll", ""


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


_WRITERS: dict[str, Callable[[Sequence[Redirect], str], Iterator[tuple[str, str]]]] = {
    "nginx": _nginx,
    "apache": _apache,
    "iis": _iis,
    "cloudflare": _cloudflare,
    "gitlab": _gitlab,
    "github": _github,
}

HOSTS = tuple(_WRITERS)
"""The hosts there are files for."""

IN_SITE = tuple(host for host in HOSTS if host != "nginx")
"""Those whose files lie in the site itself, and so belong to its build."""
