"""What may be opened, how hosts are shown, and what a typed address means."""

import pytest

from newsterm.model.errors import AddressError
from newsterm.text.addresses import alias_of, check_openable, display_host, normalise_feed_address
from newsterm.text.html_to_text import html_to_line


@pytest.mark.parametrize(
    "url", ["https://a.example/x?y=1#z", "http://[::1]:8080/", "mailto:a@b.example", "HTTPS://A.example/"]
)
def test_addresses_of_the_web_open(url: str) -> None:
    assert check_openable(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "--help", "-oProxyCommand=id",
        "http://a.example/$(touch /tmp/x)`id`;id|id&id", "http://a.example/\nid", 'http://a.example/x" ; id ; "',
        "ssh://-oProxyCommand=id/x", "smb://evil.example/share", "", "a.example", "http://", "http://a.example/\x1b[2J",
        "http://a.example/\u202egnp.exe",
    ],
)  # fmt: skip
def test_nothing_else_does(url: str) -> None:
    with pytest.raises(AddressError):
        check_openable(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.Example/x", "news.example"),
        ("https://user:secret@a.example/", "a.example"),
        ("https://例え.jp/", "例え.jp"),
        ("https://bücher.example/", "bücher.example"),
        ("https://раypal.example/", "xn--ypal-43d9g.example"),
    ],
)
def test_hosts_are_shown_as_they_are_unless_scripts_mix(url: str, host: str) -> None:
    assert display_host(url) == host


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.org", "https://example.org"),
        (" https://example.org/feed#top ", "https://example.org/feed"),
        ("feed:https://example.org/a", "https://example.org/a"),
        ("feed://example.org/a", "https://example.org/a"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        ("http://intranet/feed", "http://intranet/feed"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_a_typed_address_is_completed(typed: str, address: str) -> None:
    assert normalise_feed_address(typed) == address


@pytest.mark.parametrize(
    "typed", ["", "two words", "ftp://a.example/", "exec:rm", "javascript:alert(1)", "http://", "http://a..b/"]
)
def test_what_is_no_address_is_told(typed: str) -> None:
    with pytest.raises(AddressError):
        normalise_feed_address(typed)


@pytest.mark.parametrize("guid", ["http://www.a.example/p/1", "https://a.example/p/1/", "https://b.example/p/1"])
def test_an_alias_forgets_scheme_host_and_slash(guid: str) -> None:
    assert alias_of(guid) == "/p/1"


@pytest.mark.parametrize("guid", ["tag:a.example,2026:1", "1234", "", "http://"])
def test_other_guids_have_no_alias(guid: str) -> None:
    assert alias_of(guid) == ""


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("<b>Bold</b>\n news", "Bold news"),
        ("5 < 6", "5 < 6"),
        ("a&#27;[2J", "a[2J"),
    ],
)
def test_titles_become_plain_text(html: str, line: str) -> None:
    assert html_to_line(html) == line
