"""What the user made commands of: a deed on all that a query finds, and programs.

A program gets JSON on its standard input, is started by no shell, and has half a minute.
"""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.wording import quoted
from newsterm.storage import windows
from newsterm.text.terminal_safety import make_safe_line

SECONDS: Final = 30.0
"""Time that a program has."""
_GRACE: Final = 0.2
"""Seconds in which a program that has ended is read to its last word; what it left running may hold its output open."""
_DEATH: Final = 5.0
"""Seconds within which a program that was killed is gone."""
_MOST: Final = 64 * 1024
"""Bytes of output that are kept."""


class ProgramError(NewstermError):
    """A program could not be started, failed, or took too long; the message says which."""


def do_where(ctx: Context, query: str, do: str) -> Outcome:
    """Do something to all articles that a query finds, as one group.

    Args:
        ctx: the context.
        query: what finds them.
        do: a sentence of the command line, such as "tag +iran".

    Raises:
        NewstermError: the query or the sentence is wrong.
    """
    from newsterm.operations.sentences import parse_sentence, perform_sentence

    sentence = parse_sentence(do)
    found = windows.ids(ctx.library.reader(), Listing(query), ctx.now())
    if not found:
        return Outcome(f"Nothing matches {quoted(query)}")
    return perform_sentence(ctx, sentence, found)


async def run_program(argv: Sequence[str], given: bytes, *, seconds: float = SECONDS) -> str:
    """Run a program beside everything else, in the environment of this one.

    Args:
        argv: the program and its arguments.
        given: what it reads on its standard input.
        seconds: its time; then it is ended with all that it started.

    Returns:
        the first line that it wrote, safe for the screen, or "".

    Raises:
        ProgramError: it could not be started, ended with another code than 0, or took too long.
    """
    loop = asyncio.get_running_loop()
    try:
        transport, program = await loop.subprocess_exec(lambda: _Program(loop), *argv, start_new_session=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProgramError(f"{argv[0]} could not be started: {reason}.") from error
    try:
        _give(transport.get_pipe_transport(0), given)
        await asyncio.wait([program.ended], timeout=seconds)
        if not program.ended.done():
            raise ProgramError(f"{argv[0]} took longer than {seconds:g} seconds and was ended.")
        await asyncio.wait([program.read_up], timeout=_GRACE)
    finally:
        code = transport.get_returncode()
        if code is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(transport.get_pid(), signal.SIGKILL)
            await asyncio.wait([program.ended], timeout=_DEATH)
        transport.close()
    if code:
        raise ProgramError(_failure(argv[0], code, program.errors))
    return next(iter(_lines(program.output)), "")


class _Program(asyncio.SubprocessProtocol):
    """Keeps the beginning of what a program writes, and the end of its errors."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.ended: asyncio.Future[None] = loop.create_future()
        self.read_up: asyncio.Future[None] = loop.create_future()
        self.output = b""
        self.errors = b""
        self._open = {1, 2}

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 1:
            self.output += data[: _MOST - len(self.output)]
        else:
            self.errors = (self.errors + data)[-_MOST:]

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        self._open.discard(fd)
        if not self._open and not self.read_up.done():
            self.read_up.set_result(None)

    def process_exited(self) -> None:
        if not self.ended.done():
            self.ended.set_result(None)


def _give(stdin: asyncio.BaseTransport | None, given: bytes) -> None:
    """Write to a program's standard input, and end it; a program that does not read it is none the worse."""
    if isinstance(stdin, asyncio.WriteTransport):
        stdin.write(given)
        stdin.write_eof()


def _failure(name: str, code: int, errors: bytes) -> str:
    how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
    last = (_lines(errors) or [""])[-1]
    return f"{name} {how}: {last}" if last else f"{name} {how}."


def _lines(output: bytes) -> list[str]:
    """The lines that are not blank, safe for the screen."""
    lines = (make_safe_line(line).strip() for line in output.decode("utf-8", "replace").splitlines())
    return [line for line in lines if line]
