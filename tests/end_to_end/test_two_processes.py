"""Several processes work on one library at once: two refreshes from cron, and a user at the keyboard."""

import json
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.storage.library import Library
from tests.benchmarks.feed_server import feed_server
from tests.end_to_end.program import ROOT, argv, command, done, opml, records

FEEDS, ITEMS = 40, 25


@pytest.mark.checklist("H68")
def test_two_refreshes_and_a_user_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    with feed_server(FEEDS, ITEMS, 30_000) as addresses:
        done(tmp_path, "import", str(opml(tmp_path / "feeds.opml", dict.fromkeys(addresses, ""))))
        done(tmp_path, "refresh", addresses[0])
        refreshes = [
            subprocess.Popen(
                argv(tmp_path, "refresh", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
            )
            for _ in range(2)
        ]
        acts = _act_while(refreshes, tmp_path)
        told = [process.communicate(timeout=60) for process in refreshes]

    assert [process.returncode for process in refreshes] == [0, 0], told
    assert acts > 10
    assert not any(word in out + err for out, err in told for word in ("locked", "busy", "Traceback"))
    lines = [json.loads(line) for out, _ in told for line in out.splitlines()]
    assert {line["status"] for line in lines} <= {"new", "unchanged"}
    assert sum(line["new"] for line in lines) == (FEEDS - 1) * ITEMS
    articles = records(tmp_path, "search")
    assert len(articles) == len({article["id"] for article in articles}) == FEEDS * ITEMS
    assert len({(article["feed_url"], article["url"]) for article in articles}) == FEEDS * ITEMS
    assert command(tmp_path, "doctor").returncode == 0


def _act_while(refreshes: list[subprocess.Popen[str]], directory: Path) -> int:
    """Act as the interface does until all refreshes have ended; returns how often."""
    acts = 0
    with closing(Library.open(directory)) as library:
        context = Context(library, actor="key")
        ids = [row[0] for row in library.reader().execute("SELECT id FROM articles")]
        while any(process.poll() is None for process in refreshes):
            article = ids[acts % len(ids)]
            mark_read(context, [article])
            star(context, [article])
            tag(context, [article], [f"turn-{acts % 5}"], [])
            mark_unread(context, [article])
            acts += 1
    return acts
