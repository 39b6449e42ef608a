"""The house themes can be read: contrast of everything that the panes paint, by the rule of WCAG 2."""

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from newsterm.interface import themes
from newsterm.interface.widgets.line import LineWidget
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.model.errors import ConfigurationError
from tests.interface.harness import STYLES, Harness

TEXT, MARK = 4.5, 3.0
MARKS = {"unread", "star", "note", "arrow", "cue", "cue-blurred", "bar"}
GROUNDS = {"cursor", "cursor-blurred"}
ORNAMENTS = {"bar-ahead"}
"""What tells nothing that is not told beside it."""


def luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Color, other: Color) -> float:
    """Contrast of two colours, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast(style: Style) -> float:
    assert style.color
    assert style.bgcolor
    return ratio(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def painted(app: Harness) -> list[tuple[str, Style]]:
    found = []
    for widget in app.query(VirtualList):
        prefix = widget._css_type_name
        kind = "article-list" if prefix == "ArticleList" else "feed-tree"
        for ground in ("", *(f"{kind}--{name}" for name in sorted(GROUNDS))):
            found += [
                (f"{name} on {ground or 'ground'}", widget.part(name, widget.ground(ground)))
                for name in sorted(widget.COMPONENT_CLASSES)
                if name.partition("--")[2] not in GROUNDS
            ]
    for widget in app.query(LineWidget):
        found += [(name, widget.get_component_rich_style(name)) for name in sorted(widget.COMPONENT_CLASSES)]
    return found


@pytest.mark.parametrize("theme", ["newsterm-dark", "newsterm-light"])
async def test_all_text_and_marks_of_the_house_themes_have_enough_contrast(theme: str) -> None:
    app = Harness(theme=theme)
    async with app.run_test():
        styles = painted(app)
    assert len(styles) > 60
    poor = {}
    for name, style in styles:
        part = name.split(" on ")[0].partition("--")[2]
        least = MARK if part in MARKS else TEXT
        if part not in ORNAMENTS and contrast(style) < least:
            poor[name] = round(contrast(style), 2)
    assert not poor


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT], ids=lambda theme: theme.name)
def test_textuals_own_widgets_and_highlights_have_enough_contrast_in_the_house_themes(theme: themes.Theme) -> None:
    colours = theme.to_color_system().generate() | theme.variables
    pairs = [
        ("text", "background"),
        ("foreground", "background"),
        ("text-muted", "background"),
        ("text-muted", "surface"),
        ("text", "surface"),
        ("accent", "background"),
        ("accent", "surface"),
        ("error", "background"),
        ("warning", "background"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("footer-description-foreground", "footer-background"),
        ("footer-key-foreground", "footer-background"),
        ("link-color", "background"),
        ("input-selection-foreground", "input-selection-background"),
        ("screen-selection-foreground", "screen-selection-background"),
        *((text, tint) for tint in themes.TINTS for text in ("foreground", "text")),
    ]
    poor = {
        pair: round(found, 2)
        for pair in pairs
        if (found := ratio(Color.parse(colours[pair[0]]), Color.parse(colours[pair[1]]))) < TEXT
    }
    assert not poor


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
async def test_every_theme_knows_all_that_the_style_sheets_ask_for(theme: str) -> None:
    app = Harness(theme=theme)
    async with app.run_test():
        assert app.current_theme.name == theme
        assert {name for name in themes.OWN_VARIABLES if name not in app.theme_variables} == set()


async def test_the_terminals_own_colours_are_used_where_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    environment = {"NO_COLOR": "1"}
    app = Harness(theme=themes.theme_name("newsterm-dark", environment), ansi_color=themes.native_colours(environment))
    async with app.run_test(size=(80, 24)):
        coloured = [
            segment
            for line in app.screen._compositor.render_strips()
            for segment in line
            if segment.style
            and not all(colour is None or colour.is_default for colour in (segment.style.color, segment.style.bgcolor))
        ]
        cursor = app.screen._compositor.render_strips()[2 + app.articles.cursor]
        assert coloured == []
        assert any(segment.style and segment.style.reverse for segment in cursor)


def test_a_colour_free_terminal_keeps_a_chosen_terminal_theme() -> None:
    assert themes.theme_name("ansi-light", {"NO_COLOR": ""}) == "ansi-light"
    assert themes.theme_name("newsterm-light", {}) == "newsterm-light"
    assert set(BUILTIN_THEMES) < set(themes.THEME_NAMES)


def test_an_unknown_theme_is_an_error_that_lists_the_themes() -> None:
    with pytest.raises(ConfigurationError, match=r"no theme solar; there are newsterm-dark, newsterm-light, ansi"):
        themes.theme_name("solar", {})


def test_no_style_sheet_selects_everything() -> None:
    sheets = sorted(STYLES.glob("*.tcss"))
    assert sheets
    for sheet in sheets:
        rules = [line for line in sheet.read_text("utf-8").splitlines() if not line.lstrip().startswith(("/*", "*/"))]
        assert not [line for line in rules if "*" in line.replace("/*", "").replace("*/", "")], sheet.name
