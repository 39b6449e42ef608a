"""The program as a user runs it: commands in processes of their own, the reader in a pseudo-terminal."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
_LONGEST = 120
"""Seconds after which a command has failed."""


def argv(directory: Path, *arguments: str) -> list[str]:
    """The command line that runs newsterm on the library in a directory."""
    return [sys.executable, "-m", "newsterm", "--data-dir", str(directory), *arguments]


def command(directory: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command to its end, whatever its exit code."""
    return subprocess.run(
        argv(directory, *arguments),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=_LONGEST,
        check=False,
    )


def done(directory: Path, *arguments: str, typed: str = "") -> str:
    """Run a command that must succeed; returns its standard output."""
    ended = command(directory, *arguments, typed=typed)
    assert ended.returncode == 0, f"newsterm {' '.join(arguments)} gave {ended.returncode}: {ended.stderr}"
    return ended.stdout


def records(directory: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run a command with --json; returns its records."""
    return [json.loads(line) for line in done(directory, *arguments, "--json").splitlines()]


def reader(
    directory: Path, *, columns: int = 120, rows: int = 40, environment: Mapping[str, str] | None = None
) -> Terminal:
    """Start the reader in a terminal."""
    return Terminal(argv(directory), columns=columns, rows=rows, environment=environment, directory=ROOT)


def opml(file: Path, feeds: Mapping[str, str]) -> Path:
    """Write an OPML file that names feeds after the ends of their addresses: folder (or "") by address."""
    outlines = ""
    for address, folder in feeds.items():
        name = quoteattr(address.rpartition("/")[2])
        outline = f'<outline type="rss" text={name} xmlUrl={quoteattr(address)}/>'
        outlines += f"<outline text={quoteattr(folder)}>{outline}</outline>" if folder else outline
    file.write_text(f'<?xml version="1.0"?><opml version="2.0"><head/><body>{outlines}</body></opml>', encoding="utf-8")
    return file
