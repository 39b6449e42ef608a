"""What may be opened, how hosts are shown, and what a typed address means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.errors import AddressError
from newsterm.text.addresses import alias_of, check_openable, display_host, host_of, normalise_feed_address
from newsterm.text.html_to_text import html_to_line
from newsterm.text.terminal_safety import is_safe


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
        "http://a.example/\u202egnp.exe", "data:text/html,<script>1</script>", "JavaScript:alert(1)", " https://a.example",
        "http://[::1", "http://a.example/\nhttp://b.example/",
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
        ("https://аррӏе.example/", "xn--80ak6aa92e.example"),  # Cyrillic wholly, yet it reads as Latin
        ("https://почта.example/", "почта.example"),
        ("https://a․example/", "xn--aexample-5r3d"),  # a dot that is none
        ("https://日本語カナー.jp/", "日本語カナー.jp"),
        ("https://xn--e1awd7f.example/", "xn--e1awd7f.example"),
        ("mailto:a@b.example", ""),
        ("http://[::1", ""),
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
        ("feed:example.org/a", "https://example.org/a"),
        ("FEED:https://x", "https://x"),
        ("//example.org/a", "https://example.org/a"),
        ("http:example.org", "http://example.org"),
        ("https:/example.org", "https://example.org"),
        ("HTTPS://example.org/A", "HTTPS://example.org/A"),
        ("http://x.org:8080/a?b#c", "http://x.org:8080/a?b"),
        ("example.org:8080?x", "https://example.org:8080?x"),
        ("127.0.0.1:8123/x", "https://127.0.0.1:8123/x"),
        ("[::1]:80", "https://[::1]:80"),
        ("bücher.example/feed", "https://bücher.example/feed"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        ("http://intranet/feed", "http://intranet/feed"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_a_typed_address_is_completed(typed: str, address: str) -> None:
    assert normalise_feed_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "two words", "ftp://a.example/", "exec:rm", "javascript:alert(1)", "about:blank", "mailto:a@b.example",
        "http://", "https:///x", "//", "feed://", "feed:", "http://a..b/", "http://[::1", "http://a.example:99999/",
        "http://a.example:x/", "http://a.example/\x1b[2J", "a\u202eb.example", "file:///etc/passwd", "-- help",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_in_a_sentence(typed: str) -> None:
    with pytest.raises(AddressError) as told:
        normalise_feed_address(typed)
    assert str(told.value).endswith((".", ". ", "feed."))
    assert is_safe(str(told.value))


@given(st.text(max_size=30) | st.text("htps:/.[]@-?#afeد1\x1b ", max_size=20))
def test_any_text_is_an_address_of_the_web_or_told(typed: str) -> None:
    told = ""
    try:
        address = normalise_feed_address(typed)
    except AddressError as error:
        told, address = str(error), "https://a.example"
    assert is_safe(told)
    assert address.lower().startswith(("http://", "https://"))
    assert is_safe(address)
    assert host_of(address)
    assert normalise_feed_address(address) == address


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
        ("5 &lt; 6 &gt; 4", "5 < 6 > 4"),
        ("&lt;b&gt;Bold&lt;/b&gt; news", "Bold news"),
        ("A<!-- c -->B", "AB"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("a\x1b]0;x\x07b&#x202e;c&#x9b;2Jd", "abc›2Jd"),
        ("", ""),
        ("  a\n\tb  ", "a b"),
        ("a&#27;[2J", "a[2J"),
    ],
)
def test_titles_become_plain_text(html: str, line: str) -> None:
    assert html_to_line(html) == line
