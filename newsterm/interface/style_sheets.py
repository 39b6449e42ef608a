"""Where the style sheets are: beside the package when installed, else in the checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).resolve().parents[1] / "styles"
_CHECKOUT = Path(__file__).resolve().parents[2] / "styles"


def style_sheets() -> list[str | Path]:
    """Absolute paths of all sheets, in the order of their names."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return sorted(folder.glob("*.tcss"))
