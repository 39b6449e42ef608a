"""The style sheets keep the rules that keep the screen fast."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[1] / "styles"
SHEETS = sorted(STYLES.glob("*.tcss"))


def _selectors(sheet: Path) -> str:
    """What stands outside comments and braces."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    while (shorter := re.sub(r"\{[^{}]*\}", ";", text)) != text:
        text = shorter
    return text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_sheet_has_a_universal_selector(sheet: Path) -> None:
    assert "*" not in _selectors(sheet)


def test_the_styles_folder_holds_sheets_alone() -> None:
    assert SHEETS
    assert {path.suffix for path in STYLES.rglob("*") if path.is_file()} == {".tcss"}
