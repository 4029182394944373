"""Charset: bytes to text, by what the bytes say rather than by what is said of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from w3lib.encoding import http_content_type_encoding, read_bom, resolve_encoding

from crawlers.extract.data import lines

#: A declaration is looked for in this many bytes: some pages have it late, behind scripts.
_DECLARATION_WINDOW = 262_144
#: Plausibility is judged on at most this many characters beyond ASCII.
_SAMPLE = 20_000
#: It is taken out of the text in stretches of this many characters, most of which hold nothing else on most pages.
_STRETCH = 4_096
#: A page is UTF-8 although some of its sequences are broken when at most this share of them is.
_TOLERATED = 0.05
#: With fewer sequences beyond ASCII, bytes of another charset can be valid UTF-8 by chance.
_FEW = 8
#: Share of frequent characters among Han characters: .5 and more in real text, under .1 in wrongly read bytes.
_CHINESE_SHARE = 0.2

_CHINESE = ("gb18030", "big5hkscs")
_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WRONG = re.compile(r"[\ufffd\x80-\x9f\ue000-\uf8ff]")
_ASCII = bytes(range(128))


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A page as text. ``evidence`` says what the choice rests on: bom, header, meta, outlet or bytes.

    ``utf8`` are the bytes of ``text`` in UTF-8 where they are the page's own, so that nobody has to make them again.
    """

    text: str
    encoding: str
    evidence: str
    utf8: bytes | None = None


def decode(body: bytes, content_type: str | None = None, *, expected: str | None = None) -> Decoded:
    """Return ``body`` as text; never fails. NUL characters are dropped, what cannot be read becomes U+FFFD.

    A BOM decides. Else valid UTF-8 is UTF-8, whatever is declared. Else Chinese text decides between GB18030 and
    Big5 by how plausible it comes out; else the declared charset (HTTP header, then meta) if it fits; else
    Windows-1252. ``expected`` is what the outlet usually sends; it counts as the last declaration.
    """
    encoding, bom = read_bom(body)
    if encoding and bom:
        return Decoded(text=_drop_nul(body[len(bom) :].decode(encoding, "replace")), encoding=encoding, evidence="bom")
    if wide := unmarked_utf16(body):
        return Decoded(text=_drop_nul(body.decode(wide, "replace")), encoding=wide, evidence="bytes")
    body = body.replace(b"\0", b"")
    declared = _declared(body, content_type)
    if expected and (name := resolve_encoding(expected)):
        declared.setdefault(_superset(name), "outlet")
    if body.isascii():
        encoding = next((name for name in declared if name.startswith("iso2022") or name == "hz"), "utf-8")
        return Decoded(
            text=body.decode(encoding, "replace"),
            encoding=encoding,
            evidence=declared.get(encoding, "bytes"),
            utf8=body if encoding == "utf-8" else None,
        )
    encoding, text = _choose(body, declared)
    return Decoded(
        text=_mended(body, encoding, text),
        encoding=encoding,
        evidence=declared.get(encoding, "bytes"),
        utf8=body if encoding == "utf-8" and "\ufffd" not in text else None,
    )


def _declared(body: bytes, content_type: str | None) -> dict[str, str]:
    """Return the declared charsets with where each was declared first, header before meta."""
    found: dict[str, str] = {}
    if content_type and (name := http_content_type_encoding(content_type)):
        found[_superset(name)] = "header"
    for label in _META_CHARSET.findall(body[:_DECLARATION_WINDOW]):
        if name := resolve_encoding(label.decode("ascii", "replace")):
            found.setdefault(_superset(name), "meta")
    return found


def _superset(name: str) -> str:
    # A page that says Big5 may use Hong Kong's additions; w3lib already widens GB2312, GBK and Latin-1.
    return "big5hkscs" if name.startswith("big5") else name


