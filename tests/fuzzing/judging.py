"""Child processes that read mutants as newsterm's own workers do, and what came of each mutant."""

import contextlib
import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from newsterm.model.document import Document
from newsterm.model.errors import ParseError
from newsterm.parsing.opml import parse_opml
from newsterm.parsing.pages import find_feeds
from newsterm.parsing.serialising import from_bytes
from newsterm.parsing.worker import FEED, PAGE, PARSED, _read, limit_memory
from newsterm.text.document_codec import decode, decode_source
from newsterm.text.terminal_safety import UNSAFE
from tests.fuzzing.mutations import Mutant, mutant
from tests.parsing.agreement import differences

LONGEST = 2.0
"""Seconds of processor time that a mutant may take, but for the story of a page."""
LONGEST_PAGE = 10.0
"""The same where a page's story is looked for, which newsterm itself gives up after four seconds."""
LARGEST = 256
"""MiB that a process may hold while it reads a mutant."""
_ADDRESS_SPACE = 1024 * 1024 * 1024
_HANGS_AFTER = 30.0
_A_PROCESS = 2000
"""Mutants that one process reads: what is measured is what each needs, not what thousands leave behind."""
_URL = "https://corpora.example/feeds/feed.xml"
_GOOD = {"feed", "error"}
_FALLEN = "too damaged"
"""feedparser fell over what the quick way could read."""
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one mutant."""

    number: int
    outcome: str
    """"feed", "error", or what is wrong."""
    seconds: float
    peak: float
    """MiB."""
    page_seconds: float = 0.0
    """Those that looking for the story of a page took."""

    @property
    def is_fault(self) -> bool:
        late = self.seconds > LONGEST or self.page_seconds > LONGEST_PAGE
        return self.outcome not in _GOOD or late or self.peak > LARGEST


def judge_all(paths: Sequence[Path], seed: int, numbers: range, processes: int) -> Iterator[Verdict]:
    """Read the mutants of some numbers in child processes; verdicts come as they are reached.

    A child that dies or hangs is that mutant's fault, and another goes on behind it.
    """
    children = {
        child.answers: child for first in range(processes) for child in _start(paths, seed, numbers[first::processes])
    }
    while children:
        ready = wait(list(children), timeout=1.0)
        hung = [child.answers for child in children.values() if time.monotonic() - child.last > _HANGS_AFTER]
        for answers in {*ready, *hung}:
            child = children.pop(cast("Connection", answers))
            verdict = child.verdict(wanted=answers in ready)
            yield verdict or Verdict(child.share[0], f"ended its process ({child.end()})", 0.0, 0.0)
            child.share = child.share[1:]
            if not child.share:
                child.end()
                children.update((other.answers, other) for other in _start(paths, seed, child.rest))
            elif verdict:
                children[child.answers] = child
            else:
                children.update((other.answers, other) for other in _start(paths, seed, child.share, child.rest))


@dataclass(slots=True)
class _Child:
    """A process that reads mutants."""

    process: BaseProcess
    answers: Connection
    share: range
    """Numbers of the mutants that it has not answered for."""
    rest: range
    """Those for the process that takes its place."""
    last: float
    """When it was heard of last."""

    def verdict(self, *, wanted: bool) -> Verdict | None:
        self.last = time.monotonic()
        with contextlib.suppress(EOFError):
            if wanted and isinstance(verdict := self.answers.recv(), Verdict):
                return verdict
        return None

    def end(self) -> int | None:
        """Kill it; returns the exit code that it had by itself, None if it was running."""
        self.process.join(0.5)
        code = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.answers.close()
        return code


def _start(paths: Sequence[Path], seed: int, share: range, rest: range | None = None) -> Iterator[_Child]:
    if rest is None:
        share, rest = share[:_A_PROCESS], share[_A_PROCESS:]
    if share:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_judge_share, args=(theirs, paths, seed, share), daemon=True)
        process.start()
        theirs.close()
        yield _Child(process, ours, share, rest, time.monotonic())


def _judge_share(answers: Connection, paths: Sequence[Path], seed: int, share: range) -> None:
    limit_memory(_ADDRESS_SPACE)
    _read_as_page(Mutant(0, "", b"<html><body><p>Everything is imported before it is measured.</p></body></html>", ""))
    for number in share:
        answers.send(judge(mutant(paths, seed, number)))


def judge(made: Mutant) -> Verdict:
    """Read a mutant as a feed, and as OPML or a page too where it was one."""
    ways: list[Callable[[Mutant], str]] = [_read_as_feed]
    if made.name.endswith(".opml"):
        ways.append(_read_as_opml)
    elif made.name.endswith(".html"):
        ways += (_look_for_feeds, _read_as_page)
    _forget_peak()
    outcomes = []
    seconds = dict.fromkeys((*ways, _read_as_page), 0.0)
    for read in ways:
        began = time.process_time()
        outcomes.append(read(made))
        seconds[read] = time.process_time() - began
    peak = _peak()
    outcome = next((outcome for outcome in outcomes if outcome not in _GOOD), outcomes[0])
    if outcome == "feed" and (found := differences(made.body, made.content_type)) and _FALLEN not in found[0]:
        outcome = f"the quick way differs: {found[0][:300]}"
    page_seconds = seconds.pop(_read_as_page)
    return Verdict(made.number, outcome, max(seconds.values()), peak, page_seconds)


def _read_as_feed(made: Mutant) -> str:
    return _read_as_worker(made, {"kind": FEED, "url": _URL, "content_type": made.content_type})


def _read_as_page(made: Mutant) -> str:
    return _read_as_worker(made, {"kind": PAGE, "url": _URL, "content_type": made.content_type, "feed_length": 0})


def _read_as_worker(made: Mutant, header: Mapping[str, object]) -> str:
    kind, answer = _read(made.body, header)
    if kind == PARSED:
        return _wrong(answer) or "feed"
    return answer.decode() if b"fault of newsterm" in answer else "error"


def _read_as_opml(made: Mutant) -> str:
    try:
        parse_opml(made.body)
    except ParseError:
        return "error"
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"{type(error).__name__}: {error}"
    return "feed"


def _look_for_feeds(made: Mutant) -> str:
    try:
        find_feeds(made.body, _URL)
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"{type(error).__name__}: {error}"
    return "feed"


def _wrong(answer: bytes) -> str:
    """What is wrong with a feed that was read, "" for nothing: no terminal may get it, or no reader could show it."""
    feed = from_bytes(answer)
    if unsafe := _unsafe((feed.title, feed.site_url, feed.description, feed.next_url, feed.new_url)):
        return unsafe
    for entry in feed.entries:
        document = decode(entry.document)
        texts = [entry.guid, entry.title, entry.url, entry.author, document.text, decode_source(entry.source)]
        texts += [text for block in document.blocks for text in (block.marker, block.target)]
        texts += [span.target for span in document.spans]
        if unsafe := _unsafe(texts):
            return unsafe
        if entry.text != document.text:
            return "stores another text than its document's"
        if not _fits(document):
            return "gives a document whose parts do not fit its text"
    return ""


def _unsafe(texts: Iterable[str]) -> str:
    found = next((match for text in texts if (match := UNSAFE.search(text))), None)
    return f"lets through {found[0]!r}" if found else ""


def _fits(document: Document) -> bool:
    """Whether blocks follow each other within the text, and spans lie within it, sorted."""
    ends = [0]
    for block in document.blocks:
        if not ends[-1] <= block.start <= block.end:
            return False
        ends.append(block.end)
    order = [(span.start, -span.end) for span in document.spans]
    inside = all(0 <= span.start < span.end <= len(document.text) for span in document.spans)
    return ends[-1] <= len(document.text) and inside and order == sorted(order)


def _forget_peak() -> None:
    """Have the system measure the most memory held from now on (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> float:
    try:
        found = _PEAK.search(Path("/proc/self/status").read_text(encoding="ascii"))
    except OSError:
        found = None
    if found:
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
