"""Programs of the user: given JSON, never a shell, ended in time, and nothing of them reaches the screen unchecked."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from newsterm.operations.user_command import ProgramError, run_program


def python(*lines: str) -> list[str]:
    return [sys.executable, "-c", "\n".join(lines)]


async def test_the_first_line_that_is_written_is_the_answer() -> None:
    assert await run_program(python("print()", "print(' one ')", "print('two')"), b"") == "one"
    assert await run_program(python("pass"), b"") == ""


async def test_what_is_given_stands_on_standard_input_to_its_end() -> None:
    given = b"x" * 1_000_000
    assert await run_program(python("import sys", "print(len(sys.stdin.read()))"), given) == "1000000"


async def test_a_program_need_not_read_what_it_is_given() -> None:
    assert await run_program(python("print('ok')"), b"x" * 1_000_000) == "ok"


async def test_the_environment_is_that_of_newsterm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTERM_TEST", "here")
    assert await run_program(python("import os", "print(os.environ['NEWSTERM_TEST'])"), b"") == "here"


async def test_no_shell_reads_the_words(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert await run_program(["echo", f"$HOME; touch {mark}"], b"") == f"$HOME; touch {mark}"
    assert not mark.exists()


async def test_a_failure_tells_the_code_and_the_last_line_of_the_errors() -> None:
    script = python(
        "import sys", "print('a', file=sys.stderr)", "print('b\\x1b]0;x\\x07', file=sys.stderr)", "sys.exit(3)"
    )
    with pytest.raises(ProgramError) as caught:
        await run_program(script, b"")
    assert str(caught.value) == f"{sys.executable} ended with exit code 3: b"


async def test_a_failure_without_words_tells_the_code() -> None:
    with pytest.raises(ProgramError, match=r"ended with exit code 1\.$"):
        await run_program(python("raise SystemExit(1)"), b"")


async def test_a_signal_is_told() -> None:
    with pytest.raises(ProgramError, match=r"was ended by signal 9\.$"):
        await run_program(python("import os", "os.kill(os.getpid(), 9)"), b"")


@pytest.mark.parametrize("argv", [["/no/such/program"], ["a\0b"], ["/"]])
async def test_what_cannot_be_started_is_told(argv: list[str]) -> None:
    with pytest.raises(ProgramError, match="could not be started: "):
        await run_program(argv, b"")


async def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = python(
        "import os, subprocess, sys, time",
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])",
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')",
        "time.sleep(600)",
    )
    with pytest.raises(ProgramError, match="took longer than 2 seconds and was ended"):
        await run_program(script, b"", seconds=2)
    for pid in pids.read_text().split():
        await _gone(int(pid))


async def test_what_a_program_leaves_running_is_not_waited_for() -> None:
    script = python(
        "import subprocess, sys",
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])",
        "print(child.pid, flush=True)",
    )
    child = int(await run_program(script, b""))
    assert not _is_gone(child)
    os.kill(child, 9)


async def test_endless_output_is_not_kept() -> None:
    with pytest.raises(ProgramError, match="took longer"):
        await run_program(python("while True: print('x' * 10_000)"), b"", seconds=1)


async def _gone(pid: int) -> None:
    """Wait until a process is gone."""
    async with asyncio.timeout(5):
        while not _is_gone(pid):  # noqa: ASYNC110  another process has no event
            await asyncio.sleep(0)


def _is_gone(pid: int) -> bool:
    """Whether a process has ended, be it that nobody has taken note of it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in {"Z", "X"}
    except FileNotFoundError:
        return True
