"""A library of demo stories as of one moment, in one time zone, on any machine."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsterm.operations.context import Context
from newsterm.operations.demo import fill_with_demo
from newsterm.storage.library import Library
from tests.interface.harness import NOW


@pytest.fixture(scope="session")
def demo_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that is filled once and only copied."""
    directory = tmp_path_factory.mktemp("demo")
    library = Library.open(directory)
    fill_with_demo(Context(library, "import", now=lambda: NOW))
    library.close()
    return directory


@pytest.fixture
def directory(demo_library: Path, tmp_path: Path) -> Path:
    """A test's own copy of the demo library."""
    return Path(shutil.copytree(demo_library, tmp_path / "library"))


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let local time be UTC, and the environment choose neither colours nor programs."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        for name in ("NO_COLOR", "VISUAL", "EDITOR", "BROWSER"):
            patch.delenv(name, raising=False)
        time.tzset()
        yield
    time.tzset()
