"""Watchlists are read from what the user defined."""

from pathlib import Path

from newsterm.model.event import EventKind
from newsterm.model.watchlist import Watchlist
from newsterm.storage.watchlists import all_watchlists, to_value
from tests.storage.shelf import Shelf


def test_watchlists_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    iran, ports = Watchlist("iran", "iran OR /teh?ran/i", "pink", "+"), Watchlist("Ports", "port*")
    for watchlist in (ports, iran):
        shelf.do_all((EventKind.DEFINED, {"kind": "watchlist", "name": watchlist.name, "value": to_value(watchlist)}))
    assert all_watchlists(shelf.reader) == (iran, ports)
    assert (iran.tint, ports.tint) == (4, 1)
    shelf.do_all((EventKind.DEFINED, {"kind": "watchlist", "name": "iran", "value": None}))
    assert all_watchlists(shelf.reader) == (ports,)
    shelf.close()


def test_a_colour_that_is_not_known_here_becomes_the_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.do_all((EventKind.DEFINED, {"kind": "watchlist", "name": "x", "value": {"query": "x", "colour": "mauve"}}))
    assert all_watchlists(shelf.reader) == (Watchlist("x", "x", "yellow", "■"),)
    shelf.close()


def test_a_mark_that_says_something_else_becomes_the_usual_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.do_all((EventKind.DEFINED, {"kind": "watchlist", "name": "x", "value": {"query": "x", "mark": "◆"}}))
    assert all_watchlists(shelf.reader) == (Watchlist("x", "x"),)
    shelf.close()
