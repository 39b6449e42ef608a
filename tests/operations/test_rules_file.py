"""rules.toml: what it says is done, and what is broken in it is told with its line and left out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsterm.model.rule import Rule
from newsterm.model.watchlist import Watchlist
from newsterm.operations.rule_tables import rule_to_toml
from newsterm.operations.rules_file import read_rules, read_rules_file
from newsterm.operations.views import save_view

FILE = Path("/etc/rules.toml")
GOOD = """\
# Mine
[[rule]]
name = "Iran watch"
query = "title:iran* OR tehran"
tag = ["iran", "region/gulf"]
star = true
score = 20
notify = true

[[watchlist]]
name = "Ports"
query = "harbour OR port"
colour = "blue"
mark = "§"

[[rule]]
name = "old news"
query = '''age>2d'''
score = -5
enabled = false
"""


@pytest.fixture
def read(ctx):
    return lambda text: read_rules(text, FILE, ctx.library.reader())


def test_rules_and_watchlists_are_read_in_their_order(read):
    found = read(GOOD)
    assert found.problems == []
    assert found.rules == [
        Rule("Iran watch", "title:iran* OR tehran", tag=("iran", "region/gulf"), star=True, score=20, notify=True),
        Rule("old news", "age>2d", score=-5, enabled=False),
    ]
    assert found.watchlists == [Watchlist("Ports", "harbour OR port", "blue", "§")]
    assert found.lines == {"Iran watch": 2, "old news": 16}


def test_one_tag_needs_no_list(read):
    assert read('[[rule]]\nname = "a"\nquery = "b"\ntag = "#c"').rules[0].tag == ("c",)


def test_points_that_fade_need_the_time_that_they_fade_from(read):
    fading = '[[rule]]\nname = "a"\nquery = "b"\nscore = 10\nhalf_life_days = 30\n'
    assert read(fading).problems == ["/etc/rules.toml, line 5: rule “a”: half_life_days goes with score and made_at."]
    (rule,) = read(f"{fading}made_at = 2026-11-22T12:00:00Z").rules
    assert rule.made_at == datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        (3, 'query = "tittle:x"', "rule “b”: No field `tittle:`"),
        (3, 'query = "(x"', "rule “b”: The parenthesis at column 1 is never closed"),
        (3, 'query = ""', "rule “b”: A rule needs a query"),
        (4, 'query = "x"\ntags = ["y"]', "rule “b”: A rule has no tags; did you mean tag?"),
        (4, 'query = "x"\nscore = "many"', "rule “b”: score must be a whole number of points"),
        (4, 'query = "x"\nscore = 1_000_000', "rule “b”: A rule gives or takes at most 10,000 points."),
        (4, 'query = "x"\ntag = ["none"]', "rule “b”: No tag can be called “none”"),
        (4, 'query = "x"\nlater = true\narchive = true', "rule “b”: A rule cannot both"),
        (1, 'query = "x"', "rule “b”: A rule needs an action"),
        (1, "star = true", "rule “b”: A rule needs a query."),
        (3, 'query = "score>5"\nscore = 1', "rule “b”: A rule that gives points cannot ask for the score."),
        (3, 'query = "x', "Illegal character '\\n' at column 11."),
        (4, 'query = "x"\nstar = yes', "Invalid value at column 8."),
    ],
)
def test_a_broken_rule_is_told_with_its_line_and_the_others_work(read, line, wrong, told):
    before = '[[rule]]\nname = "a"\nquery = "x"\nstar = true\n'
    after = '[[rule]]\nname = "c"\nquery = "y"\nread = true\n'
    found = read(f'{before}[[rule]]\nname = "b"\n{wrong}\n{after}')
    assert [rule.name for rule in found.rules] == ["a", "c"]
    (problem,) = found.problems
    assert problem.startswith(f"/etc/rules.toml, line {line + 4}: {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name = "x"', "line 1: name cannot stand here; did you mean [[rule]]?"),
        ('\n[[rules]]\nname = "x"', "line 2: rules cannot stand here; did you mean [[rule]]?"),
        ('[rule]\nname = "x"', "line 1: rule cannot stand here; did you mean [[rule]]?"),
        ('[[watchlist]]\nname = "x"\nquery = "y"\ncolour = "teal"', "line 4: watchlist “x”: colour must be one of"),
        ('[[watchlist]]\nname = "x"\nquery = "y"\nmark = "\\u001b"', "line 4: watchlist “x”: mark must be one"),
        ('[[watchlist]]\nname = "x"\nquery = "age<y"', "line 3: watchlist “x”: `y` at column 5 is no length of time"),
    ],
)
def test_what_does_not_belong_there_is_told(read, text, told):
    found = read(text)
    assert not found.rules
    assert not found.watchlists
    assert found.problems[0].startswith(f"/etc/rules.toml, {told}")


def test_the_second_of_a_name_is_left_out(read):
    rule = '[[rule]]\nname = "a"\nquery = "x"\nstar = true\n'
    found = read(rule + rule)
    assert len(found.rules) == 1
    assert found.problems == [
        "/etc/rules.toml, line 6: rule “a”: The name stands on line 1 already; give this one another."
    ]


def test_a_rule_may_name_a_view(ctx, read):
    save_view(ctx, "Gulf", "folder:gulf")
    text = '[[rule]]\nname = "a"\nquery = "view:{} storm"\nstar = true'
    assert read(text.format("gulf")).problems == []
    assert "did you mean `view:Gulf`?" in read(text.format("golf")).problems[0]


def test_lists_and_texts_may_take_several_lines(read):
    found = read('[[rule]]\nname = "a"\nquery = """\ntitle:x\n[[rule]]"""\ntag = [\n  "b",\n  "c",\n]\n')
    assert found.problems == []
    assert found.rules[0].tag == ("b", "c")


def test_a_missing_file_holds_no_rules_and_one_that_cannot_be_read_is_told(ctx, tmp_path):
    reader = ctx.library.reader()
    assert read_rules_file(tmp_path / "rules.toml", reader).problems == []
    (tmp_path / "rules.toml").write_bytes(b"\xff")
    assert "is not UTF-8 text (byte 0)" in read_rules_file(tmp_path / "rules.toml", reader).problems[0]
    assert "cannot be read" in read_rules_file(tmp_path, reader).problems[0]


def test_a_rule_written_as_toml_reads_back_the_same(read):
    rule = Rule(
        'a "b" \\ ü',
        'title:/a\\d+/i -"x y"',
        tag=("t", "u/v"),
        star=True,
        later=True,
        read=True,
        score=-3,
        notify=True,
        half_life_days=2.5,
        made_at=datetime(2026, 11, 22, 12, 1, 2, tzinfo=UTC),
        enabled=False,
    )
    found = read(rule_to_toml(rule))
    assert found.problems == []
    assert found.rules == [rule]
