"""The wheel holds all that the program reads at run time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built from a source distribution, as for an upload."""
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_style_sheet(wheel: set[str]) -> None:
    sheets = {f"newsterm/styles/{sheet.name}" for sheet in (ROOT / "styles").glob("*.tcss")}

    assert sheets
    assert {name for name in wheel if name.startswith("newsterm/styles/")} == sheets


def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "newsterm").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert not files - wheel


@pytest.mark.parametrize("kind", ["newsterm/storage/migrations/*.sql", "newsterm/demo/*", "newsterm/manual/*.md"])
def test_the_wheel_holds_what_is_read_at_run_time(wheel: set[str], kind: str) -> None:
    assert [name for name in wheel if Path(name).match(kind) and not name.endswith("__init__.py")]


def test_the_wheel_installs_the_command_and_no_tests(wheel: set[str]) -> None:
    (information,) = {name.partition("/")[0] for name in wheel if ".dist-info/" in name}

    assert f"{information}/entry_points.txt" in wheel
    assert {name.partition("/")[0] for name in wheel} == {"newsterm", information}
