"""What the system sees of a refresh of hostile feeds: no program but newsterm's own workers, no stray file or host."""

import os
import re
import shutil
import site
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.program import ROOT, done, opml
from tests.end_to_end.web import Page, served
from tests.shared import SHARED, needs_shared

_CALLS = ",".join(
    f"?{call}"
    for call in (
        "execve execveat open openat openat2 creat connect sendto sendmsg sendmmsg mkdir mkdirat mknod mknodat rmdir"
        " unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat truncate chmod fchmodat chown"
        " fchownat"
    ).split()
)
"""Calls of the system, as far as this one has them."""
_CALL = re.compile(r"^\d+ +(\w+)\((.*)$")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DIRECTORY = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>")
_ADDRESS = re.compile(r"sin6?_port=htons\((\d+)\).*?(?:inet_addr\(\"|inet_pton\(AF_INET6, \")([0-9a-f.:]+)")
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_SYSTEM = (
    "/lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /etc/ld.so.cache /etc/ld.so.preload /etc/resolv.conf /etc/hosts"
    " /etc/host.conf /etc/nsswitch.conf /etc/gai.conf /etc/localtime /etc/timezone /etc/ssl /usr/lib/ssl"
    " /etc/mime.types /usr/share/zoneinfo /usr/share/locale /usr/share/ca-certificates /usr/local/etc/mime.types"
    " /proc/self /proc/sys /proc/cpuinfo /proc/meminfo /sys/fs/cgroup /sys/devices/system/cpu /dev/null /dev/urandom"
).split()
"""Where the system and Python keep what every program reads."""


def _traces() -> bool:
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True)
class _Trace:
    programs: list[str]
    """Command lines, as strace writes them."""
    reads: set[Path]
    writes: set[Path]
    hosts: set[tuple[str, int]]
    others: list[str]
    """Connections that are none of the internet's."""


def _read_trace(text: str) -> _Trace:
    trace = _Trace([], set(), set(), set(), [])
    for line in text.splitlines():
        found = _CALL.match(line)
        if not found:
            continue
        call, arguments = found.groups()
        if call.startswith("execve"):
            trace.programs.append(arguments)
        elif call in {"connect", "sendto", "sendmsg", "sendmmsg"}:
            if address := _ADDRESS.search(arguments):
                trace.hosts.add((address[2], int(address[1])))
            elif call == "connect":
                trace.others.append(arguments)
        else:
            directory = _DIRECTORY.match(arguments)
            for path in _PATH.findall(arguments):
                whole = Path(directory[1] if directory else "/", path.encode().decode("unicode_escape"))
                writing = not call.startswith("open") or _WRITING.search(arguments)
                (trace.writes if writing else trace.reads).add(Path(os.path.normpath(whole)))
    return trace


def _beyond(paths: set[Path], allowed: list[Path]) -> set[Path]:
    """Paths that are in none of some places, with links followed."""
    places = {*allowed, *(place.resolve() for place in allowed)}
    return {
        path
        for path in paths
        if not any(path.is_relative_to(place) or path.resolve().is_relative_to(place) for place in places)
    }


@needs_shared
@pytest.mark.skipif(not _traces(), reason="needs strace, and leave to use it")
def test_a_refresh_of_hostile_feeds_touches_nothing_but_its_own(tmp_path: Path) -> None:
    assert SHARED is not None
    home, work, trace_file = tmp_path / "home", tmp_path / "work", tmp_path / "trace"
    home.mkdir()
    work.mkdir()
    library = home / "library"
    feeds = {f"/{file.name}": Page(file.read_bytes()) for file in sorted((SHARED / "hostile").glob("*.[xj]*"))}
    assert len(feeds) > 40
    environment = {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }
    with served(feeds) as site_address:
        wanted = dict.fromkeys((f"{site_address}{path}" for path in feeds), "")
        done(library, "import", str(opml(tmp_path / "feeds.opml", wanted)))
        command = ["strace", "-f", "-y", "-s", "4096", "--seccomp-bpf", "-e", f"trace={_CALLS}", "-o", str(trace_file)]
        command += [sys.executable, "-m", "newsterm", "--data-dir", str(library), "refresh"]
        ended = subprocess.run(
            command, cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
    assert "Traceback" not in ended.stderr
    trace = _read_trace(trace_file.read_text(encoding="utf-8", errors="replace"))

    assert len(trace.programs) > 1
    for number, program in enumerate(trace.programs):
        assert program.startswith(f'"{sys.executable}"')
        assert re.search(r'"-m", "newsterm"' if number == 0 else r'"-P", "-m", "newsterm\.\w+\.\w*worker"', program)
    host, port = site_address.removeprefix("http://").split(":")
    assert trace.hosts == {(host, int(port))}
    assert trace.others == []
    python = [sys.prefix, sys.base_prefix, sys.exec_prefix, *site.getsitepackages(), *sysconfig.get_paths().values()]
    own = [home, work, ROOT / "newsterm"]
    searched = {ROOT, work}
    assert _beyond(trace.reads - searched, [*own, *map(Path, python), *map(Path, _SYSTEM)]) == set()
    assert _beyond(trace.writes, [home, Path(os.devnull)]) == set()
