"""The child process that parses feeds and pages: reads requests from standard input, writes answers to standard output.

A request is two lengths, a header in JSON and the body; an answer is a byte for its kind, a length and the
answer. The process ends with its standard input, so that it never outlives its parent.
"""

import json
import math
import os
import signal
import struct
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from newsterm.model.parsed import ParsedFeed

REQUEST = struct.Struct(">II")
"""Lengths of the header and the body."""
ANSWER = struct.Struct(">cI")
"""Kind and length."""
PIPE_SIZE = 1024 * 1024
"""Bytes that the pipe holds where the system allows it: a whole answer, so that neither side waits for the other."""
_NICENESS = 5
"""Enough to let others go first, not so much that a feed misses its deadline where the machine is busy."""
FEED, PAGE, PREPARE = "feed", "page", "prepare"
"""What a request asks to be read."""
READY, PARSED, FAILED = b"r", b"p", b"f"


def main() -> int:
    """Answer requests until standard input ends. Arguments: bytes of memory allowed, seconds per request."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what ctrl+c means
    limit_memory(memory)
    step_back()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    _widen(answers)
    from newsterm.parsing import feeds, serialising  # noqa: F401 - before the first deadline runs
    from newsterm.text import document_codec  # noqa: F401

    try:
        _answer(answers, READY, b"")
        while lengths := requests.read(REQUEST.size):
            header_length, body_length = REQUEST.unpack(lengths)
            header = json.loads(requests.read(header_length))
            body = requests.read(body_length)
            if len(body) < body_length:
                return 0
            if header["kind"] == PREPARE:
                import trafilatura  # noqa: F401 - before the first page's deadline runs

                _answer(answers, READY, b"")
                continue
            limit_time(seconds)
            _answer(answers, *_read(body, header))
    except BrokenPipeError:
        return 0
    return 0


def _read(body: bytes, header: Mapping[str, Any]) -> tuple[bytes, bytes]:
    from newsterm.model.errors import ParseError
    from newsterm.parsing.serialising import to_bytes
    from newsterm.text.packing import pack_feed

    try:
        return PARSED, to_bytes(pack_feed(_page(body, header) if header["kind"] == PAGE else _feed(body, header)))
    except ParseError as error:
        return FAILED, str(error).encode("utf-8", "replace")
    except MemoryError:
        return FAILED, f"It needs more memory than newsterm gives to a {header['kind']}.".encode()
    except RecursionError:
        return FAILED, f"It is nested too deep for any {header['kind']}.".encode()
    except Exception as error:  # noqa: BLE001 - whatever a feed breaks is that feed's error
        return FAILED, f"newsterm could not read it, which is a fault of newsterm ({type(error).__name__}).".encode()


def _feed(body: bytes, header: Mapping[str, Any]) -> "ParsedFeed":
    from newsterm.parsing.feeds import parse_feed

    return parse_feed(body, url=header["url"], content_type=header["content_type"])


def _page(body: bytes, header: Mapping[str, Any]) -> "ParsedFeed":
    """A page as a feed of its one story."""
    from newsterm.parsing.page_story import read_page_story

    return read_page_story(body, header["url"], header["content_type"], feed_length=header["feed_length"]).as_feed()


def _answer(answers: BinaryIO, kind: bytes, text: bytes) -> None:
    answers.write(ANSWER.pack(kind, len(text)))
    answers.write(text)
    answers.flush()


def _widen(answers: BinaryIO) -> None:
    """Have the pipe hold a whole answer, where the system can (Linux)."""
    try:
        import fcntl

        fcntl.fcntl(answers.fileno(), fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    except (ImportError, AttributeError, OSError):
        return


def step_back() -> None:
    """Let the screen, fetching and storing go first where processors are few: they then never wait for parsing."""
    try:
        os.nice(_NICENESS)
    except (AttributeError, OSError):
        return


def limit_memory(size: int) -> None:
    """Bound this process's address space, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, ValueError, OSError):
        return


def limit_time(seconds: float) -> None:
    """Have the system end this process when it works longer than that from now, should nobody else."""
    try:
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = usage.ru_utime + usage.ru_stime
        limit = math.ceil(used + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main())