def _choose(body: bytes, declared: Mapping[str, str]) -> tuple[str, str]:
    """Return the charset, and what the bytes say in it."""
    as_utf8 = body.decode("utf-8", "replace")
    if "\ufffd" not in as_utf8 and len(body) - len(as_utf8) >= 2 * _FEW:
        return "utf-8", as_utf8
    beyond_ascii = _at_most(as_utf8)
    wrong = beyond_ascii.count("\ufffd")
    tolerated = _TOLERATED * len(beyond_ascii)
    is_utf8 = wrong <= tolerated or wrong - body.count(b"\xef\xbf\xbd") <= tolerated
    if is_utf8 and (len(beyond_ascii) >= _FEW or "utf-8" in declared or not declared):
        return "utf-8", as_utf8
    readings = {name: body.decode(name, "replace") for name in dict.fromkeys([*_CHINESE, *declared])}
    chinese = max(_CHINESE, key=lambda name: _plausibility(readings[name]))
    if _plausibility(readings[chinese]) >= max(_CHINESE_SHARE, _plausibility(as_utf8)):
        return chinese, readings[chinese]
    fitting = [name for name in declared if _wrong_share(readings[name]) <= _TOLERATED]
    if fitting:
        return fitting[0], readings[fitting[0]]
    if is_utf8:
        return "utf-8", as_utf8
    if not declared and _wrong_share(readings[chinese]) == 0:
        return chinese, readings[chinese]
    return "cp1252", body.decode("cp1252", "replace")


def _mended(body: bytes, encoding: str, text: str) -> str:
    """Decode line by line where the whole does not fit: pages pasted together from two charsets exist."""
    if encoding not in ("utf-8", *_CHINESE):
        return text
    if encoding == "utf-8" and "\ufffd" not in text:
        return text
    if encoding == "utf-8":
        return _mended_utf8(body, text)
    return "\n".join(_read_line(line, encoding, "utf-8") for line in body.split(b"\n"))


def _mended_utf8(body: bytes, text: str) -> str:
    """Return ``text`` with each line that holds a broken sequence read anew."""
    parts = []
    at = at_byte = kept = 0
    while (broken := text.find("\ufffd", at)) >= 0:
        # A line break ends every broken sequence, and what stands before the line is as long as in the bytes.
        start = max(at, text.rfind("\n", at, broken) + 1)
        start_byte = at_byte + len(text[at:start].encode())
        end, end_byte = text.find("\n", broken), body.find(b"\n", start_byte)
        if end < 0:
            end, end_byte = len(text), len(body)
        line = _read_line(body[start_byte:end_byte], "utf-8", "gb18030")
        if line != text[start:end]:
            parts += [text[kept:start], line]
            kept = end
        at, at_byte = end, end_byte
    return "".join([*parts, text[kept:]]) if parts else text


def _read_line(line: bytes, encoding: str, other: str) -> str:
    if line.isascii():
        return line.decode("ascii")
    text = line.decode(encoding, "replace")
    if encoding == "utf-8" and "\ufffd" not in text:
        return text
    try:
        rival = line.decode(other)
    except UnicodeDecodeError:
        return text
    return rival if _plausibility(rival) > _plausibility(text) + _CHINESE_SHARE else text


@cache
def _frequent() -> frozenset[str]:
    return frozenset("".join(lines("frequent_han")))


def _plausibility(text: str) -> float:
    """Return the share of frequent characters among Han characters, less what cannot be text; 0 without any."""
    sample = _at_most(text)
    han = _HAN.findall(sample)
    if not han:
        return 0.0
    return sum(map(_frequent().__contains__, han)) / len(han) - len(_WRONG.findall(sample)) / len(sample)


def _at_most(text: str, limit: int = _SAMPLE) -> str:
    """Return the first ``limit`` characters beyond ASCII."""
    found: list[str] = []
    left = limit
    for at in range(0, len(text), _STRETCH):
        stretch = text[at : at + _STRETCH]
        if stretch.isascii():
            continue
        # Bytes lose their ASCII many times faster than a regular expression finds what is none.
        beyond = stretch.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
        found.append(beyond[:left])
        left -= len(beyond)
        if left <= 0:
            break
    return "".join(found)


def _wrong_share(text: str) -> float:
    sample = _at_most(text)
    return len(_WRONG.findall(sample)) / len(sample) if sample else 0.0


def unmarked_utf16(body: bytes) -> str | None:
    """Return the UTF-16 encoding of a page that has no BOM, ``None`` for anything else."""
    head = body[:1000].lower()
    for encoding in ("utf-16-le", "utf-16-be"):
        # Little-endian text holds the big-endian form one byte further on: characters begin at even places.
        places = (head.find(tag.encode(encoding)) for tag in ("<html", "<!doctype", "<head", "<meta", "<body", "<p>"))
        if any(place >= 0 and place % 2 == 0 for place in places):
            return encoding
    return None


def _drop_nul(text: str) -> str:
    return text.replace("\0", "")
