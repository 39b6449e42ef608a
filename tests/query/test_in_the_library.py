"""Queries find in a real library, through its plans and indexes, what judging every article finds."""

from collections.abc import Iterator, Mapping
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model.errors import QueryError
from newsterm.model.listing import Listing
from newsterm.query.expanding import expand
from newsterm.query.facts import ArticleFacts
from newsterm.query.fields import FIELDS
from newsterm.query.parser import parse
from newsterm.query.predicate import matches
from newsterm.query.printing import to_text
from newsterm.query.tree import Node, Not, all_of, any_of
from newsterm.storage import views, windows
from newsterm.storage.library import Library
from newsterm.storage.local_time import LocalTime
from tests.query.real_library import store_facts, stored_facts
from tests.query.strategies import VIEW_NAMES, articles, named_nodes, queries
from tests.used_demo import NOW, fill

FOUND = """
ferry; "harbour wall"; port*; FERRY; -ferry; title:ferry; body:"coast guard"; author:lind; author:/^Gulf/;
note:engineer*; note:/source asked/; feed:gulf; feed:/wire|post/i; folder:coast; folder:(reading, world);
tag:accidents; tag:region/vessany; tag:none; tag:(dams, accidents/ferry); view:ports; view:"old quay";
-view:ports; is:unread; is:read; is:starred; is:later; is:archived; is:snoozed; is:annotated; is:edited;
-is:edited; has:revisions;
-is:duplicate; has:note; has:image; -has:image; -has:highlight; age<1d; age>3d; age<=12h; date:2026-11-22;
date:2026-11; date:2026-11-20..2026-11-22; date>2026-11-15; date:(2026-11-21, 2026-11-20); seen:2026-11-22;
seen>=2026; words>300; words:100..200; words<50; score>10; score:-10; score<0; score>=0; site:gulfdesk.example;
site:example; url:ferry; url:/f.rry/; /f(err|ish)y?/; /FERRY/i; body:/\\bdam\\b/; -grade:A; -grade<=F;
-credibility<=2; -lang:en; -case:harbour; -quote:ferry; ferry -quote:dam; ferry OR quote:dam;
is:unread -is:later; -is:archived -is:snoozed; (ferry OR dam) is:starred; is:read OR score>10 OR tag:dams; /渡轮/;
ميناء; feed:海港
"""
NOT_YET = """
is:duplicate; has:highlight; has:claim; has:enclosure; has:fulltext; quote:ferry;
grade:A; grade<=F; credibility:1..6; lang:en; case:harbour
"""
QUERIES = [query.strip() for query in FOUND.replace("\n", " ").split(";")]
LATER = [query.strip() for query in NOT_YET.replace("\n", " ").split(";")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("used")
    fill(directory)
    with closing(Library.open(directory)) as library:
        yield library


@pytest.fixture(scope="module")
def facts(library: Library) -> dict[int, ArticleFacts]:
    return stored_facts(library)


def judged(library: Library, facts: dict[int, ArticleFacts], text: str) -> list[int]:
    """Ids that the predicate lets in, newest first."""
    tree = expand(parse(text), {view.name: view.query for view in views.all_views(library.reader())})
    return sorted((each for each, one in facts.items() if matches(tree, one, NOW, LocalTime())), reverse=True)


def check(library: Library, facts: dict[int, ArticleFacts], text: str) -> list[int]:
    """All ways of reading a list give what judging every article gives, in the stream too."""
    reader, wanted = library.reader(), judged(library, facts, text)
    assert windows.ids(reader, Listing(text), NOW) == wanted
    assert [row.id for row in windows.window(reader, Listing(text), 0, 10, NOW)] == wanted[:10]
    assert windows.count(reader, Listing(text), NOW) == len(wanted)
    shown = [each for each in wanted if not (facts[each].archived or facts[each].snoozed)]
    assert windows.ids(reader, Listing(text, stream=True), NOW) == shown
    known = windows.known_count(reader, Listing(text))
    assert known is None or known == len(wanted)
    return wanted


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_finds_in_the_demo_what_is_there(library: Library, facts: dict[int, ArticleFacts], text: str) -> None:
    assert check(library, facts, text)


@pytest.mark.parametrize("text", LATER)
def test_what_comes_later_finds_nothing_and_its_opposite_everything(
    library: Library, facts: dict[int, ArticleFacts], text: str
) -> None:
    assert not check(library, facts, text)
    assert check(library, facts, f"-{text}") == sorted(facts, reverse=True)
    assert check(library, facts, f"ferry OR {text}") == judged(library, facts, "ferry")


def test_every_field_is_tried() -> None:
    tried = " ".join([*QUERIES, *LATER])
    assert [name for name in FIELDS if f"{name}:" not in tried and f"{name}<" not in tried] == []


_LEAVES = st.sampled_from([parse(text) for text in [*QUERIES, *LATER]])


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(several.map(all_of), several.map(any_of), children.map(Not))


@settings(max_examples=60, deadline=None)
@given(query=st.recursive(_LEAVES, _grown, max_leaves=5))
def test_sql_and_predicate_agree_on_the_demo(library: Library, facts: dict[int, ArticleFacts], query: Node) -> None:
    try:
        check(library, facts, to_text(query))
    except QueryError as error:
        assert "levels deep" in str(error)  # noqa: PT017 - what random trees may be


@settings(max_examples=40, deadline=None)
@given(
    st.lists(articles(), max_size=8),
    st.lists(named_nodes.map(to_text), min_size=1, max_size=5),
    st.fixed_dictionaries({name: queries.map(to_text) for name in VIEW_NAMES}),
)
def test_sql_and_predicate_agree_on_random_articles(
    tmp_path_factory: pytest.TempPathFactory, stored: list[ArticleFacts], asked: list[str], saved: Mapping[str, str]
) -> None:
    with closing(Library.open(tmp_path_factory.mktemp("random"))) as library:
        store_facts(library, stored, saved)
        found = stored_facts(library)
        assert len(found) == len(stored)
        for text in asked:
            check(library, found, text)
