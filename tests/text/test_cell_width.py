"""Text is never narrower than the toolkit paints it, and nothing that is drawn as one is parted."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsterm.text.cell_width import cell_width, character_width, cut, fitting, is_even, widths
from newsterm.text.terminal_safety import UNSAFE, make_safe

SAMPLES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("a1© \u200d\ufe0f\u20e3\u0301漢👩👧🏽❤क\u094dा"),
    max_size=20,
).map(make_safe)


def test_no_character_is_narrower_than_it_is_painted() -> None:
    characters = [chr(code) for code in range(0x20, sys.maxunicode + 1)]
    painted = [character for character in characters if not UNSAFE.match(character)]
    assert [hex(ord(character)) for character in painted if character_width(character) < cell_len(character)] == []
    assert [hex(ord(character)) for character in painted if is_even(character) and cell_len(character) != 1] == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("word", 4),
        ("é–“”€", 5),
        ("e\u0301", 1),
        ("漢字", 4),
        ("한국", 4),
        ("ｆｕｌｌ", 8),
        ("👨\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("❤", 1),
        ("1\ufe0f\u20e3", 2),
        ("👍🏽", 2),
        ("می\u200cخواهم", 7),
    ],
)
def test_widths_are_those_of_the_screen(text: str, cells: int) -> None:
    assert cell_width(text) == cells == cell_len(text)


@given(SAMPLES)
def test_no_text_is_narrower_than_it_is_painted(text: str) -> None:
    assert cell_width(text) >= cell_len(text)


@given(SAMPLES, st.integers(0, 12))
def test_what_fits_does(text: str, cells: int) -> None:
    assert cell_width(text[: fitting(text, cells)]) <= cells
    assert cell_len(cut(text, cells)) <= cells


def test_what_is_drawn_as_one_is_cut_as_one() -> None:
    assert cut("ab👨\u200d👩\u200d👧c", 4) == "ab…"
    assert cut("abce\u0301f", 5) == "abce\u0301f"
    assert cut("abce\u0301fg", 5) == "abce\u0301…"
    assert cut("漢字漢字", 4) == "漢…"
    assert cut("word", 0) == ""


def test_what_is_joined_is_joined_on_its_line_only() -> None:
    assert list(widths("\U0001f469\u200d\U0001f4bba\u200d\n漢\n\ufe0f")) == [2, 0, 0, 1, 0, 1, 2, 1, 0]
