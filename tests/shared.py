"""Where the shared test material lies beside a checkout, if it does."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(os.environ.get("NEWSTERM_SHARED") or Path(__file__).resolve().parents[2] / "shared")
SHARED: Path | None = _BESIDE if (_BESIDE / "corpora").is_dir() else None
"""The folder with corpora/, hostile/ and articles/; None for a stranger with just a clone."""

needs_shared = pytest.mark.skipif(SHARED is None, reason="needs the shared test material beside the checkout")
