"""Watchlists are made, changed and dropped, each taken back by one undo."""

import pytest

from newsterm.model.errors import NewstermError, NotFoundError
from newsterm.model.watchlist import Watchlist
from newsterm.operations.context import Context
from newsterm.operations.undo import undo
from newsterm.operations.watching import check_watchlist, drop_watchlist, save_watchlist
from newsterm.storage.watchlists import all_watchlists


def known(ctx: Context) -> tuple[Watchlist, ...]:
    return all_watchlists(ctx.library.reader())


def test_a_watchlist_is_made_and_taken_back(ctx: Context) -> None:
    iran = check_watchlist(" Iran  watch ", "iran OR tehran", "Blue", "+")
    assert iran == Watchlist("Iran watch", "iran OR tehran", "blue", "+")
    outcome = save_watchlist(ctx, iran)
    assert outcome.sentence == "Made the watchlist “Iran watch”"
    assert outcome.definitions == ("watchlist",)
    assert known(ctx) == (iran,)
    assert undo(ctx).definitions == ("watchlist",)
    assert known(ctx) == ()


def test_a_watchlist_gets_another_name_as_one_change(ctx: Context) -> None:
    save_watchlist(ctx, Watchlist("Iran", "iran"))
    outcome = save_watchlist(ctx, Watchlist("Persia", "persia"), before="Iran")
    assert outcome.sentence == "Changed the watchlist “Persia”"
    assert known(ctx) == (Watchlist("Persia", "persia"),)
    undo(ctx)
    assert known(ctx) == (Watchlist("Iran", "iran"),)


def test_the_same_again_changes_nothing(ctx: Context) -> None:
    save_watchlist(ctx, Watchlist("Iran", "iran"))
    outcome = save_watchlist(ctx, Watchlist("Iran", "iran"), before="Iran")
    assert not outcome.changed
    assert outcome.sentence == "The watchlist “Iran” is so already"


def test_a_name_that_another_one_has_is_refused(ctx: Context) -> None:
    save_watchlist(ctx, Watchlist("Iran", "iran"))
    with pytest.raises(NewstermError, match="Another watchlist is called “Iran” already"):
        save_watchlist(ctx, Watchlist("iran", "x"))


def test_a_view_that_is_missing_is_told_before_anything_is_kept(ctx: Context) -> None:
    with pytest.raises(NewstermError, match="nowhere"):
        save_watchlist(ctx, Watchlist("Iran", "view:nowhere"))
    assert known(ctx) == ()


def test_a_watchlist_is_dropped(ctx: Context) -> None:
    save_watchlist(ctx, Watchlist("Iran", "iran"))
    assert drop_watchlist(ctx, "Iran").sentence == "Dropped the watchlist “Iran”"
    assert known(ctx) == ()
    with pytest.raises(NotFoundError, match="No watchlist is called “Iran”"):
        drop_watchlist(ctx, "Iran")


@pytest.mark.parametrize(
    ("name", "query", "colour", "mark", "sentence"),
    [
        ("", "x", "", "", "A watchlist needs a name."),
        ("x" * 61, "x", "", "", "at most 60 characters; this one has 61"),
        ("x", "", "", "", "A watchlist needs a query"),
        ("x", "titel:x", "", "", "titel"),
        ("x", "x", "mauve", "", "A watchlist is yellow, green, blue or pink, not “mauve”."),
        ("x", "x", "", "xy", "A mark is one character that takes one cell, such as ■; not “xy”."),
        ("x", "x", "", "◆", "◆ cannot be a mark: newsterm marks other things with ● ★ ✓ ◷ ☾ ◆ ✎ !; take"),
        ("x", "x", "", "北", "one character that takes one cell"),
    ],
)
def test_what_no_watchlist_can_have_is_told(name: str, query: str, colour: str, mark: str, sentence: str) -> None:
    with pytest.raises(NewstermError) as raised:
        check_watchlist(name, query, colour, mark)
    assert sentence in str(raised.value)


def test_what_is_left_open_is_chosen() -> None:
    assert check_watchlist("x", "x") == Watchlist("x", "x", "yellow", "■")
