"""A refresh of many hosts at once stays within bounds."""

import resource
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks.feed_server import feed_server
from tests.end_to_end.program import ROOT, argv, done, opml


@pytest.mark.checklist("H61")
def test_three_hundred_hosts_need_less_than_256_open_files(tmp_path: Path) -> None:
    with feed_server(300, 1, 700) as addresses:
        done(tmp_path, "import", str(opml(tmp_path / "feeds.opml", dict.fromkeys(addresses, ""))))
        ended = subprocess.run(
            argv(tmp_path, "refresh"),
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)),
        )
    assert ended.stderr == "300 new in 300 of 300 feeds\n"
    assert ended.returncode == 0
