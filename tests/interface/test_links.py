"""Leaving the terminal: only by addresses that are safe, to the browser that was named."""

import sys
from pathlib import Path

import pytest

from newsterm.configuration import Settings
from newsterm.interface.opening import find_browser, open_address
from newsterm.interface.panes.reader import Reader
from newsterm.model.errors import AddressError
from tests.interface.desk import Desk, at_desk
from tests.interface.written import write_library


def recorder(tmp_path: Path) -> tuple[tuple[str, ...], Path]:
    """A browser that writes down what it is given, and the file that it writes."""
    script, file = tmp_path / "browser.py", tmp_path / "opened"
    script.write_text(
        f"import os, sys\nwith open({str(file)!r} + '.new', 'w') as f:\n    f.write(chr(10).join(sys.argv[1:]))\n"
        f"os.replace({str(file)!r} + '.new', {str(file)!r})\n",
        encoding="utf-8",
    )
    return (sys.executable, str(script)), file


def with_browser(browser: tuple[str, ...]) -> Settings:
    return Settings(mark_read_after=-1, refresh_every=0, browser=browser)


async def open_one_with_links(desk: Desk) -> None:
    await desk.press("slash")
    await desk.type("title:eels")
    await desk.press("enter")
    assert desk.screen.reader.links()


async def test_the_article_opens_in_the_users_browser(directory: Path, tmp_path: Path) -> None:
    browser, file = recorder(tmp_path)
    async with at_desk(directory, settings=with_browser(browser)) as desk:
        await desk.press("o")
        assert desk.said == "Opened northernwire.example in the browser"
        await desk.until(file.exists)
        assert file.read_text() == desk.current.url


async def test_a_link_opens_by_its_number(directory: Path, tmp_path: Path) -> None:
    browser, file = recorder(tmp_path)
    async with at_desk(directory, settings=with_browser(browser)) as desk:
        await open_one_with_links(desk)
        await desk.press("f", "1", "enter")
        await desk.until(file.exists)
        assert file.read_text() == desk.screen.reader.links()[0]


@pytest.mark.parametrize("typed", ["0", "99", "123456"])
async def test_a_number_that_no_link_has_is_told(directory: Path, tmp_path: Path, typed: str) -> None:
    browser, file = recorder(tmp_path)
    async with at_desk(directory, settings=with_browser(browser)) as desk:
        await open_one_with_links(desk)
        await desk.press("f", *typed, "enter")
        assert desk.said.startswith(f"There is no link {typed}; the links are numbered 1 to ")
        assert desk.screen.status.is_error
        assert not file.exists()


LINKED = "".join(f'<p>Link <a href="https://a.example/{number}">word {number}</a> here.</p>' for number in range(12))


def painted_text(desk: Desk) -> str:
    return "\n".join(strip.text for strip in map(desk.screen.reader.render_line, range(desk.screen.reader.size.height)))


async def test_links_on_the_screen_bear_letters_and_the_letter_opens_its_link(tmp_path: Path) -> None:
    browser, file = recorder(tmp_path)
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory, settings=with_browser(browser)) as desk:
        await desk.press("enter", "f")
        assert "Link aord 0[1] here." in painted_text(desk)
        assert "Link sord 1[2] here." in painted_text(desk)
        await desk.press("s")
        await desk.until(file.exists)
        assert file.read_text() == "https://a.example/1"
        assert desk.said == "Opened a.example in the browser"
        assert "Link word 1[2] here." in painted_text(desk)
        assert desk.screen.pane == "reader"


async def test_links_beyond_the_screen_bear_no_letters_but_open_by_their_numbers(tmp_path: Path) -> None:
    browser, file = recorder(tmp_path)
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory, size=(80, 14), settings=with_browser(browser)) as desk:
        await desk.press("enter", "f")
        text = painted_text(desk)
        assert "aord 0[1]" in text
        assert "word 9" not in text
        await desk.press("l")
        assert desk.said == "No link here goes by l; esc leaves."
        await desk.press("1", "0", "enter")
        await desk.until(file.exists)
        assert file.read_text() == "https://a.example/9"


async def test_a_capital_copies_the_address(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory) as desk:
        await desk.press("enter", "f", "D")
        assert desk.app.clipboard == "https://a.example/2"
        assert desk.said == "Copied the link to a.example"


async def test_letters_typed_at_once_go_to_the_link_and_the_next_key_to_the_reader(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory, size=(80, 14)) as desk:
        await desk.press("enter")
        await desk.type("fSjj")
        assert desk.app.clipboard == "https://a.example/1"
        assert desk.screen.reader.scroll_offset.y == 2


async def test_from_the_list_the_keys_go_back_to_the_list(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED, "Another": "<p>Nothing.</p>"})
    async with at_desk(directory) as desk:
        await desk.type("fAj")
        assert desk.app.clipboard == "https://a.example/0"
        assert desk.current.title == "Another"
        assert desk.screen.pane == "list"
        await desk.press("f")
        assert desk.said == "This article has no links."


