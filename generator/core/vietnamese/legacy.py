"""Vietnamese in encodings before Unicode, and Unicode that was read in the wrong one: told apart, and turned into Unicode."""

from __future__ import annotations

import re

from generator.core.vietnamese.text import nfc

# TCVN 5712 (ABC, fonts .VnTime): one letter each, as a Western text shows it.
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# VNI: a letter and a second one that is its mark.
_VNI_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_ALONE = dict(zip("ôöæóòîñ", "ơưỉĩịỵđ", strict=True))
_MOJIBAKE = re.compile(
    r"á»[\u0080-\u00ff\u0152-\u2122]|áº[\u0080-\u00ff\u0152-\u2122]|Ã[\u0080-\u00bf¡-¿]|Ä[‘\u0091\u0090]|Æ[°¡]"
)
_IN_TCVN3 = re.compile(r"(?<=[A-Za-z])[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad](?=[A-Za-z]|\b)|[®§](?=[a-zµ-þ])|[µ¸¶·¹¨©ª«¬][a-z]")
_IN_VNI = re.compile(
    r"a[ùøûõïâåäêéèúüë]|e[ùøûõïâåäáàã]|o[ùøûõïâåä]|[ôö][ùøûõï]|u[ùøûõï]|y[ùøûõ]|\bñ[aeioöôuy]", re.IGNORECASE
)
BROWSER_PATTERNS = {"mojibake": _MOJIBAKE, "tcvn3": _IN_TCVN3, "vni": _IN_VNI}
"""The patterns that the form uses too (`theme/source/scripts/form/people.js`)."""
# What shows that something of these may be there; looked for first, for nearly every text has none of it.
HINT = frozenset("µ¸¶·¹¨»º¾¼½©®ª«¬§ñÑøØûÛïÏåÅäÄëËüÜ\u00adÃÆ")
_UNICODE = re.compile(r"[\u1ea0-\u1ef9đĐơƠưƯ]")
_FEWEST = 3


def legacy_encoding(text: str) -> str:
    """The name of the encoding whose letters a text, or some lines of it, show ("TCVN3", "VNI", "mojibake"); else ""."""
    if HINT.isdisjoint(text):
        return ""
    if _words(_MOJIBAKE, text) >= _FEWEST:
        return "mojibake"
    if not _IN_TCVN3.search(text) and not _IN_VNI.search(text):
        return ""
    old = "\n".join(line for line in text.split("\n") if not _UNICODE.search(line))
    tcvn3, vni = _words(_IN_TCVN3, old), _words(_IN_VNI, old)
    if max(tcvn3, vni) < _FEWEST:
        return ""
    return "TCVN3" if tcvn3 >= vni else "VNI"


def _words(pattern: re.Pattern[str], text: str) -> int:
    """How many different words show such letters: a sign by itself, or one odd name again and again, is no encoding."""
    return sum(1 for word in set(text.split()) if len(word) > 1 and pattern.search(word))


def decoded(raw: bytes) -> tuple[str, str] | None:
    """(text in Unicode, name of its encoding) of bytes that are no UTF-8 but Vietnamese in an old encoding; else None."""
    western = raw.decode("cp1252", "replace").replace("\r\n", "\n")
    name = legacy_encoding(western)
    if name:
        return from_legacy(western, name), name
    windows = nfc(raw.decode("cp1258", "replace"))
    return (windows, "Windows-1258") if len(_UNICODE.findall(windows)) >= _FEWEST and "\ufffd" not in windows else None


def legacy_line(text: str, name: str) -> int | None:
    """The index of the first line of a text with letters of that encoding."""
    pattern = {"mojibake": _MOJIBAKE, "TCVN3": _IN_TCVN3, "VNI": _IN_VNI}[name]
    lines = enumerate(text.split("\n"))
    return next(
        (at for at, line in lines if pattern.search(line) and not (name != "mojibake" and _UNICODE.search(line))), None
    )


def from_legacy(text: str, name: str) -> str:
    """The text in Unicode; lines that are in Unicode, and what the encoding does not know, stay as they are."""
    if name == "mojibake":
        return "\n".join(map(_unbroken, text.split("\n")))
    return "\n".join(line if _UNICODE.search(line) else _line_from(line, name) for line in text.split("\n"))


def _line_from(line: str, name: str) -> str:
    return nfc("".join(_TCVN3.get(letter, letter) for letter in line) if name == "TCVN3" else _from_vni(line))


def _unbroken(line: str) -> str:
    """UTF-8 that was read as Windows-1252, byte by byte."""
    raw = bytearray()
    for letter in line:
        try:
            raw += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return line
            raw.append(ord(letter))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return line


def _from_vni(text: str) -> str:
    out, at = [], 0
    while at < len(text):
        letter, after = text[at], text[at + 1 : at + 2]
        marked = _VNI_MARKS.get(letter.lower(), {}).get(after.lower())
        if marked:
            out.append(marked.upper() if letter.isupper() else marked)
            at += 2
            continue
        alone = _VNI_ALONE.get(letter.lower())
        out.append((alone.upper() if letter.isupper() else alone) if alone else letter)
        at += 1
    return "".join(out)
