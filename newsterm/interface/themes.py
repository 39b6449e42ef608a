"""The house themes, and how the theme of a run is chosen.

Style sheets use Textual's own variable names only, so that each of Textual's themes serves as well: `$text` for strong
text, `$foreground` for normal, `$text-muted` for dim; `$accent`, `$secondary` (stars), `$error`, `$warning`;
`$primary-muted` for the ground of the cursor's row, `$surface` for code and sheets. `$hairline` and the four tints of
highlights are this program's own; an application gives their defaults to Textual by `get_theme_variable_defaults`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from newsterm.model.errors import ConfigurationError

TINTS: Final = ("highlight-1", "highlight-2", "highlight-3", "highlight-4")
"""Theme variables of the four grounds of highlights."""
OWN_VARIABLES: Final = ("hairline", *TINTS)
"""Theme variables that Textual's own themes lack."""


def _quiet(palette: Mapping[str, str]) -> dict[str, str]:
    """Variables of Textual's own widgets, from the few colours of a house theme."""
    strong, dim, accent = palette["strong"], palette["dim"], palette["accent"]
    ground, sheet, cursor = palette["ground"], palette["sheet"], palette["cursor"]
    hairline, thumb = palette["hairline"], palette["thumb"]
    return {
        "text": strong,
        "text-muted": dim,
        "text-disabled": dim,
        "foreground-muted": dim,
        "foreground-disabled": dim,
        "text-primary": accent,
        "text-accent": accent,
        "primary-muted": cursor,
        "accent-muted": cursor,
        "surface-active": cursor,
        "border": accent,
        "border-blurred": hairline,
        "block-cursor-foreground": strong,
        "block-cursor-background": cursor,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": strong,
        "block-cursor-blurred-background": palette["cursor-blurred"],
        "block-hover-background": palette["cursor-blurred"],
        "scrollbar": thumb,
        "scrollbar-hover": dim,
        "scrollbar-active": accent,
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
        "footer-background": ground,
        "footer-foreground": dim,
        "footer-key-foreground": strong,
        "footer-description-foreground": dim,
        "input-cursor-background": accent,
        "input-cursor-foreground": ground,
        "input-selection-background": palette["selection"],
        "input-selection-foreground": strong,
        "screen-selection-background": palette["selection"],
        "screen-selection-foreground": strong,
        "link-color": accent,
        "link-color-hover": strong,
        "link-background-hover": sheet,
        "button-foreground": strong,
        "button-color-foreground": ground,
        **{name: palette[name] for name in OWN_VARIABLES},
    }


_DARK: Final = MappingProxyType(
    {
        "ground": "#16181d",
        "sheet": "#1e2127",
        "hairline": "#333943",
        "thumb": "#4a515d",
        "normal": "#cbd0d8",
        "strong": "#eef0f4",
        "dim": "#929aa7",
        "accent": "#84bccb",
        "star": "#d8b26e",
        "cursor": "#22343c",
        "cursor-blurred": "#22252c",
        "selection": "#2f4f5b",
        "error": "#ec8a80",
        "warning": "#dfa45c",
        "success": "#93bd8c",
        "highlight-1": "#4a4222",
        "highlight-2": "#254536",
        "highlight-3": "#27405c",
        "highlight-4": "#533348",
    }
)
_LIGHT: Final = MappingProxyType(
    {
        "ground": "#fbfaf7",
        "sheet": "#f1efe9",
        "hairline": "#d8d4ca",
        "thumb": "#bcb7ab",
        "normal": "#34373d",
        "strong": "#14161a",
        "dim": "#656871",
        "accent": "#17677c",
        "star": "#8f6200",
        "cursor": "#ddebee",
        "cursor-blurred": "#efede6",
        "selection": "#bcdbe3",
        "error": "#b3261e",
        "warning": "#8f5a00",
        "success": "#3a6b35",
        "highlight-1": "#f7e9ad",
        "highlight-2": "#cfe8cf",
        "highlight-3": "#cfe2f5",
        "highlight-4": "#f3d5e4",
    }
)
_TERMINAL_TINTS: Final = MappingProxyType(
    dict(zip(TINTS, ("ansi_yellow", "ansi_green", "ansi_blue", "ansi_magenta"), strict=True))
)


def _house(name: str, palette: Mapping[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette["accent"],
        secondary=palette["star"],
        accent=palette["accent"],
        warning=palette["warning"],
        error=palette["error"],
        success=palette["success"],
        foreground=palette["normal"],
        background=palette["ground"],
        surface=palette["sheet"],
        panel=palette["sheet"],
        dark=dark,
        variables=_quiet(palette),
    )


DARK: Final = _house("newsterm-dark", _DARK, dark=True)
LIGHT: Final = _house("newsterm-light", _LIGHT, dark=False)
ANSI: Final = Theme(
    # The terminal's own colours; only those are used that show on dark and on light grounds.
    name="ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_magenta",
    accent="ansi_magenta",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "foreground-muted": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_bright_black",
        "primary-muted": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "bold",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "footer-key-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "link-color": "ansi_default",
        "hairline": "ansi_bright_black",
        **_TERMINAL_TINTS,
    },
)
HOUSE_THEMES: Final = (DARK, LIGHT, ANSI)
THEME_NAMES: Final = (*(theme.name for theme in HOUSE_THEMES), *BUILTIN_THEMES)


def register(app: App[Any]) -> None:
    """Make the house themes known to an application."""
    for theme in HOUSE_THEMES:
        app.register_theme(theme)


def variable_defaults(theme: Theme) -> dict[str, str]:
    """The program's own variables for a theme that has none of its own."""
    if theme.ansi:
        return {"hairline": "ansi_bright_black", **_TERMINAL_TINTS}
    palette = _DARK if theme.dark else _LIGHT
    return {"hairline": f"{theme.foreground or palette['normal']} 22%", **{tint: palette[tint] for tint in TINTS}}


def theme_name(wanted: str, environment: Mapping[str, str]) -> str:
    """The theme to use: the terminal's own colours where `NO_COLOR` is set, else the one that is wanted.

    Raises:
        ConfigurationError: there is no theme of that name.
    """
    if wanted not in THEME_NAMES:
        raise ConfigurationError(f"There is no theme {wanted}; there are {', '.join(THEME_NAMES)}.")
    if native_colours(environment) and not (wanted == ANSI.name or wanted.startswith("ansi-")):
        return ANSI.name
    return wanted


def native_colours(environment: Mapping[str, str]) -> bool | None:
    """What to give `App(ansi_color=…)`: true where `NO_COLOR` is set, so that colours go instead of becoming greys.

    Textual chooses between the two while the application is made, before it has a theme.
    """
    return True if environment.get("NO_COLOR") is not None else None
