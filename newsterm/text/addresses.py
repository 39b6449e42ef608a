"""Addresses: which may be opened, how they are shown, and what a user means by what they type."""

import ipaddress
import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from newsterm.model.errors import AddressError
from newsterm.text.terminal_safety import is_safe, make_safe_line

_OPENABLE: Final = frozenset({"http", "https", "mailto"})
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB: Final = re.compile(r"(https?):/?(?!/)(?!\d+(?:[/?#]|$))", re.IGNORECASE)
"""A scheme whose slashes were forgotten."""
_WITH_PORT: Final = re.compile(r"[^:/?#]+:\d+(?:[/?#]|$)")
_UNFIT: Final = re.compile(r"[\s\x00-\x20\x7f\"'<>`{}|\\^]")
_LIKE_LATIN: Final = frozenset("авсԁеԍһіјӏкмнорԛѕтухԝүѵьгпҽ")
"""Cyrillic letters that look like Latin ones."""
_HOST: Final = re.compile(r"[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)*\.?|\[[0-9a-fA-F:.]+\]")


def check_openable(url: str) -> str:
    """Give an address back if a browser may be asked to open it.

    Only http, https and mailto, no white space, quotes or control characters, never anything that a program
    could take for an option.

    Raises:
        AddressError: it may not be opened; the sentence says why.
    """
    shown = make_safe_line(url)[:100]
    scheme = _SCHEME.match(url)
    if url.startswith("-") or not scheme:
        raise AddressError(f"{shown or 'An empty address'} is no address that newsterm opens.")
    if scheme[1].lower() not in _OPENABLE:
        raise AddressError(f"newsterm opens only http, https and mailto addresses, not {make_safe_line(scheme[1])}:.")
    if _UNFIT.search(url) or not is_safe(url):
        raise AddressError(f"The address {shown} has characters that no address has; it was not opened.")
    if scheme[1].lower() != "mailto" and not host_of(url):
        raise AddressError(f"The address {shown} names no host.")
    return url


def host_of(url: str) -> str:
    """The host of an address in lower case, "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


_OWN_NAMES: Final = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def is_local(url: str) -> bool:
    """Whether an address says by its host that it is of this computer or its own network.

    So does an IP address that is none of the internet, `localhost`, a name without a dot, and one under a domain that
    is kept for such networks (RFC 6761, 6762, 8375).
    """
    host = host_of(url).rstrip(".")
    if host == "localhost" or host.endswith(_OWN_NAMES):
        return True
    try:
        return not is_public_address(str(ipaddress.ip_address(host)))
    except ValueError:
        return "." not in host and not host.isdigit() and not host.startswith("0x")


def is_public_address(address: str) -> bool:
    """Whether an IP address is one of the internet; addresses that stand for others are judged by those.

    Source: the registries that `ipaddress` knows; ::ffff:0:0/96 (RFC 4291), 2002::/16 (RFC 3056), 64:ff9b::/96
    (RFC 6052), 2001::/32 (RFC 4380).
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            embedded.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        within = [inner for inner in embedded if inner is not None]
        if within:
            return all(is_public_address(str(inner)) for inner in within)
    return ip.is_global and not ip.is_multicast


def display_host(url: str) -> str:
    """The host of an address as it is safe to show: in punycode where it may be taken for another."""
    host = host_of(url)
    labels = host.split(".")
    if any(map(_may_deceive, labels)):
        host = ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode", "replace").decode() for label in labels
        )
    return make_safe_line(host)


def _may_deceive(label: str) -> bool:
    """Whether a host label mixes scripts, is Cyrillic that reads as Latin, or holds what is no letter or digit."""
    if label.isascii():
        return False
    if len(_scripts(label)) > 1 or not any(map(str.isalpha, label)):
        return True
    if any(unicodedata.category(character)[0] not in "LMN" and character != "-" for character in label):
        return True
    return all(character in _LIKE_LATIN for character in label if character.isalpha())


def _scripts(label: str) -> set[str]:
    """The scripts of a host label's letters; the ones that Japanese mixes count as one."""
    found = set()
    for character in label:
        if character.isalpha():
            name = unicodedata.name(character, "?").split(" ")[0]
            found.add("CJK" if name in {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"} else name)
    return found


def split_login(url: str) -> tuple[str, str, str]:
    """Part an address from the name and password in it: address, name, password; "" where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, "", ""
    login, at, host = parts.netloc.rpartition("@")
    if not at:
        return url, "", ""
    name, _, password = login.partition(":")
    return parts._replace(netloc=host).geturl(), unquote(name), unquote(password)


def normalise_feed_address(text: str) -> str:
    """Make an address to fetch of what a user typed: `example.org`, `feed:https://…`, `https://…`.

    Raises:
        AddressError: it is none.
    """
    address = text.strip()
    if not address:
        raise AddressError("There is no address; type one such as https://example.org/feed.")
    shown = make_safe_line(address)[:100]
    if address.lower().startswith("feed:"):
        address = address[5:]
    if without_scheme := _WEB.match(address):
        address = f"{without_scheme[1].lower()}://{address[without_scheme.end() :]}"
    elif not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", address):
        scheme = _SCHEME.match(address)
        if scheme and not _WITH_PORT.match(address):
            raise AddressError(f"newsterm fetches only http and https addresses, not {make_safe_line(scheme[1])}:.")
        address = "https://" + address.removeprefix("//")
    scheme_name = address.split(":", 1)[0].lower()
    if scheme_name not in {"http", "https"}:
        raise AddressError(f"newsterm fetches only http and https addresses, not {make_safe_line(scheme_name)}:.")
    if re.search(r"[\s\x00-\x1f\x7f]", address) or not is_safe(address):
        raise AddressError(f"{shown} has spaces or control characters; an address has none.")
    host = host_of(address)
    if not host or not _HOST.fullmatch(f"[{host}]" if ":" in host else host) or not _has_fit_port(address):
        raise AddressError(f"{shown} is no address; write one such as https://example.org/feed.")
    return address.split("#", 1)[0]


def _has_fit_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def alias_of(guid: str) -> str:
    """A guid that is an address without scheme, `www.` and trailing slash; "" for any other guid."""
    try:
        parts = urlsplit(guid.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return ""
    path = parts.path.rstrip("/")
    return path + (f"?{parts.query}" if parts.query else "")
