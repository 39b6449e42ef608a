"""Whatever text reaches a widget, nothing that a terminal would obey is painted."""

import re
from collections.abc import Sequence

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label, Static

from newsterm.interface.output_guard import CONTROLS, OutputGuard
from newsterm.text.terminal_safety import UNSAFE
from tests.shared import SHARED, needs_shared

SHAPES = {
    "clipboard, ended by ST": "A\x1b]52;c;cm0gLXJmIH4K\x1b\\B",
    "clipboard, ended by BEL": "A\x1b]52;c;cm0gLXJmIH4K\x07B",
    "window title": "A\x1b]0;pwned\x07B",
    "link": "A\x1b]8;;http://evil.example/\x1b\\text\x1b]8;;\x1b\\B",
    "clear screen": "A\x1b[2J\x1b[3JB",
    "cursor": "A\x1b[1;1HB",
    "device report": "A\x1b[6n\x1b[cB",
    "DECRQSS": "A\x1bP$q q\x1b\\B",
    "tmux passthrough": "A\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\B",
    "reset": "A\x1bcB",
    "leave the other screen": "A\x1b[?1049lB",
    "mouse and paste": "A\x1b[?1000h\x1b[?2004lB",
    "unterminated": "A\x1b]52;c;cm0B",
    "C1 OSC": "A\x9d52;c;cm0\x9cB",
    "C1 CSI": "A\x9b2JB",
    "NUL and DEL": "A\x00\x7fB",
    "bidi override": "A\u202egpj.exe\u202cB",
    "tag characters": "A\U000e0041\U000e007fB",
    "lone surrogate": "A\ud83dB",
    "line separators": "A\u2028\u2029\x85B",
    "tab and newline": "A\t\r\n\x0b\x0cB",
}
OWN_SEQUENCES = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\?2026[hl]|\x1b\[\?25[hl]|\x1b\]22;\w+\x07|\n")


class RawLine(Widget):
    """Paints text as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.styles.height = 1

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.text, Style(link=f"https://a.example/{self.text}"))])


class Gallery(App[None]):
    """A text in every kind of place that paints text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.payload = text

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [OutputGuard(super().get_line_filters())]

    def compose(self) -> ComposeResult:
        framed = Static(Content(self.payload))
        framed.border_title = Content(self.payload)  # type: ignore[assignment]
        framed.border_subtitle = Content(self.payload)  # type: ignore[assignment]
        framed.styles.border = ("round", "white")
        yield framed
        yield Label(self.payload, markup=False)
        yield RawLine(self.payload)


async def painted(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """What the lines of the screen hold, and what is left of the output without the program's own sequences."""
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)  # else frames are not written
    app = Gallery(text)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        lines = "".join(strip.text for strip in app.screen._compositor.render_strips())
    assert written
    return lines, OWN_SEQUENCES.sub("", "".join(written))


@pytest.mark.parametrize("payload", SHAPES.values(), ids=SHAPES)
async def test_no_hostile_shape_reaches_the_terminal(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines, output = await painted(payload, monkeypatch)
    assert lines.count("A") >= 5
    assert not CONTROLS.search(lines)
    assert output.count("A") >= 5
    assert not CONTROLS.search(output)


@needs_shared
@pytest.mark.parametrize("number", range(1, 14))
async def test_no_hostile_feed_reaches_the_terminal(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SHARED
    (file,) = SHARED.glob(f"hostile/t{number:02}-*.xml")
    title = file.read_text("utf-8").partition("<item>")[2].partition("</title>")[0].partition("<title>")[2]
    lines, output = await painted(title.removeprefix("<![CDATA[").removesuffix("]]>"), monkeypatch)
    assert not CONTROLS.search(lines)
    assert not CONTROLS.search(output)


def test_a_line_stays_as_wide_as_it_was() -> None:
    strip = Strip([Segment("日本\x1b[31m\u2028\u202e\x00ok\t", Style(bold=True))])
    assert strip.apply_filter(OutputGuard(), Color(0, 0, 0)).text.startswith("日本[31m")
    guarded = Strip(strip.apply_filter(OutputGuard(), Color(0, 0, 0))._segments)
    assert guarded.cell_length == strip.cell_length


def test_a_link_with_a_control_character_or_a_space_is_no_link() -> None:
    def link(address: str) -> str | None:
        (segment,) = OutputGuard().apply([Segment("text", Style(link=address))], Color(0, 0, 0))
        assert segment.style
        return segment.style.link

    assert link("https://a.example/?q=1&r=%20") == "https://a.example/?q=1&r=%20"
    assert link("https://a.example/\x1b]0;x\x07") is None
    assert link("https://a.example/\x9c") is None
    assert link("https://a.example/ b") is None


def test_the_net_is_no_wider_than_the_door_but_for_tab_and_line_feed() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert set(CONTROLS.findall(everything)) == {*UNSAFE.findall(everything), "\t", "\n"}


def test_emoji_and_indic_joiners_are_painted() -> None:
    segments = [Segment("👩\u200d🔬 क्\u200dष ❤\ufe0f")]
    assert OutputGuard().apply(segments, Color(0, 0, 0)) is segments


def test_guards_of_the_same_filters_are_equal_so_that_lines_stay_cached() -> None:
    assert OutputGuard() == OutputGuard()
    assert hash(OutputGuard()) == hash(OutputGuard())
    assert OutputGuard([OutputGuard()]) != OutputGuard()
