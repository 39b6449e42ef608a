"""Damage done to feeds: to their bytes, to their tags and texts, and to the structure of XML and JSON.

The same seed and number always give the same mutant.
"""

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LARGEST = 512 * 1024
"""Bytes of a mutant; what is beyond is cut off."""
_LARGEST_ORIGINAL = 128 * 1024
_TOKEN = re.compile(rb"<[^<>]*>|[^<>]+|[<>]")
_NAME = re.compile(rb"</?([A-Za-z][\w:.-]*)")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"'][^\"']*[\"']")
_ENCODINGS = (
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-7 ascii latin-1 windows-1252 shift_jis gb18030 iso-2022-jp cp037"
    " koi8-r idna punycode unicode_escape raw_unicode_escape undefined rot13 hex base64 zlib mbcs x-user-defined"
).split()
_NASTY: tuple[bytes, ...] = (
    *(b"\0", b"\x1b]52;c;ZXZpbA==\x07", b"\x1b[2J", b"\x9b2J", b"\xc2\x9b2J", b"\xe2\x80\xae", b"\r"),
    *(b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"&#0;", b"&#xD800;", b"&#99999999999;", b"&#x110000;", b"&#-1;", b"&#x;", b"&#" + b"9" * 5000 + b";"),
    *(b"&", b"&&", b"&nbsp;", b"&unknown;", b"&amp;amp;amp;", b"&amp;#27;", b"<", b">", b"</", b"</>", b"<>"),
    *(b"]]>", b"<![CDATA[", b"<![", b"<!--", b"-->", b"<?x", b"?>", b"<!ENTITY x 'y'>"),
    *(b'<!DOCTYPE a [<!ENTITY x "&x;">]>', b"< a>", b"<a b=>", b"<a b='>", b"xml:base='http://['"),
    *(b'<a href="http://[">', b"http://[::1", b"//", b"javascript:alert(1)"),
    *(b"<title>", b"</title>", b"<item>", b"</item>", b"<entry>", b"</channel>", b"</rss>", b"<html>"),
    *(b"<content type='x'>", b"<description type='application/octet-stream' mode='base64'>"),
    *(b"12:15 PM", b"9999-99-99T99:99:99Z", b"Mon, 32 Foo 99999 25:61:61 +9999", b"0000-00-00", b"1e999", b"NaN"),
)
_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 10**18, 10**400, 1.5, float("nan"), float("inf"), "", "\0", "\ud800", "\x1b]0;x\x07"),
    *([], {}, [[]], [None], {"": None}, "9" * 5000, "http://[", {"url": {"url": []}}, [{"name": []}]),
)
_KINDS = (
    *("application/rss+xml", "text/xml; charset=utf-16", "text/html; charset=iso-8859-1", "", ""),
    *(
        "text/xml; charset=undefined",
        "application/xml; charset=" + "x" * 300,
        "; charset=\0",
        "text/plain; charset=idna",
    ),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged feed."""

    number: int
    name: str
    """The file that it was made of."""
    body: bytes
    content_type: str


def mutant(paths: Sequence[Path], seed: int, number: int) -> Mutant:
    """Make the mutant of a number out of files."""
    chance = random.Random(f"{seed}/{number}")
    path = chance.choice(paths)
    body = path.read_bytes()[:_LARGEST_ORIGINAL]
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if path.suffix == ".json" and chance.random() < 0.7:
            body = _damage_json(chance, body)
        elif chance.random() < 0.1:
            body = _splice(chance, body, chance.choice(paths).read_bytes()[:_LARGEST_ORIGINAL])
        elif chance.random() < 0.6:
            body = _damage_tokens(chance, body)
        else:
            body = chance.choice(_TO_BYTES)(chance, body)
        body = body[:_LARGEST]
    return Mutant(number, path.name, body, chance.choice(_KINDS) if chance.random() < 0.2 else "")


def _span(chance: random.Random, length: int) -> slice:
    """A stretch, mostly short."""
    begin = chance.randrange(length + 1)
    return slice(begin, min(length, begin + int(chance.paretovariate(0.6))))


def _times(chance: random.Random, size: int) -> int:
    """How often something is repeated, mostly a few times."""
    return max(2, min(int(chance.paretovariate(0.35)), _LARGEST // max(size, 1)))


def _flip(chance: random.Random, body: bytes) -> bytes:
    damaged = bytearray(body or b" ")
    for _ in range(chance.choice((1, 1, 4, 64))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _delete(chance: random.Random, body: bytes) -> bytes:
    span = _span(chance, len(body))
    return body[: span.start] + body[span.stop :]


def _cut(chance: random.Random, body: bytes) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _repeat_bytes(chance: random.Random, body: bytes) -> bytes:
    span = _span(chance, len(body))
    piece = body[span]
    return body[: span.stop] + piece * _times(chance, len(piece)) + body[span.stop :]


def _insert(chance: random.Random, body: bytes) -> bytes:
    at, piece = chance.randrange(len(body) + 1), chance.choice(_NASTY)
    return body[:at] + piece * chance.choice((1, 1, 1, _times(chance, len(piece)))) + body[at:]


def _insert_noise(chance: random.Random, body: bytes) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.randbytes(chance.choice((1, 4, 100))) + body[at:]


def _declare_otherwise(chance: random.Random, body: bytes) -> bytes:
    name = chance.choice(_ENCODINGS)
    if _DECLARED.search(body):
        return _DECLARED.sub(f'encoding="{name}"'.encode(), body, count=1)
    return f'<?xml version="1.0" encoding="{name}"?>'.encode() + body


def _encode_otherwise(chance: random.Random, body: bytes) -> bytes:
    name = chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp037", "utf-7", "shift_jis"))
    return body.decode("utf-8", "replace").encode(name, "replace")


def _enlarge_numbers(chance: random.Random, body: bytes) -> bytes:
    huge = chance.choice((b"9" * 30, b"9" * 6000, b"-1", b"1e309", b"00000000000000000000"))
    return re.sub(rb"\d+", lambda found: huge if chance.random() < 0.3 else found[0], body, count=40)


_TO_BYTES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    *(_flip, _delete, _cut, _repeat_bytes, _insert, _insert_noise),
    *(_declare_otherwise, _encode_otherwise, _enlarge_numbers),
)


def _splice(chance: random.Random, body: bytes, other: bytes) -> bytes:
    """Part of one file within another."""
    if chance.random() < 0.5:
        return _cut(chance, body) + other[chance.randrange(len(other) + 1) :]
    ours, theirs = _TOKEN.findall(body), _TOKEN.findall(other)
    if not theirs:
        return body
    at, begin = chance.randrange(len(ours) + 1), chance.randrange(len(theirs))
    return b"".join((*ours[:at], *theirs[begin : begin + chance.choice((1, 10, 200))], *ours[at:]))


def _damage_tokens(chance: random.Random, body: bytes) -> bytes:
    tokens = _TOKEN.findall(body)
    if not tokens:
        return body
    at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    token = tokens[at]
    match chance.randrange(10):
        case 0:
            del tokens[at]
        case 1:
            tokens[at] = token * _times(chance, len(token))
        case 2:
            tokens[at], tokens[other] = tokens[other], token
        case 3:
            tokens[at] = chance.choice(_NASTY)
        case 4:
            tokens[at] = token + chance.choice(_NASTY) + token
        case 5:
            low, high = sorted((at, other))
            piece = tokens[low : min(high, low + 50)]
            tokens[high:high] = piece * min(_times(chance, sum(map(len, piece))), 20_000)
        case 6:
            tokens[at] = _nested(chance, token)
        case 7:
            names = _NAME.findall(body)
            if names:
                tokens[at] = _NAME.sub(lambda found: found[0].replace(found[1], chance.choice(names)), token)
        case 8:
            tokens[at] = token.replace(b">", b" " + chance.choice(_NASTY) + b">", 1)
        case _:
            low, high = sorted((at, other))
            del tokens[low:high]
    return b"".join(tokens)


def _nested(chance: random.Random, token: bytes) -> bytes:
    """A token within many elements, of which not all need be closed."""
    name = chance.choice((b"a", b"div", b"item", b"entry", b"title", b"content:encoded", b"table", b"media:group"))
    depth = min(_times(chance, len(name)), 60_000)
    return (b"<" + name + b">") * depth + token + (b"</" + name + b">") * chance.choice((depth, depth, 0, depth // 2))


def _damage_json(chance: random.Random, body: bytes) -> bytes:
    """Values of JSON swapped for others, doubled, nested or dropped."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return chance.choice(_TO_BYTES)(chance, body)
    holders: list[Any] = []
    _collect(found, holders)
    if not holders:
        return body
    for first in range(chance.choice((1, 3, 20))):
        holder = chance.choice(holders)
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            continue
        key = chance.choice(keys)
        match chance.randrange(5):
            case 2 | 3 if first or len(body) > 20_000:
                continue
            case 0 | 1:
                holder[key] = chance.choice(_VALUES)
            case 2:
                other = chance.choice(holders)
                holder[key] = json.loads(json.dumps(other))
            case 3:
                holder[key] = [holder[key]] * _times(chance, 1000)
            case _:
                del holder[key]
    written = json.dumps(found, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        depth = chance.choice((100, 1000, 60_000))
        written = written.replace(b'"', b"[" * depth + b"]" * depth + b',"', 1)
        written = chance.choice((written, b'{"items":' + b"[" * depth + b"]" * depth + b"}"))
    return written


def _collect(value: object, holders: list[Any]) -> None:
    """All lists and objects within a value."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            holders.append(value)
            waiting += value.values() if isinstance(value, dict) else value
