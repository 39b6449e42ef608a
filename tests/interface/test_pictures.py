"""The screen as pictures: each is compared to the one that was last looked at and found good.

`pytest tests/interface/test_pictures.py --snapshot-update` takes them anew; the README shows some of them.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from newsterm.configuration import Settings
from newsterm.interface.application import Newsterm
from newsterm.interface.commands import Pane
from newsterm.interface.keymap import resolve
from newsterm.interface.places import ALL, LATER, UNREAD
from newsterm.interface.remembered_layout import RememberedLayout
from newsterm.locations import locate
from newsterm.model.identifiers import encode
from newsterm.model.listing import Listing
from newsterm.operations.annotate import write_note
from newsterm.operations.archive import archive, unarchive
from newsterm.operations.context import Context
from newsterm.operations.define import define
from newsterm.operations.later import put_later
from newsterm.operations.mark import mark_read
from newsterm.operations.nudging import nudge
from newsterm.operations.scoring import rescore
from newsterm.operations.snooze import snooze
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.storage import remembered, windows
from newsterm.storage.library import Library
from tests.interface.ailing import make_ailing
from tests.interface.desk import Desk, StubBackground
from tests.interface.harness import NOW

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
THEMES = ("newsterm-dark", "newsterm-light", "ansi")
SMALL = (80, 24)

Taken = Callable[..., bool]


@pytest.fixture
def used_directory(directory: Path) -> Path:
    """The demo as it looks after some reading."""
    library = Library.open(directory)
    context = Context(library, "key", now=lambda: NOW)
    ids = windows.ids(library.reader(), Listing(), NOW)
    mark_read(context, [*ids[1:3], *ids[4:8], *ids[11:13], ids[15], *ids[20:26]])
    star(context, [ids[2], ids[9], ids[16]])
    tag(context, [ids[0], ids[8]], ["ferry", "region/sound"], [])
    tag(context, [ids[13]], ["accord"], [])
    write_note(context, ids[18], "Eleven autumns: enough to call it a trend?")
    tag(context, [ids[18]], ["rivers", "long-read"], [])
    layout = RememberedLayout(ALL.kind, ALL.key, Pane.READER)
    with library.writing(durable=False) as connection:
        remembered.put(connection, "layout", layout.to_text())
        remembered.put(connection, "article", encode(ids[18]))
    library.close()
    return directory


@pytest.fixture
def triaged_directory(used_directory: Path) -> Path:
    """The demo in the hands of somebody who sorts the news."""
    library = Library.open(used_directory)
    context = Context(library, "key", now=lambda: NOW)
    ids = windows.ids(library.reader(), Listing(), NOW)
    define(context, "view", "Sound watch", {"query": "sound OR tarrow"}, "saved the view “Sound watch”")
    define(context, "order", "splits", {"items": [UNREAD.token, "view:Sound watch", LATER.token]}, "changed the tabs")
    watchlist = {"query": "ferry OR tarrow", "colour": "blue", "mark": "■"}
    define(context, "watchlist", "Ferries", watchlist, "made the watchlist “Ferries”")
    fog = {"query": "fog", "tag": ["weather"], "score": 20}
    define(context, "rule", "Fog", fog, "made the rule “Fog”")
    tag(replace(context, actor="rule:Fog"), [ids[0], ids[3]], ["weather"])
    put_later(context, ids[30:33])
    snooze(context, ids[33:34], NOW + timedelta(days=2))
    archived = archive(context, ids[40:44])
    tag(context, [ids[40]], ["herring"], [])
    assert archived.changed
    unarchive(context, ids[41:42])
    nudge(context, "title:ferry")
    rescore(context)
    with library.writing(durable=False) as connection:
        remembered.put(connection, "layout", RememberedLayout(UNREAD.kind, UNREAD.key, Pane.LIST).to_text())
    library.close()
    return used_directory


@pytest.fixture
def picture(snap_compare: Taken) -> Any:
    """Takes a picture of the application on a library after some keys."""
    with ExitStack() as opened:

        def take(directory: Path, size: tuple[int, int], *keys: str, theme: str = "newsterm-dark") -> bool:
            library = Library.open(directory)
            opened.callback(library.close)
            settings = Settings(theme=theme, mark_read_after=-1, refresh_every=0)
            app = Newsterm(
                library, settings, resolve({}), locate(directory), now=lambda: NOW, background=StubBackground
            )

            async def use(pilot: Any) -> None:
                desk = Desk(app, pilot)
                await desk.settle()
                for key in keys:
                    await (desk.press(key[1:]) if key.startswith("!") else desk.type(key))
                    for entry in app.screen.query(Input):
                        entry.cursor_blink = False
                    for area in app.screen.query(TextArea):
                        area.cursor_blink = False
                await desk.settle()

            return snap_compare(app, terminal_size=size, run_before=use)

        yield take


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_reading(picture: Taken, used_directory: Path, size: str, theme: str) -> None:
    assert picture(used_directory, SIZES[size], theme=theme)


def test_list_and_reader_at_their_smallest(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!escape", "!j", "!j")


def test_a_long_read(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SIZES["120x40"], "/", "title:ledger", "!enter", "!enter", "!z")


def test_the_feed_tree_beside_the_list(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!h", "!h", "!j")


def test_welcome(picture: Taken, tmp_path: Path) -> None:
    assert picture(tmp_path, SMALL)


def test_help(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!question_mark")


def test_note_editor(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!w", "Who was on the bridge?")


def test_search_with_completions(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!slash", "ferry is:")


def test_tag_prompt(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!j", "!t", "re")


def test_theme_picker(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!ctrl+t")


def test_palette(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!ctrl+p")


def test_an_empty_list_and_an_error(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SMALL, "!slash", "zebra (", "!enter")


@pytest.mark.parametrize("theme", THEMES[:2])
@pytest.mark.parametrize("size", ["80x24", "120x40"])
def test_triage_session(picture: Taken, triaged_directory: Path, size: str, theme: str) -> None:
    assert picture(triaged_directory, SIZES[size], "gt", "es", theme=theme)


def test_triage_receipt(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "gt", "eesL", "!escape")


@pytest.mark.parametrize("theme", THEMES[:2])
@pytest.mark.parametrize("size", ["80x24", "120x40"])
def test_history(picture: Taken, triaged_directory: Path, size: str, theme: str) -> None:
    assert picture(triaged_directory, SIZES[size], "H", "jj", "u", theme=theme)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_views_tabs_and_marks(picture: Taken, triaged_directory: Path, size: str, theme: str) -> None:
    assert picture(triaged_directory, SIZES[size], "!tab", "xxjx", theme=theme)


def test_command_line(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, ":", "tag +sound where title:tarrow ")


def test_keys_that_go_on(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "g")


@pytest.mark.parametrize("theme", THEMES[:2])
def test_rule_form(picture: Taken, triaged_directory: Path, theme: str) -> None:
    assert picture(triaged_directory, SMALL, "!slash", "tarrow", "!enter", "!exclamation_mark", "sound", theme=theme)


def test_rules(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "gr")


@pytest.fixture
def broken_directory(triaged_directory: Path) -> Path:
    """The same with a rules.toml of which a part is wrong."""
    text = """\
