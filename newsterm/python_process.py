"""How newsterm starts its own modules as processes: its code, never whatever lies in the current directory."""

import os
import sys
from pathlib import Path

import newsterm


def module_command(module: str, *arguments: str) -> list[str]:
    """Return the argv that runs a module of newsterm in a Python process of its own."""
    return [sys.executable, "-P", "-m", module, *arguments]


def module_environment() -> dict[str, str]:
    """Return the environment in which that process finds this very newsterm."""
    package_folder = str(Path(newsterm.__file__).parent.parent)
    path = os.pathsep.join(part for part in (package_folder, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path}
