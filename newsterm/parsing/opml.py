"""OPML 1 and 2: reading subscription lists, from which nothing can ever be run, and writing them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from newsterm.model.errors import ParseError
from newsterm.model.parsed import FeedLink
from newsterm.text.terminal_safety import make_safe_line

_DEEPEST_FOLDER = 20
"""Folders within folders that are kept; feeds deeper down come into the last of them."""
_SLASH = "∕"
"""Stands for "/" in a folder's name, since "/" parts the names of a path."""
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_LONGEST_SHOWN = 80
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class OpmlFile:
    """What an OPML file names."""

    title: str
    feeds: tuple[FeedLink, ...]
    """In the file's order, each address once."""
    refused: tuple[str, ...] = ()
    """A sentence for every entry that was left out, naming it."""


def parse_opml(body: bytes) -> OpmlFile:
    """Read an OPML file.

    Raises:
        ParseError: it is no OPML; the message has line and column where it is broken.
    """
    if not body.strip():
        raise ParseError("The file is empty.")
    text = body.lstrip()
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.open
    parser.EndElementHandler = reading.close
    parser.CharacterDataHandler = reading.read
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        line = error.lineno + body[: len(body) - len(text)].count(b"\n")
        reason = expat.ErrorString(error.code)
        raise ParseError(f"line {line}, column {error.offset + 1}: broken XML: {reason}.") from error
    except (ValueError, LookupError) as error:
        raise ParseError("line 1, column 1: its encoding is not one that newsterm reads.") from error
    if not reading.is_opml:
        raise ParseError(f"line 1, column 1: no OPML: it begins with <{make_safe_line(reading.root)[:40]}>.")
    return OpmlFile(make_safe_line(reading.title), tuple(reading.feeds.values()), tuple(reading.refused))


def _refuse_entity(*_declaration: object) -> None:
    raise ParseError("It declares entities of its own, which no OPML file needs and traps are made of.")


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and in which folders the reader stands."""

    title: str = ""
    root: str = ""
    feeds: dict[str, FeedLink] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    _folders: list[str] = field(default_factory=list)
    _is_folder: list[bool] = field(default_factory=list)
    """For every open outline, whether it is a folder."""
    _depth: int = 0
    _in_title: bool = False

    @property
    def is_opml(self) -> bool:
        """Whether the root element said so."""
        return self.root.lower() == "opml"

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth == 1:
            self.root = name
        name = name.lower()
        self._in_title = name == "title" and not self._is_folder
        if name != "outline" or not self.is_opml:
            return
        values = {key.lower(): value for key, value in attributes.items()}
        title = make_safe_line(values.get("title", "").strip() or values.get("text", ""))
        address = values.get("xmlurl", "").strip()
        self._is_folder.append(not address)
        if address:
            self._add(address, title, make_safe_line(values.get("htmlurl", "")))
        else:
            self._folders.append(title.replace("/", _SLASH))

    def close(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        self._in_title = False
        if name.lower() == "outline" and self._is_folder and self._is_folder.pop():
            self._folders.pop()

    def read(self, text: str) -> None:
        """Text between tags."""
        if self._in_title:
            self.title += text

    def _add(self, address: str, title: str, site_url: str) -> None:
        url = _feed_address(address)
        if not url:
            shown = make_safe_line(address)[:_LONGEST_SHOWN]
            name = f"“{title[:_LONGEST_SHOWN]}”: " if title else ""
            self.refused.append(f"{name}{shown} {_why_refused(address)}.")
            return
        folder = "/".join([name for name in self._folders[:_DEEPEST_FOLDER] if name])
        self.feeds.setdefault(url, FeedLink(url, title, folder, site_url))


def _why_refused(address: str) -> str:
    if address.lower().startswith(("exec:", "filter:", "|", '"exec:', '"filter:')):
        return "runs a program, which newsterm never does"
    return "is no http or https address"


def _feed_address(address: str) -> str:
    """The http or https address that is meant, in one spelling, "" if it is none."""
    if address.lower().startswith("feed:"):
        address = address[len("feed:") :]
        if address.startswith("//"):
            address = f"http:{address}"
    if make_safe_line(address) != address or any(character in address for character in ' \t\n|\\^`{}<>"'):
        return ""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return ""
    port = "" if port == f":{_DEFAULT_PORTS[scheme]}" else port
    login, at, _ = parts.netloc.rpartition("@")
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((scheme, f"{login}{at}{host}{port}", parts.path or "/", parts.query, ""))


def write_opml(feeds: Iterable[FeedLink], title: str) -> str:
    """Write a subscription list as OPML 2.0 that any reader can import.

    Args:
        feeds: in the order to write; folders come where their first feed stands.
        title: of the list.
    """
    root = _Folder()
    for feed in feeds:
        folder = root
        for name in feed.folder.split("/") if feed.folder else ():
            folder = folder.folders.setdefault(name, _Folder())
        folder.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(title)}</title></head>",
        "  <body>",
        *_lines(root, "    "),
        "  </body>",
        "</opml>",
    ]
    return _NOT_XML.sub("", "\n".join(lines)) + "\n"


@dataclass(slots=True)
class _Folder:
    feeds: list[FeedLink] = field(default_factory=list)
    folders: dict[str, "_Folder"] = field(default_factory=dict)


def _lines(folder: _Folder, indent: str) -> list[str]:
    lines = []
    for name, inner in folder.folders.items():
        label = quoteattr(name)
        lines += [f"{indent}<outline text={label} title={label}>", *_lines(inner, indent + "  "), f"{indent}</outline>"]
    for feed in folder.feeds:
        label = quoteattr(feed.title or feed.url)
        site = f" htmlUrl={quoteattr(feed.site_url)}" if feed.site_url else ""
        lines.append(f'{indent}<outline type="rss" text={label} title={label} xmlUrl={quoteattr(feed.url)}{site}/>')
    return lines
