"""How queries become SQL: text in one expression, parameters only, and what the plan may use."""

from datetime import UTC, timedelta

from newsterm.model.identifiers import first_id_at
from newsterm.query.parser import parse
from newsterm.query.sql import CompiledQuery, compile_query
from tests.query.strategies import NOW


def compiled(text: str) -> CompiledQuery:
    return compile_query(parse(text), NOW, UTC)


def test_top_level_text_is_one_expression() -> None:
    query = compiled('ferry title:"Sea Wall" (a OR b) -c -body:d is:unread')
    assert query.match == '(("ferry" AND {title} : "sea wall" AND ("a" OR "b")) NOT ("c" OR {body} : "d"))'
    assert query.condition == "a.read = 0"
    assert query.parameters == ()
    assert query.terms == ("ferry", "sea", "wall")


def test_text_that_must_not_match_alone_stays_a_condition() -> None:
    query = compiled("-ferry -wall")
    assert query.match is None
    assert query.condition == "NOT (a.id IN (SELECT rowid FROM search WHERE search MATCH ?))"
    assert query.parameters == ('("ferry" OR "wall")',)


def test_no_text_of_the_user_stands_in_the_statement() -> None:
    query = compiled('feed:"x\'); DROP TABLE feeds --" OR tag:"y\'" OR "a\\"b OR c" OR /z\'/ OR url:"w\'"')
    assert "'" not in query.condition.replace("''", "")
    assert '"a b or c"' in query.parameters


def test_the_plan_learns_what_must_hold() -> None:
    query = compiled("is:unread is:starred has:note tag:region age<1d date<2026-11-20")
    assert (query.unread, query.starred, query.noted, query.tag) == (True, True, True, "region")
    assert query.id_low == first_id_at(int((NOW - timedelta(days=1)).timestamp()) + 1)
    assert query.id_high == first_id_at(int(NOW.replace(hour=0, minute=0, second=0).timestamp()))


def test_the_plan_is_not_told_what_need_not_hold() -> None:
    query = compiled("(is:unread OR is:starred) -has:note (tag:a | tag:b) -age<1d")
    assert (query.unread, query.starred, query.noted, query.tag) == (False, False, False, None)
    assert (query.id_low, query.id_high, query.match, query.terms) == (None, None, None, ())
    assert not query.slow


def test_estimates_follow_the_rarest_word() -> None:
    frequencies = {"common": 1000, "rare": 3, "mid": 50}

    def frequency(token: str, prefix: bool) -> int:
        return 2000 if prefix else frequencies.get(token, 0)

    assert compiled("common rare").estimate(frequency) == 3
    assert compiled("common OR mid").estimate(frequency) == 1050
    assert compiled('"common mid" -rare').estimate(frequency) == 50
    assert compiled("comm*").estimate(frequency) == 2000
    assert compiled("is:unread -rare").estimate(frequency) is None


def test_a_field_that_finds_nothing_yet_is_no_part_of_the_full_text() -> None:
    query = compiled("ferry quote:x -quote:y")
    assert query.match == '"ferry"'
    assert query.terms == ("ferry",)
    assert query.estimate(lambda token, prefix: 7) == 0
    assert compiled("has:image").slow
    assert not compiled("has:note is:edited").slow