[[rule]]
name = "Sport"
query = "tag:sport is:unred"
archive = true

[[rule]]
name = "Rivers"
query = "title:wend OR title:river"
tag = ["rivers"]
star = "yes"

[[watchlist]]
name = "Quiet"
query = "tittle:quiet"

[[rule]]
name = "Moon"
query = "moonlight"
star = true
"""
    (triaged_directory / "rules.toml").write_text(text, encoding="utf-8")
    return triaged_directory


def test_rules_with_broken_ones(picture: Taken, broken_directory: Path) -> None:
    assert picture(broken_directory, SMALL, "!escape", "gr")


def test_score_explained(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "!slash", "ferry fog", "!enter", "E")


def test_watchlists(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "gw")


@pytest.mark.parametrize("theme", THEMES[:2])
def test_find_in_the_article(picture: Taken, triaged_directory: Path, theme: str) -> None:
    assert picture(triaged_directory, SIZES["120x40"], "!enter", "!slash", "the", "!enter", "n", theme=theme)


def test_link_hints(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SIZES["120x40"], "!slash", "title:weekend", "!enter", "!enter", "f")


def test_manual(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "!slash", "!f1")


def test_a_wrong_query_stays_to_be_mended(picture: Taken, triaged_directory: Path) -> None:
    assert picture(triaged_directory, SMALL, "!slash", "tittle:port", "!enter")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", ["80x24", "120x40"])
def test_feed_health(picture: Taken, used_directory: Path, size: str, theme: str) -> None:
    make_ailing(used_directory, NOW)
    assert picture(used_directory, SIZES[size], "g", "h", "!j", theme=theme)


def test_what_changed(picture: Taken, used_directory: Path) -> None:
    assert picture(used_directory, SIZES["120x40"], "/", "title:aldermark", "!enter", "d")
