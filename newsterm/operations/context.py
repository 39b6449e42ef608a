"""What every operation works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsterm.storage.library import Library


def utc_now() -> datetime:
    """Return the present, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """A library, who acts on it, and the clock."""

    library: Library
    actor: str = "command"
    """Who the journal says did it: "key", "command", "shown", "import", "rule:NAME"."""
    now: Callable[[], datetime] = utc_now
    rules_file: Path | None = None
    """The user's rules.toml, which need not exist; None for rules of the library alone."""
