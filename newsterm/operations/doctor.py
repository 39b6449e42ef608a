"""Examining the library: the file, its index and counters, the journal against what it led to, failing feeds."""

from dataclasses import dataclass

from newsterm.operations.context import Context
from newsterm.operations.wording import counted
from newsterm.storage import feeds, integrity, replay


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What was found, in sentences."""

    passed: tuple[str, ...]
    """What is as it should be."""
    trouble: tuple[str, ...]
    """What is wrong with the library."""
    failing: tuple[str, ...]
    """Feeds whose last refresh failed: trouble of theirs, not the library's."""


def examine(ctx: Context) -> HealthReport:
    """Check everything; nothing is changed."""
    passed: list[str] = []
    trouble: list[str] = []
    for finding in integrity.check(ctx.library):
        (passed if finding.is_fine else trouble).append(finding.sentence)
    reader = ctx.library.reader()
    if differences := replay.differences(reader):
        trouble += [f"Replaying the journal gives another state: {difference}" for difference in differences]
    else:
        passed.append("Replaying the journal gives the same state")
    known = feeds.all_feeds(reader)
    failing = [f"{feed.title} <{feed.url}> fails: {feed.error}" for feed in known if feed.error]
    if not failing:
        passed.append(f"None of {counted(len(known), 'feed')} fails" if known else "There are no feeds yet")
    return HealthReport(tuple(passed), tuple(trouble), tuple(failing))
