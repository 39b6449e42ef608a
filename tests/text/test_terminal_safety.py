"""Nothing that a terminal obeys gets through; everything that a person reads does."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.text.terminal_safety import (
    UNSAFE,
    continue_safely,
    gives_only_safe_text,
    is_safe,
    make_safe,
    make_safe_line,
)
from tests.end_to_end.payloads import shared_feeds
from tests.shared import needs_shared

CLEAN = [
    "Ministers met in secret before the accord was signed",
    "naïve café – “quoted” … €5",
    "e\u0301a\u0300 combining",
    "政府は新しい港湾安全計画を",
    "سوق السمك الليلي يعود",
    "می\u200cخواهم",
    "क्\u200dष",
    "👨\u200d👩\u200d👧 family, ❤\ufe0f heart",
    "two\nlines\tand a tab",
    "हिन्दी में समाचार",
    "ข่าวภาษาไทยที่นี่",
    "שָׁלוֹם עֲלֵיכֶם",
    "1\ufe0f\u20e3 👍🏽 🏳\ufe0f\u200d🌈",
    "[brackets] \\ ]0;no sequence ;52;c",
]
PAYLOADS = [
    ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),
    ("a\x1b]52;c;ZXZpbA==\x1b\\b", "ab"),
    ("a\x9d52;c;ZXZpbA==\x9cb", "ab"),
    ("a\x1b]0;own title\x07b", "ab"),
    ("a\x1b[2Jb\x1b[10;10Hc\x9b31md", "abcd"),
    ("a\x1bcb", "ab"),
    ("a\x1b[?1049lb\x1b[?1003hc", "abc"),
    ("a\x1bP$q q\x1b\\b", "ab"),
    ("a\u202eb\u2066c\u2069d", "abcd"),
    ("a\u200bb\xadc\ufeffd\u2060e", "abcde"),
    ("a\U000e0041b\ud800c", "abc"),
    ("a\u2028b\rc\r\nd", "a\nb\nc\nd"),
    ("a\x1b]8;;http://evil.example/\x1b\\bank\x1b]8;;\x1b\\b", "abankb"),
    ("a\x1b[6n\x1b[c\x1b[>c\x1b[5nb", "ab"),
    ("a\x1bPtmux;\x1b\x1b]52;c;eA==\x1b\\\x1b\\b", "atmux;b"),
    ("a\x1b_Gf=100;AAAA\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd"),
    ("a\x1b[!pb\x1b#8c\x1b(0d", "abcd"),
    ("evil\x08\x08good\x0e\x0f\x7f\x00", "evilgood"),
    ("a\x1b[1;1HFAKE", "aFAKE"),
    ("a\x1b\x1b[2Jb\x9b\x9b2Jc", "abc"),
    ("\u200dstart \u200d\u200dword", "start word"),
]


@pytest.mark.parametrize("text", CLEAN)
def test_text_of_every_script_stays_as_it_is(text: str) -> None:
    assert make_safe(text) == text
    assert is_safe(text)


@pytest.mark.parametrize(("text", "safe"), PAYLOADS)
def test_what_a_terminal_obeys_goes_and_the_rest_stays(text: str, safe: str) -> None:
    assert make_safe(text) == safe


def test_an_unterminated_sequence_does_not_eat_the_story() -> None:
    story = "word " * 2000
    for beginning in ("\x1b]0;", "\x9d0;", "\x1bP", "\x90", "\x1b_", "\x1b[", "\x9b"):
        assert story.strip()[5:] in make_safe(beginning + story)


def test_a_pile_of_marks_is_cut_to_eight() -> None:
    for mark in ("\u0301", "\u0e49", "\u064b", "\u05b0", "\u094d", "\u200d", "\ufe0f"):
        assert make_safe("a" + mark * 50 + "b") == "a" + mark * 8 + "b"


def test_safe_pieces_do_not_pile_up_marks_where_they_meet() -> None:
    mark = "\u0301"
    assert continue_safely(["a"], mark + "b") == mark + "b"
    assert continue_safely(["a" + mark], "漢") == "漢"
    assert continue_safely(["a" + mark * 6], mark * 5 + "b" + mark) == mark * 2 + "b" + mark
    assert continue_safely(["a", mark * 3, mark * 4], mark * 5) == mark
    assert continue_safely(["a", *[mark] * 8], mark + "b") == "b"
    assert continue_safely([mark * 8 + "a"], mark * 8) == mark * 8


@pytest.mark.parametrize("unit", ["\x9b", "\x9d", "\x1b]", "\x1b", "\x1b[1;", "\x1b ", "\u0301", "\u200d", "\x9bm"])
def test_a_flood_of_beginnings_is_taken_out_in_one_go(unit: str) -> None:
    safe = make_safe(unit * 50_000 + "m" * 50_000 + "the story")
    assert safe.endswith("the story")
    assert is_safe(safe)


@given(st.text(st.characters() | st.sampled_from("\x1b[]0;\x07\\P\x9c\x9d\u202e\r\n\u200d\u0301"), max_size=60))
def test_safe_text_has_no_control_characters_and_is_its_own_safe_form(text: str) -> None:
    safe = make_safe(text)
    assert not UNSAFE.search(safe)
    assert "\x1b" not in safe
    assert make_safe(safe) == safe


@given(st.text(max_size=60))
def test_a_safe_line_is_one_trimmed_line(text: str) -> None:
    line = make_safe_line(text)
    assert line == " ".join(line.split())
    assert "\n" not in line


@given(
    st.lists(st.text("abc xyz", min_size=1, max_size=8), min_size=2, max_size=6),
    st.sampled_from(["\x1b]0;t\x07", "\x1b[31m", "\x9b2J", "\x1bc", "\x1bPq\x1b\\", "\u202e", "\x00", "\U000e0041"]),
)
def test_the_words_around_payloads_stay(words: list[str], payload: str) -> None:
    assert make_safe(payload.join(words)) == "".join(words)


@needs_shared
def test_the_shared_payloads_are_taken_out() -> None:
    feeds = shared_feeds("t")
    assert feeds
    for feed in feeds.values():
        safe = make_safe(unescape(feed.decode("utf-8", "replace")))
        assert not UNSAFE.search(safe)
        assert "SECOND" in safe


@pytest.mark.parametrize("html", ["<p>a &amp; b&nbsp;&lt;c&gt;</p>", "<p>naïve 👨\u200a</p>", "<a href='/?a'>b</a>"])
def test_plain_html_is_known_to_give_only_safe_text(html: str):
    assert gives_only_safe_text(html)


@pytest.mark.parametrize("html", ["<p>&#27;[2J</p>", "&#x9b;", "&shy;", "&shy", "&ZeroWidthSpace;", "\x1b", "a\u200bb"])
def test_html_that_may_give_anything_else_is_not_trusted(html: str):
    assert not gives_only_safe_text(html)


@given(st.text("ab&;#x2719shyzwjamplt\x1b\u200b\u0301 ", max_size=30) | st.text(max_size=30))
def test_html_that_is_trusted_never_gives_unsafe_text(html: str):
    if gives_only_safe_text(html):
        assert is_safe(unescape(html))
