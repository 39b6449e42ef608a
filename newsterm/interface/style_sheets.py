"""Where the style sheets are: beside the package when installed, else in the checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).resolve().parents[1] / "styles"
_CHECKOUT = Path(__file__).resolve().parents[2] / "styles"
_SHEETS = "sheet.tcss"
"""Read with the first sheet that is shown, not at start."""


def style_sheets() -> list[str | Path]:
    """Absolute paths of what the reader's screen and the palette need, in the order of their names."""
    return [path for path in sorted(_folder().glob("*.tcss")) if path.name != _SHEETS]


def sheets_style() -> str | Path:
    """Absolute path of what all sheets need."""
    return _folder() / _SHEETS


def _folder() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
