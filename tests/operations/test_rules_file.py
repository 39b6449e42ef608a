"""rules.toml: what it says is done, and what is broken in it is told with its line and left out."""

import os
import time
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
        (1, f'query = "x"\nscore = {"9" * 5000}', "A number has too many digits."),
        (1, f'query = "x"\ntag = {"[" * 5000}', "Lists stand within lists too deeply."),
        (6, f'query = "x"\nscore = 1\nmade_at = 2026-11-22\nhalf_life_days = {"9" * 400}', "rule “b”: half_life_days"),
        (5, 'query = "x"\nscore = 1\nmade_at = 0001-01-01T00:00:00+10:00', "rule “b”: made_at must be a time"),
        (5, 'query = "x"\nscore = 1\nmade_at = 9999-12-31T23:59:59-10:00', "rule “b”: made_at must be a time"),
        (1, 'query = "x"\n"\\u001b[31mstart" = true', "rule “b”: A rule has no start; did you mean star?"),
        (4, f'query = "x"\n{"k" * 5000} = true', f"rule “b”: A rule has no {'k' * 59}…; there are"),
        (3, 'query = """x', "Unterminated string at the end of this table."),
        (4, 'query = "x"\ntag = [', "Invalid value"),
        (4, 'query = "[#"\nstars = 1', "rule “b”: A rule has no stars; did you mean star?"),
        (4, "query = \"x\" # ''' , [\nstars = 1 # ,", "rule “b”: A rule has no stars; did you mean star?"),
        (4, 'query = "x\u2028[y"\nstars = 1', "rule “b”: A rule has no stars; did you mean star?"),
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
        ('[[watchlist]]\nname = "x"\nquery = "y"\nmark = "★"', "line 4: watchlist “x”: ★ cannot be a mark: newsterm"),
        ('[[watchlist]]\nname = "x"\nquery = "age<y"', "line 3: watchlist “x”: `y` at column 5 is no length of time"),
    ],
)
def test_what_does_not_belong_there_is_told(read, text, told):
    found = read(text)
    assert not found.rules
    assert not found.watchlists
    assert found.problems[0].startswith(f"/etc/rules.toml, {told}")


def test_what_is_wrong_with_watchlists_is_known_apart(read):
    text = '[[rule]]\nname = "a"\n[[watchlist]]\nname = "b"\n[[watchlist]]\nname = \n[[rule]]\nname = \n[x]\n'
    found = read(text)
    assert [problem.split(":")[0].rpartition(" ")[2] for problem in found.problems] == ["1", "3", "6", "8", "9"]
    assert [problem.split(":")[0].rpartition(" ")[2] for problem in found.other_problems] == ["3", "6", "9"]


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


def test_a_text_that_ends_like_a_list_keeps_what_follows_apart(read):
    found = read(
        '[[rule]]\nname = "a"\nstar = true\nquery = "/[#@]/"\n[[rule]]\nname = "b"\nquery = "("\nstar = true\n'
    )
    assert found.lines == {"a": 1}
    assert found.problems[0].startswith("/etc/rules.toml, line 7: rule “b”: ")


def test_a_file_with_a_byte_order_mark_or_other_line_ends_is_read(ctx, tmp_path):
    file = tmp_path / "rules.toml"
    for text in (f"\ufeff{GOOD}", GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r")):
        file.write_bytes(text.encode())
        found = read_rules_file(file, ctx.library.reader())
        assert (found.problems, found.lines) == ([], {"Iran watch": 2, "old news": 16})


def test_a_file_that_is_far_too_large_or_no_file_is_told_at_once(ctx, tmp_path):
    reader, file = ctx.library.reader(), tmp_path / "rules.toml"
    file.write_bytes(b"# a rule\n" * 600_000)
    assert read_rules_file(file, reader).problems == [f"{file} is larger than 1 MB; none of its rules work."]
    file.unlink()
    os.mkfifo(file)
    assert read_rules_file(file, reader).problems == [f"{file} cannot be read: it is no ordinary file."]


def test_a_file_that_is_no_toml_is_read_quickly_and_not_told_line_by_line(read):
    began = time.process_time()
    found = read('x = """\n' + "[a\n" * 300_000)
    assert time.process_time() - began < 2
    assert len(found.problems) == 101
    assert found.problems[-1] == "/etc/rules.toml, line 101: Too much is wrong; nothing from here on is read."


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
