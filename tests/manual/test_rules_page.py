"""The manual's page on rules is true."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from newsterm.manual.pages import page
from newsterm.operations.rules_file import RulesFile, read_rules
from newsterm.storage.library import Library

_FENCE = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture
def read(tmp_path: Path) -> list[RulesFile]:
    """What the page's examples say, one by one."""
    with closing(Library.open(tmp_path)) as library:
        reader = library.reader()
        return [read_rules(text, Path("rules.toml"), reader) for text in _FENCE.findall(page("rules").text)]


def test_every_example_is_right(read: list[RulesFile]) -> None:
    assert len(read) == 3
    assert all(each.rules and not each.problems for each in read)


def test_newsboat_s_kill_file_archives_and_elfeed_s_tagger_tags(read: list[RulesFile]) -> None:
    kill_file, tagger = read[1].rules
    assert (kill_file.query, kill_file.archive) == ("title:/[Hh]oroscope/", True)
    assert (tagger.query, tagger.tag) == ("feed:youtube.com", ("video",))


def test_points_that_fade_may_stand_in_the_file(read: list[RulesFile]) -> None:
    (rule,) = read[2].rules
    assert rule.fades
