"""Feeds that attack the terminal or the browser: payload shapes of our own, and the shared ones where present."""

from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from tests.shared import SHARED

TERMINAL: Mapping[str, str] = MappingProxyType(
    {
        "osc52-st": "\x1b]52;c;ZXZpbA==\x1b\\",
        "osc52-bel": "\x1b]52;c;ZXZpbA==\x07",
        "osc52-c1": "\x9d52;c;ZXZpbA==\x9c",
        "title": "\x1b]0;pwned\x1b\\",
        "palette": "\x1b]4;1;rgb:ff/00/00\x07",
        "osc8": "\x1b]8;;http://evil.example/\x1b\\bank.example\x1b]8;;\x1b\\",
        "clear": "\x1b[2J\x1b[H",
        "clear-c1": "\x9b2J",
        "move": "\x1b[1;1HFAKE PROMPT$ ",
        "reports": "\x1b[6n\x1b[c\x1b[>c\x1b[5n",
        "decrqss": "\x1bP$qm\x1b\\",
        "decrqss-c1": "\x90$qm\x9c",
        "tmux": "\x1bPtmux;\x1b\x1b]52;c;eA==\x1b\\\x1b\\",
        "reset": "\x1bc",
        "soft-reset": "\x1b[!p",
        "alternate-screen": "\x1b[?1049l$ rm -rf ~",
        "modes": "\x1b[?1000h\x1b[?2004l",
        "unterminated-osc": "\x1b]0;",
        "unterminated-dcs": "\x1bP",
        "backspaces": "evil\x08\x08\x08\x08good",
        "carriage-return": "first\rsecond",
        "shift-out": "\x0e\x0f",
        "apc": "\x1b_Gf=100;AAAA\x1b\\",
        "bidi": "\u202egnp.exe\u202c",
        "tags": "hi\U000e0041\U000e0042",
        "markup": "[@click=app.quit]click[/] [/nonsense] [red]",
    }
)
"""What stands between an A and a B in the title, the guid, the author and the text of an article."""

ADDRESSES: Mapping[str, str] = MappingProxyType(
    {
        "javascript": "javascript:alert(1)",
        "file": "file:///etc/passwd",
        "data": "data:text/html,<script>1</script>",
        "option": "--help",
        "ssh": "ssh://-oProxyCommand=id/x",
        "smb": "smb://evil.example/share",
        "shell": "http://a.example/$(touch /tmp/newsterm-pwned)`id`;id|id&id",
        "newline": "http://a.example/\nhttp://b.example/",
        "quote": 'http://a.example/x" ; id ; "',
        "escape": "http://a.example/\x1b]52;c;ZXZpbA==\x07",
    }
)
"""Addresses of an article and of the link in its text."""


def terminal_feed(name: str, payload: str) -> bytes:
    """A feed with a payload wherever a text can be, and a harmless second article."""
    text = f"A{payload}B".replace("]]>", "")
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title><![CDATA[{name} {text}]]></title>'
        f"<link>http://a.example/</link><item><title><![CDATA[{name} {text}]]></title>"
        f"<author><![CDATA[{text}]]></author><category><![CDATA[{text}]]></category>"
        f'<link>http://a.example/1</link><guid isPermaLink="false"><![CDATA[{text}]]></guid>'
        f'<description><![CDATA[<p>{text}</p><pre>{text}</pre><p><a href="http://a.example/?{text}">{text}</a>'
        f'<img src="http://a.example/i.png" alt="{text}"></p>]]></description></item>'
        f"<item><title>{name} SECOND</title><link>http://a.example/2</link><guid>g2</guid><description>ok</description>"
        "</item></channel></rss>"
    ).encode("utf-8", "surrogatepass")


def link_feed(name: str, address: str) -> bytes:
    """A feed whose article has an address, and a link to it in its text."""
    text = escape(f"<p>See <a href={quoteattr(address)}>this</a>.</p>")
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{name}</title><link>http://a.example/</link>'
        f'<item><title>Link {name}</title><link>{escape(address)}</link><guid isPermaLink="false">g1</guid>'
        f"<description>{text}</description></item></channel></rss>"
    ).encode()


def shared_feeds(kind: str) -> dict[str, bytes]:
    """The shared hostile feeds whose names begin so; none for a stranger with just a clone."""
    if SHARED is None:
        return {}
    return {file.stem: file.read_bytes() for file in sorted((SHARED / "hostile").glob(f"{kind}*.xml"))}
