"""Where the style sheets are: beside the package when installed, else in the checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).resolve().parents[1] / "styles"
_CHECKOUT = Path(__file__).resolve().parents[2] / "styles"
_SHEETS = "sheet.tcss"
_LATER = frozenset({_SHEETS, "changes.tcss", "history.tcss", "manual.tcss", "rules.tcss", "triage.tcss"})
"""Read with the first screen that needs them, not at start."""


def style_sheets() -> list[str | Path]:
    """Absolute paths of what the reader's screen and the palette need, in the order of their names."""
    return [path for path in sorted(_folder().glob("*.tcss")) if path.name not in _LATER]


def sheets_style() -> str | Path:
    """Absolute path of what all sheets need."""
    return later_style(_SHEETS)


def later_style(name: str) -> str | Path:
    """Absolute path of a sheet that is read with the first screen that needs it."""
    return _folder() / name


def _folder() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
