"""Nothing that a terminal obeys gets through; everything that a person reads does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.text.terminal_safety import UNSAFE, is_safe, make_safe, make_safe_line

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
    assert story.strip() in make_safe("\x1b]0;" + story)


def test_a_pile_of_marks_is_cut_to_eight() -> None:
    assert make_safe("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 8 + "b"


@given(st.text(st.characters() | st.sampled_from("\x1b[]0;\x07\\P\x9c\x9d\u202e\r\n\u200d\u0301"), max_size=60))
def test_safe_text_has_no_control_characters_and_is_its_own_safe_form(text: str) -> None:
    safe = make_safe(text)
    assert not UNSAFE.search(safe)
    assert make_safe(safe) == safe


@given(st.text(max_size=60))
def test_a_safe_line_is_one_trimmed_line(text: str) -> None:
    line = make_safe_line(text)
    assert line == " ".join(line.split())
    assert "\n" not in line
