"""SQL and predicate say the same of every article."""

from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.query.facts import ArticleFacts
from newsterm.query.parser import MOST_LEAVES, parse
from newsterm.query.predicate import matches
from newsterm.query.tree import Query
from tests.query.library import MemoryLibrary
from tests.query.strategies import NOW, articles, nodes, queries

ZONES = (UTC, timezone(timedelta(hours=13)), ZoneInfo("America/New_York"))


@settings(max_examples=150, deadline=None)
@given(st.lists(articles(), max_size=8), st.lists(queries, min_size=1, max_size=12), st.sampled_from(ZONES))
def test_sql_and_predicate_agree(facts: list[ArticleFacts], asked: list[Query], zone) -> None:
    library = MemoryLibrary(facts)
    for query in asked:
        judged = {number for number, article in enumerate(facts) if matches(query, article, NOW, zone)}
        assert library.find(query, NOW, zone) == judged
        assert library.find(query, NOW, zone, probe=True) == judged
    library.close()


@settings(max_examples=50, deadline=None)
@given(st.lists(articles(), max_size=8), nodes)
def test_what_is_said_for_the_plan_holds_for_every_match(facts: list[ArticleFacts], query: Query) -> None:
    from newsterm.model.identifiers import SORT_SHIFT
    from newsterm.query.sql import compile_query
    from newsterm.query.tokens import tokenise

    compiled = compile_query(query, NOW, UTC)
    found = [article for article in facts if matches(query, article, NOW, UTC)]
    for article in found:
        second = int(article.published.timestamp())
        tokens = tokenise(f"{article.title} {article.body} {article.author} {article.notes}")
        assert not (compiled.unread and article.read)
        assert article.starred or not compiled.starred
        assert article.annotated or not compiled.noted
        assert compiled.id_low is None or compiled.id_low <= second << SORT_SHIFT
        assert compiled.id_high is None or second << SORT_SHIFT < compiled.id_high
        assert set(compiled.terms) <= set(tokens)

    def frequency(token: str, prefix: bool) -> int:
        return sum(
            any(word.startswith(token) if prefix else word == token for word in words)
            for words in (tokenise(f"{f.title} {f.body} {f.author} {f.notes}") for f in facts)
        )

    estimate = compiled.estimate(frequency)
    assert estimate is None or estimate >= len(found)


FACTS = (
    ArticleFacts(
        title="Ferry strikes harbour wall",
        body="The école is closed",
        feed_title="Málaga Hoy",
        tags=("region/syria",),
        later=True,
        images=1,
        score=11,
    ),
    ArticleFacts(
        title="AT&T names a well known chief",
        author="Lind",
        notes="call the ferry",
        annotated=True,
        read=True,
        archived=True,
        score=-5,
        revisions=2,
    ),
    ArticleFacts(
        title="Nothing",
        url="https://news.example.org/a/Sport",
        folder="World/Europe",
        starred=True,
        words=900,
        snoozed=True,
    ),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ferry", {0, 1}),
        ("title:ferry", {0}),
        ("note:ferry", {1}),
        ("FERR*", {0, 1}),
        ('"harbour wall"', {0}),
        ('"wall harbour"', set()),
        ('"ferry stri"*', {0}),
        ("ecole", {0}),
        ("well-known", {1}),
        ("at&t", {1}),
        ("-ferry", {2}),
        ("-ferry -nothing", set()),
        ("ferry -lind", {0}),
        ("nothing OR is:read", {1, 2}),
        ("-ferry OR lind", {1, 2}),
        ("(ferry OR nothing) -(lind is:read)", {0, 2}),
        ("/ferr(y|ies)/", {1}),
        ("/ferr(y|ies)/i", {0, 1}),
        ("body:/école/", {0}),
        ("feed:malaga", {0}),
        ("feed:/M.laga/", {0}),
        ("folder:world", {2}),
        ("tag:region", {0}),
        ("tag:Region/Syria", {0}),
        ("tag:none", {1, 2}),
        ("tag:(none, region)", {0, 1, 2}),
        ("is:(starred, annotated)", {1, 2}),
        ("has:note", {1}),
        ("site:example.org", {2}),
        ("url:sport", {2}),
        ("words>800", {2}),
        ("words:900..901", {2}),
        ("", {0, 1, 2}),
        ("is:later", {0}),
        ("is:archived", {1}),
        ("is:snoozed", {2}),
        ("-is:later -is:archived -is:snoozed", set()),
        ("has:image", {0}),
        ("score>10", {0}),
        ("score:-5", {1}),
        ("score:-5..0", {1, 2}),
        ("is:edited", {1}),
        ("-is:duplicate", {0, 1, 2}),
        ("has:(highlight, claim, enclosure, fulltext)", set()),
        ("has:revisions", {1}),
        ("-is:edited", {0, 2}),
        ("-has:highlight ferry", {0, 1}),
        ("quote:ferry", set()),
        ("-quote:ferry", {0, 1, 2}),
        ("quote:ferry OR lind", {1}),
        ("ferry -quote:ferry", {0, 1}),
        ("quote:/./", set()),
        ("grade:A", set()),
        ("-grade<=F", {0, 1, 2}),
        ("credibility:1..6", set()),
        ("lang:en OR case:x", set()),
        ("-lang:en -case:x", {0, 1, 2}),
    ],
)
def test_a_query_finds(text: str, found: set[int]) -> None:
    library = MemoryLibrary(FACTS)
    query = parse(text)
    assert library.find(query, NOW) == found
    assert {n for n, facts in enumerate(FACTS) if matches(query, facts, NOW, UTC)} == found
    library.close()


def test_the_longest_queries_run() -> None:
    library = MemoryLibrary(FACTS)
    words = [f"w{number}" for number in range(MOST_LEAVES - 1)]
    assert library.find(parse(" OR ".join([*words, "ferry"])), NOW) == {0, 1}
    assert library.find(parse(" ".join(f"-{word}" for word in words) + " ferry"), NOW) == {0, 1}
    assert library.find(parse(" OR ".join(f"tag:{word}" for word in words) + " OR ferry"), NOW) == {0, 1}
    deep = "(" * 18 + "ferry" + " -nothing) (is:unread OR lind)" * 9 + " nothing OR ferry)" * 9
    assert library.find(parse(deep), NOW) == {0, 1}
    library.close()


def test_local_days_follow_the_clock_of_the_place() -> None:
    before_midnight_in_new_york = NOW.replace(day=2, hour=4, minute=30)
    article = ArticleFacts(published=before_midnight_in_new_york)
    query = parse("date:2026-11-01")
    assert matches(query, article, NOW, ZoneInfo("America/New_York"))
    assert not matches(query, article, NOW, UTC)


def test_ages_count_back_from_now() -> None:
    article = ArticleFacts(published=NOW - timedelta(hours=47))
    assert matches(parse("age<2d"), article, NOW, UTC)
    assert not matches(parse("age<1d"), article, NOW, UTC)
    assert matches(parse("age>46h"), article, NOW, UTC)
