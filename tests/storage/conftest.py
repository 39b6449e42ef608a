from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "library")
    yield shelf
    shelf.close()
