"""How one article looks as a row, and how text is cut to cells."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from rich.cells import cell_len

from newsterm.interface.ages import age
from newsterm.interface.cells import cut, cut_name, fit, short_number
from newsterm.interface.panes import article_row
from newsterm.interface.panes.article_row import Part, columns, comfortable, compact
from newsterm.model.article import ArticleRow
from newsterm.model.watchlist import MARK, STATE_MARKS
from tests.interface.harness import NOW, row

PORTS = row(2)
TOKYO = row(5)
"""Unread, starred, tagged, noted, in wide characters."""


def line(article: ArticleRow, width: int, *, one_feed: bool = False) -> str:
    return "".join(text for text, _ in compact(article, columns(width, one_feed=one_feed), "14 Nov"))


@pytest.mark.parametrize("width", [12, 30, 39, 40, 59, 60, 89, 90, 119, 200])
@pytest.mark.parametrize("number", range(12))
def test_a_row_fills_its_width_to_the_cell(width: int, number: int) -> None:
    assert cell_len(line(row(number), width)) == width - 1
    for pieces in comfortable(row(number), columns(width), "14 Nov", one_feed=False):
        assert cell_len("".join(text for text, _ in pieces)) == width - 1 or width < 40


def test_a_wide_row_shows_state_source_age_title_tags_and_marks() -> None:
    assert line(TOKYO, 100).startswith("● 東京湾通信       14 Nov  政府は")
    assert line(TOKYO, 100).endswith("…   #asia/japan ✎ ★ ")


def test_a_row_gives_up_tag_names_then_the_source_then_age_and_tags() -> None:
    assert line(TOKYO, 89).endswith("  # ✎ ★ ")
    assert line(TOKYO, 60).startswith("● 東京湾通信       14 Nov  政")
    assert line(TOKYO, 59).startswith("● 東京湾通信   14 Nov  政")
    assert line(TOKYO, 45).startswith("● 14 Nov  政府")
    assert line(TOKYO, 39).startswith("● 政府")
    assert line(TOKYO, 39).endswith("…   ✎ ★ ")
    assert "#" not in line(TOKYO, 39)


def test_a_list_of_one_feed_does_not_name_it_in_every_row() -> None:
    assert "Gulf Desk" in line(PORTS, 100)
    assert "Gulf Desk" not in line(PORTS, 100, one_feed=True)


def test_unread_and_starred_are_told_by_characters() -> None:
    assert line(row(1), 80).startswith("● ")
    assert line(row(3), 80).startswith("★ ")
    assert line(PORTS, 80).startswith("  ")
    assert Part.TITLE_UNREAD in {part for _, part in compact(row(1), columns(80), "2h")}


def test_an_article_without_a_title_shows_its_address() -> None:
    untitled = ArticleRow(1, 1, "F", "", "https://a.example/x", "", True, False, False, ())
    assert "https://a.example/x" in line(untitled, 80)


def test_a_name_is_cut_so_that_what_was_done_is_seen() -> None:
    assert cut_name("marked “Ports reopen after the storm…” unread", 34) == "marked “Ports reopen afte…” unread"
    assert cut_name("marked “Ports” unread", 34) == "marked “Ports” unread"
    assert cut_name("marked “Ports reopen after the storm…” unread", 20) == "marked “Ports reope…"
    assert cut_name("marked all that there was as read", 20) == "marked all that the…"


def test_text_is_cut_by_cells_with_an_ellipsis() -> None:
    assert cut("日本語のニュース", 7) == "日本語…"
    assert cut("日本語のニュース", 8) == "日本語…"
    assert fit("日本語のニュース", 8) == "日本語… "
    assert cut("plain", 5) == "plain"
    assert cut("two words", 5) == "two…"
    assert cut("x", 0) == ""
    assert cell_len(cut("e\u0301" * 50, 10)) == 10


def test_a_huge_title_is_cut_without_measuring_all_of_it() -> None:
    assert cell_len(cut("語" * 1_000_000, 40)) == 40 - 1


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=6, hours=23), "6d"),
        (timedelta(days=8), "14 Nov"),
        (timedelta(days=300), "26 Jan"),
        (timedelta(days=400), "Oct'25"),
    ],
)
def test_ages_take_at_most_six_cells(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW, UTC) == words
    assert len(words) <= 6


def test_days_are_those_of_the_users_zone() -> None:
    late = datetime(2026, 11, 13, 23, 30, tzinfo=UTC)
    assert age(late, NOW, timezone(timedelta(hours=2))) == "14 Nov"


@pytest.mark.parametrize(
    ("number", "words"), [(9_999, "9999"), (128_402, "128k"), (1_250_000, "1.2M"), (25_000_000, "25M")]
)
def test_numbers_take_at_most_four_cells(number: int, words: str) -> None:
    assert short_number(number) == words


def test_no_watchlist_can_have_a_mark_that_says_how_an_article_or_a_row_is() -> None:
    marks = (
        article_row.UNREAD_MARK,
        article_row.STAR_MARK,
        article_row.LATER_MARK,
        article_row.SNOOZED_MARK,
        article_row.ARCHIVED_MARK,
        article_row.SELECTED_MARK,
        article_row.NOTE_MARK,
    )
    assert set(marks) <= set(STATE_MARKS)
    assert MARK not in STATE_MARKS