@pytest.mark.parametrize("keys", [["escape"], ["enter"], ["backspace"], ["1", "backspace", "escape"]])
async def test_the_letters_can_be_left(tmp_path: Path, keys: list[str]) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory) as desk:
        await desk.press("enter")
        before = painted_text(desk)
        await desk.press("f", *keys)
        assert painted_text(desk) == before
        assert desk.screen.pane == "reader"
        assert desk.screen.reader.key_taker is None


async def test_a_key_that_is_no_letter_leaves_and_does_what_it_always_does(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory, size=(80, 14)) as desk:
        await desk.press("enter", "f", "down")
        assert desk.screen.reader.scroll_offset.y == 1
        assert desk.screen.reader.key_taker is None


async def test_another_width_takes_the_letters_away(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory) as desk:
        await desk.press("enter", "f")
        await desk.resize(50, 20)
        assert desk.screen.reader.key_taker is None
        assert "aord 0[1]" not in painted_text(desk)


async def test_a_link_that_goes_on_on_the_next_line_bears_its_letter_once(tmp_path: Path) -> None:
    html = f'<p><a href="https://a.example/0">{"word " * 40}</a></p><p><a href="https://a.example/1">x</a></p>'
    directory = write_library(tmp_path / "library", {"A long link": html})
    async with at_desk(directory) as desk:
        await desk.press("enter", "f")
        assert painted_text(desk).count("aord") == 1
        assert "s[2]" in painted_text(desk)


async def test_an_unsafe_link_is_neither_opened_nor_copied(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Bad": '<p><a href="file:///etc/passwd">x</a></p>'})
    async with at_desk(directory) as desk:
        await desk.press("enter", "f", "A")
        assert desk.app.clipboard == ""
        assert desk.screen.status.is_error or desk.said == "This article has no links."


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "-version", "https://a.example/\x1b]0;x"])
async def test_an_address_that_is_not_safe_is_refused(directory: Path, tmp_path: Path, url: str) -> None:
    browser, file = recorder(tmp_path)
    async with at_desk(directory, settings=with_browser(browser)) as desk:
        desk.screen.reader.post_message(Reader.LinkClicked(url))
        await desk.settle()
        assert desk.screen.status.is_error
        assert "\x1b" not in desk.said
        assert not file.exists()


async def test_the_address_is_copied(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("y", "y")
        assert desk.app.clipboard == desk.current.url
        assert desk.said == "Copied the address"


async def test_a_markdown_link_is_copied(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Ports [live] open": "<p>Yes.</p>"})
    async with at_desk(directory) as desk:
        await desk.press("y", "m")
        assert desk.app.clipboard == r"[Ports \[live\] open](https://harbour.example/0)"
        assert desk.said == "Copied a Markdown link"


async def test_a_citation_is_copied(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Ports open": "<p>Yes.</p>"})
    async with at_desk(directory) as desk:
        await desk.press("y", "c")
        assert desk.app.clipboard == (
            "Ada Lind, “Ports open”, Harbour Post, 22 November 2026, https://harbour.example/0, "
            "accessed 22 November 2026."
        )
        assert desk.said == "Copied a citation"


async def test_several_articles_are_copied_one_a_line(tmp_path: Path) -> None:
    stories = dict.fromkeys(("First", "Second", "Third"), "<p>Yes.</p>")
    async with at_desk(write_library(tmp_path / "library", stories)) as desk:
        await desk.press("2", "y", "m")
        assert desk.app.clipboard == "[First](https://harbour.example/0)\n[Second](https://harbour.example/1)"
        assert desk.said == "Copied 2 Markdown links"
        await desk.press("x", "j", "x", "y", "y")
        assert len(desk.app.clipboard.splitlines()) == 2
        assert desk.said == "Copied 2 addresses"


async def test_a_links_address_is_copied(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Twelve links": LINKED})
    async with at_desk(directory) as desk:
        await desk.press("y", "f", "d")
        assert desk.app.clipboard == "https://a.example/2"


async def test_a_browser_that_is_not_there_is_told(directory: Path, tmp_path: Path) -> None:
    async with at_desk(directory, settings=with_browser((str(tmp_path / "none"),))) as desk:
        await desk.press("o")
        assert "could not be started" in desk.said
        assert desk.screen.status.is_error


def test_the_environments_browser_is_used_if_it_is_there() -> None:
    assert find_browser({"BROWSER": f"/nowhere/browser:{sys.executable} -m x"}) == [sys.executable, "-m", "x"]


def test_a_place_in_the_command_takes_the_address(tmp_path: Path) -> None:
    (program, script), file = recorder(tmp_path)
    open_address("https://a.example/x", (program, script, "--new", "%s", "--last"))
    while not file.exists():
        pass
    assert file.read_text().splitlines() == ["--new", "https://a.example/x", "--last"]


def test_without_any_browser_the_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AddressError, match="Set `browser`"):
        open_address("https://a.example/x")
