"""A program in a real pseudo-terminal with an emulator of its screen, for tests and benchmarks.

Nothing sleeps: every wait is for output, bounded by a deadline, and only the started process is ever ended.
"""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

_CHUNK = 1 << 16


class TerminalError(AssertionError):
    """What was waited for did not come; the message shows the screen."""


class Terminal:
    """A running program, what it wrote, and what its screen shows.

    Args:
        argv: the program and its arguments.
        columns: width of the screen in cells.
        rows: height of the screen in cells.
        environment: variables to set on top of a plain environment of this process.
        directory: where the program starts.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        """Every byte that the program has written."""
        self.exit_code: int | None = None
        plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        plain |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(environment or {})
        self.started = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside server threads; exec follows at once
            self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            if directory:
                os.chdir(directory)
            try:
                os.execvpe(argv[0], list(argv), plain)  # noqa: S606 - a list, and no shell is wanted
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def lines(self) -> list[str]:
        """The screen's rows, without trailing space."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen's rows as one text."""
        return "\n".join(self.lines)

    def send(self, keys: str) -> float:
        """Type keys (control characters as themselves); returns the moment (`perf_counter`)."""
        moment = time.perf_counter()
        os.write(self._descriptor, keys.encode())
        return moment

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the screen."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def wait_until(self, is_so: Callable[[Self], bool], what: str, *, timeout: float = 20.0) -> float:
        """Wait until something holds of the screen.

        Returns:
            The moment (`perf_counter`) at which the output that made it so was read; now, if it held already.

        Raises:
            TerminalError: it did not within `timeout` seconds, or the program ended before.
        """
        now = time.perf_counter()
        deadline = now + timeout
        became = now if is_so(self) else None
        while became is None:
            for read_at, output in self._read(deadline):
                self._stream.feed(output)
                if became is None and is_so(self):
                    became = read_at
            if became is None and (time.perf_counter() > deadline or self.exit_code is not None):
                ended = f" (the program ended with {self.exit_code})" if self.exit_code is not None else ""
                raise TerminalError(f"{what} did not come within {timeout} s{ended}; the screen was:\n{self.text}")
        return became

    def wait_for(self, *texts: str, timeout: float = 20.0) -> float:
        """Wait until all texts stand on the screen; returns as `wait_until` does."""
        return self.wait_until(
            lambda terminal: all(any(text in line for line in terminal.screen.display) for text in texts),
            " and ".join(map(repr, texts)),
            timeout=timeout,
        )

    def wait_for_gone(self, text: str, *, timeout: float = 20.0) -> float:
        """Wait until a text stands on the screen no more; returns as `wait_until` does."""
        return self.wait_until(lambda terminal: text not in terminal.text, f"the end of {text!r}", timeout=timeout)

    def wait_for_quiet(self, quiet: float = 0.1, *, first: float = 0.0, timeout: float = 20.0) -> float | None:
        """Wait until nothing has been written for `quiet` seconds.

        Args:
            quiet: seconds without output that count as quiet.
            first: seconds to wait for the first output, where that is more than `quiet`.
            timeout: seconds after which a screen that never rests is an error.

        Returns:
            The moment (`perf_counter`) of the last output, None if there was none.
        """
        deadline = time.perf_counter() + timeout
        last: float | None = None
        waiting: list[bytes] = []
        while time.perf_counter() < deadline:
            chunks = self._read(time.perf_counter() + (max(quiet, first) if last is None else quiet))
            if not chunks:
                for output in waiting:
                    self._stream.feed(output)
                return last
            last = chunks[-1][0]
            waiting += [output for _, output in chunks]
        raise TerminalError(f"the screen did not rest within {timeout} s:\n{self.text}")

    def take_in(self, deadline: float) -> bool:
        """Put on the screen what is written next, waiting for it up to a moment; False if nothing came."""
        chunks = self._read(deadline)
        for _, output in chunks:
            self._stream.feed(output)
        return bool(chunks)

    def wait_for_end(self, *, timeout: float = 10.0) -> int:
        """Wait until the program has ended; returns its exit code (negative: the signal that ended it)."""
        deadline = time.perf_counter() + timeout
        while self.exit_code is None:
            for _, output in self._read(deadline):
                self._stream.feed(output)
            if time.perf_counter() > deadline:
                raise TerminalError(f"the program did not end within {timeout} s; the screen was:\n{self.text}")
        return self.exit_code

    def peak_memory(self) -> int:
        """The program's largest resident set so far, in bytes (Linux)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
        raise TerminalError("the system does not tell the peak of memory")

    def close(self) -> None:
        """End the program if it still runs, and let go of the terminal."""
        if self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._reap()
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def _read(self, deadline: float) -> list[tuple[float, bytes]]:
        """Read all output that is there, waiting until `deadline` for the first of it."""
        chunks: list[tuple[float, bytes]] = []
        wait = max(deadline - time.perf_counter(), 0)
        while self.exit_code is None and select.select([self._descriptor], [], [], wait)[0]:
            moment = time.perf_counter()
            try:
                output = os.read(self._descriptor, _CHUNK)
            except OSError:  # Linux reports a terminal that nobody holds any more this way
                output = b""
            if not output:
                self._reap()
                break
            self.written += output
            chunks.append((moment, output))
            wait = 0
        return chunks

    def _reap(self) -> None:
        _, status = os.waitpid(self.pid, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)
