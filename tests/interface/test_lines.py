"""The top line, the bottom line and the titles of panes."""

from newsterm.interface.widgets.status_line import PaneTitle, StatusLine
from newsterm.interface.widgets.top_line import TopLine, progress_bar
from tests.interface.harness import NOW, Harness

HINTS = [("enter", "open"), ("r", "refresh"), ("s", "star"), ("t", "tag"), ("v", "mark"), ("o", "out"), ("?", "keys")]


def text(widget: TopLine | StatusLine | PaneTitle, width: int) -> str:
    return "".join(piece for piece, _ in widget.pieces(width))


async def test_the_top_line_shows_tabs_progress_and_the_time() -> None:
    app = Harness()
    async with app.run_test():
        line = app.top_line
        assert text(line, 60).startswith(" Unread 128   Syria watch 12   Later 4   ")
        assert text(line, 60).endswith("   Sun 14:05 ")
        assert len(text(line, 60)) == 60
        line.progress(214, 500)
        assert text(line, 80).endswith("━━━───── 214/500   Sun 14:05 ")
        assert text(line, 60).endswith("━━━───── 214/500 ")
        assert text(line, 48).endswith("  214/500 ")
        line.clear_progress()
        assert "/" not in text(line, 80)
        assert NOW.hour == 14


def test_the_bar_is_full_only_at_the_end() -> None:
    assert progress_bar(0, 500) == ("", "────────")
    assert progress_bar(499, 500) == ("━━━━━━━╸", "")
    assert progress_bar(500, 500) == ("━━━━━━━━", "")
    assert progress_bar(0, 0) == ("", "────────")


async def test_the_bottom_line_speaks_at_left_and_shows_six_keys_at_right() -> None:
    app = Harness()
    async with app.run_test():
        line = app.status
        line.hints(HINTS)
        line.say("Marked 34 read · u takes it back")
        shown = text(line, 120)
        assert len(shown) == 120
        assert shown.startswith(" Marked 34 read · u takes it back   ")
        assert shown.endswith("enter open  r refresh  s star  t tag  v mark  ? keys ")
        assert text(line, 60).endswith("enter open  ? keys ")
        assert text(line, 44).endswith("  ? keys ")
        assert text(line, 30).startswith(" Marked 34 read · u takes it")


async def test_a_long_sentence_is_cut_before_the_key_that_takes_it_back() -> None:
    app = Harness()
    async with app.run_test():
        line = app.status
        line.say("Put “‘We heard the horn, then the bang’: passengers…” aside for later · u takes it back")
        assert text(line, 80) == " Put “‘We heard the horn, then the bang’: p…” aside for later · u takes it back "
        line.say("Marked 34 read · which is much less than there was to be read in all of these feeds")
        assert text(line, 60) == " Marked 34 read · which is much less than there was to be… "


async def test_an_error_stays_until_a_key_and_lets_nothing_over_it() -> None:
    app = Harness()
    async with app.run_test():
        line = app.status
        line.say("Gulf Desk could not be asked.", error=True)
        line.say("12 new articles.")
        assert text(line, 100).startswith(" ! Gulf Desk could not be asked.")
        line.key_pressed()
        assert text(line, 100).startswith(" 12 new articles.")
        line.key_pressed()
        assert text(line, 100).startswith(" 12 new articles.")


async def test_a_pane_title_is_told_apart_by_weight_while_its_pane_has_the_keys() -> None:
    app = Harness()
    async with app.run_test():
        title = app.query_one("#list-title", PaneTitle)
        title.show("Unread · 128 · newest")
        assert text(title, 40) == " Unread · 128 · newest"
        assert title.get_component_rich_style(title.pieces(40)[1][1]).bold
        title.focused = False
        assert not title.get_component_rich_style(title.pieces(40)[1][1]).bold
        assert text(title, 20) == " Unread · 128"
        assert text(title, 12) == " Unread"
        assert text(title, 6) == " Unr…"
        title.show("Dams and what they do to rivers · 33 · newest")
        assert text(title, 30) == " Dams and what they do… · 33"
        assert text(title, 12) == " Dams and…"
