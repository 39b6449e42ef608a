"""What is imported when: measured in fresh processes, because a lazy import is soon made eager by accident."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.subscribe import subscribe
from newsterm.storage.library import Library

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"httpx", "feedparser", "selectolax", "lxml", "rapidfuzz", "trafilatura"}

_IMPORT_ALL = """
import importlib, pkgutil, newsterm.{package} as package
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""

_START_THE_READER = """
import asyncio, contextlib, sys
from pathlib import Path
import newsterm.__main__
from newsterm.configuration import Settings
from newsterm.interface.application import Newsterm
from newsterm.interface.keymap import resolve
from newsterm.locations import locate
from newsterm.storage.library import Library

async def start(directory):
    with contextlib.closing(Library.open(directory)) as library:
        app = Newsterm(library, Settings(refresh_every=0), resolve({}), locate(directory))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()

asyncio.run(start(Path(sys.argv[1])))
"""


def loaded_by(program: str, *arguments: str) -> set[str]:
    """Run a program text in a fresh interpreter; the top-level packages that it has loaded at its end.

    Click is kept out: only the test tools bring it, and where it is httpx loads rich for a command line of its own.
    """
    told = f"import sys; sys.modules['click'] = None\n{program}\nimport json; print(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run(
        [sys.executable, "-c", told, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return {name.partition(".")[0] for name in json.loads(ended.stdout.splitlines()[-1])}


@pytest.mark.parametrize(
    "package", ["model", "text", "query", "storage", "parsing", "fetching", "operations", "background", "commands"]
)
def test_nothing_below_the_interface_loads_the_terminal_toolkit(package: str) -> None:
    loaded = loaded_by(_IMPORT_ALL.format(package=package))

    assert "newsterm" in loaded
    assert not loaded & {"textual", "rich"}


def test_the_reader_starts_without_network_and_parsers(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        subscribe(Context(library), [FeedLink("http://127.0.0.1:1/feed.xml", "A feed")])

    assert not loaded_by(_START_THE_READER, str(tmp_path)) & HEAVY


def test_a_command_that_only_reads_the_library_loads_no_network(tmp_path: Path) -> None:
    program = "import sys; from newsterm.commands.main import main; main(sys.argv[1:], lambda locations, demo: 0)"

    assert not loaded_by(program, "--data-dir", str(tmp_path), "search") & {"httpx", "feedparser", "textual"}
