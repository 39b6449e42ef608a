"""Leaving the terminal: only by addresses that are safe, to the browser that was named."""

import sys
from pathlib import Path

import pytest

from newsterm.configuration import Settings
from newsterm.interface.opening import find_browser, open_address
from newsterm.interface.panes.reader import Reader
from newsterm.model.errors import AddressError
from tests.interface.desk import Desk, at_desk


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
    assert desk.screen.reader.link_count


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
        assert file.read_text() == desk.screen.reader.link(1)


@pytest.mark.parametrize("typed", ["0", "99", "x", "1x", "123456789"])
async def test_a_number_that_no_link_has_is_told(directory: Path, tmp_path: Path, typed: str) -> None:
    browser, file = recorder(tmp_path)
    async with at_desk(directory, settings=with_browser(browser)) as desk:
        await open_one_with_links(desk)
        await desk.press("f", *typed, "enter")
        assert desk.said.startswith(f"There is no link {typed}; the links are numbered 1 to ")
        assert desk.screen.status.is_error
        assert not file.exists()


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
        await desk.press("y")
        assert desk.app.clipboard == desk.current.url
        assert desk.said == "Copied the address"


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
