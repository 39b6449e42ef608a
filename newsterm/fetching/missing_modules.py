"""Modules that a library looks for in vain again and again."""

import sys
from importlib.util import find_spec

_OPTIONAL = ("sniffio",)
"""Names that httpcore tries to import several times with every request, seeking the whole path each time."""


def remember_missing_modules() -> None:
    """Have the import of modules that are not installed fail at once.

    A module that is None in `sys.modules` counts as missing
    (https://docs.python.org/3/reference/import.html#the-module-cache).
    """
    for name in _OPTIONAL:
        if name not in sys.modules and find_spec(name) is None:
            sys.modules[name] = None  # type: ignore[assignment]
