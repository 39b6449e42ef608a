"""The command line as a process: pipes, streams that take no more, and what starting it costs."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "newsterm", *arguments], capture_output=True, text=True, check=False, **options
    )


def modules_after(statement):
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_operations_bring_neither_the_terminal_toolkit_nor_rich():
    everything = (
        "import sys\n"
        "sys.modules['click'] = None  # where click is installed, httpx loads its own command line, and Rich with it\n"
        "import importlib, pkgutil, newsterm.operations as o\n"
        "[importlib.import_module(f'newsterm.operations.{m.name}') for m in pkgutil.iter_modules(o.__path__)]"
    )
    loaded = modules_after(everything)
    assert "newsterm.operations.refresh" in loaded
    assert not {"textual", "rich"} & loaded


def test_what_the_interface_imports_at_start_brings_no_network_and_no_parsers():
    names = ("mark", "star", "tag", "annotate", "undo", "search", "subscribe", "move", "rename", "unsubscribe")
    loaded = modules_after("\n".join(f"import newsterm.operations.{name}" for name in names))
    assert not {"httpx", "feedparser", "selectolax", "rich", "textual"} & loaded
    loaded = modules_after("import newsterm.background.client")
    assert not {"httpx", "feedparser", "selectolax", "sqlite3"} & loaded


def test_help_imports_no_more_than_it_needs():
    loaded = modules_after(
        "import io, contextlib\nfrom newsterm.__main__ import run_command_line\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n    run_command_line(['--help'], None)"
    )
    assert not {"httpx", "feedparser", "textual", "rich", "sqlite3", "asyncio"} & loaded


def test_a_closed_pipe_ends_a_command_without_a_word(tmp_path):
    command = f'"{sys.executable}" -m newsterm --data-dir "{tmp_path}" --help | head -c 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_output_that_cannot_be_written_is_one_sentence(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsterm", "--data-dir", str(tmp_path), "export", "opml"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "newsterm: the output cannot be written: No space left on device.\n"


def test_the_reader_without_a_terminal_says_what_to_do(tmp_path):
    done = run("--data-dir", str(tmp_path), stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert (
        done.stderr == "newsterm: the reader needs a terminal; `newsterm --help` lists the commands that do without.\n"
    )


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]], ids=str)
def test_asking_for_help_makes_no_files(tmp_path, arguments):
    assert run(*arguments, env={"HOME": str(tmp_path), "PATH": ""}).returncode == 0
    assert list(tmp_path.iterdir()) == []
