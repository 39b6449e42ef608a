"""What a user wants done, before it is an event of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsterm.model.event import EventKind


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that a user wants done, before it is an event."""

    kind: EventKind
    payload: Mapping[str, Any] = field(default_factory=dict)
    """As `EventKind` says; what was before is looked up and need not be given."""
    subject: str = ""
    """Token of the feed that an event is about; of articles it is worked out."""
