"""How hosts that refused once are asked during a refresh: not at all for a while, then one feed at a time."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from newsterm.model.errors import Trouble
from newsterm.model.host import HostState
from newsterm.operations.scheduling import MOST, held_span
from newsterm.storage.times import from_seconds, to_seconds
from newsterm.text.addresses import is_local

FIRST_GAP = 60
"""Seconds between two asks of a host that refused once; doubled with every refusal, to no more than `_WIDEST_GAP`."""
_WIDEST_GAP = 900
LONGEST_WAIT = 120
"""Seconds that a refresh waits for a host's turn; a feed whose turn comes later is put off."""
_REMEMBERED = MOST
"""Seconds after its hold that a host is still asked gently."""
_REFUSALS = {Trouble.LIMITED, Trouble.REFUSED}


class Turn(NamedTuple):
    """When a host may be asked for a feed."""

    wait: float
    """Seconds to wait first."""
    put_off: datetime | None
    """Instead of asking: when to try again."""


class HostPacing:
    """The hosts of one refresh. A host is the authority of an address: other ports are other hosts."""

    def __init__(self, known: Mapping[str, HostState], *, longest_wait: float = LONGEST_WAIT) -> None:
        """Prepare for a refresh.

        Args:
            known: what is remembered of hosts, by their names.
            longest_wait: seconds that a feed may wait for its turn in this refresh.
        """
        self._states = dict(known)
        self._longest_wait = longest_wait

    def turn(self, url: str, now: datetime, *, insists: bool = False) -> Turn:
        """Take the next turn at the host of an address.

        Args:
            url: the feed's.
            now: the time.
            insists: whether the user wants it now, whatever the host asked for.
        """
        name = host_name(url)
        state = self._states.get(name)
        if state is None:
            return Turn(0, None)
        second = to_seconds(now)
        held = min(state.held_until, second + MOST)
        if insists or (held <= second and second - held > _REMEMBERED):
            return Turn(0, None)
        if held > second:
            return Turn(0, from_seconds(held))
        start = max(second, min(state.last_ask + state.gap, second + MOST))
        if start - second > self._longest_wait:
            return Turn(0, from_seconds(start))
        self._states[name] = state._replace(last_ask=start)
        return Turn(start - second, None)

    def refused(self, url: str, trouble: Trouble, wait: int | None, now: datetime) -> None:
        """Take note of a failure, so that what is queued for the host is held."""
        name = host_name(url)
        state = after_refusal(self._states.get(name, HostState()), url, trouble, wait, now)
        if state is not None:
            self._states[name] = state


def after_refusal(state: HostState, url: str, trouble: Trouble, wait: int | None, now: datetime) -> HostState | None:
    """A host's state after one of its feeds failed; None where that says nothing of the host.

    Hosts within the user's own network are left out: behind one of their names there may be anything.
    """
    if trouble not in _REFUSALS or is_local(url):
        return None
    second = to_seconds(now)
    refusals = state.refusals + 1
    gap = min(max(state.gap * 2, FIRST_GAP), _WIDEST_GAP)
    held = max(min(state.held_until, second + MOST), second + held_span(wait, refusals))
    return HostState(held, gap, refusals, second)


def after_answer(state: HostState, now: datetime) -> HostState:
    """A host's state after one of its feeds answered well: its refusals are over, its gap is kept for a day."""
    second = to_seconds(now)
    if second - state.held_until > _REMEMBERED:
        return HostState()
    return state._replace(refusals=0, last_ask=second)


def host_name(url: str) -> str:
    """The name of an address's host, with its port where the address has one; never with a login."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return url
