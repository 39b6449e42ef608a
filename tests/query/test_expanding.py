"""Views in queries stand for the queries that they were saved with."""

from collections.abc import Mapping
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model.errors import QueryError
from newsterm.query.expanding import expand, views_named
from newsterm.query.facts import ArticleFacts
from newsterm.query.parser import DEEPEST, MOST_LEAVES, parse
from newsterm.query.predicate import matches
from newsterm.query.printing import to_text
from newsterm.query.sql import compile_query
from newsterm.query.tree import And, Everything, Node, Not, Or, Query, Term
from tests.query.library import MemoryLibrary
from tests.query.strategies import NOW, VIEW_NAMES, articles, named_nodes, queries

VIEWS = {
    "Syria": "tag:region/syria OR syria",
    "Old Quay": "feed:quay is:unread",
    "Everything": "",
    "Both": "view:syria",
}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("ferry", "ferry"),
        ("view:syria", "tag:region/syria OR syria"),
        ("VIEW:SYRIA", "tag:region/syria OR syria"),
        ("view:syria ferry", "(tag:region/syria OR syria) ferry"),
        ("view:syria OR ferry", "tag:region/syria OR syria OR ferry"),
        ('ferry view:"old  quay"', "ferry feed:quay is:unread"),
        ("-view:syria", "-(tag:region/syria OR syria)"),
        ("view:both view:syria", "(tag:region/syria OR syria) (tag:region/syria OR syria)"),
        ('view:(syria, "old quay")', "tag:region/syria OR syria OR feed:quay is:unread"),
        ("view:everything", ""),
        ("view:everything ferry", "ferry"),
        ("view:everything view:everything", ""),
        ("view:everything OR ferry", ""),
        ("-view:everything", "words<0"),
    ],
)
def test_a_view_stands_for_its_query(text: str, expanded: str) -> None:
    assert to_text(expand(parse(text), VIEWS)) == expanded


def test_a_query_without_views_stays_as_it_is() -> None:
    tree = parse("ferry -tag:a")
    assert expand(tree, VIEWS) is tree


def test_a_query_keeps_the_names_of_views_when_it_is_printed() -> None:
    assert to_text(parse('ferry view:"Old Quay"')) == 'ferry view:"Old Quay"'


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("ferry view:syriah", 12, "No view `syriah` at column 12; did you mean `view:Syria`?"),
        ('view:"old quai"', 6, 'did you mean `view:"Old Quay"`?'),
        ("view:zzz", 6, "No view `zzz` at column 6; there are Syria, Old Quay, "),
        ("view:(syria, zzz)", 14, "No view `zzz` at column 14"),
        ("a view:round", 8, "The view `Round` leads back to itself: Round → And round → Round (column 8)."),
        ("view:self", 6, "The view `Self` leads back to itself: Self → Self"),
        ("x view:missing", 8, "No view `gone` at column 8, which the view `Missing` names"),
        ("view:wrong", 6, "The query of the view `Wrong` is wrong; mend the view: No field `tittle:`"),
    ],
)
def test_a_wrong_view_is_named_at_its_column(text: str, column: int, said: str) -> None:
    views = {
        **VIEWS,
        "Round": 'view:"and round"',
        "And round": "ferry view:ROUND",
        "Self": "-view:self",
        "Missing": "view:gone",
        "Wrong": "tittle:x",
    }
    with pytest.raises(QueryError) as raised:
        expand(parse(text), views)
    assert said in str(raised.value)
    assert raised.value.column == column


def test_without_views_the_error_says_so() -> None:
    with pytest.raises(QueryError, match="No view `x` at column 6; you have no views yet"):
        expand(parse("view:x"), {})


def test_views_that_double_each_other_end_at_the_limit() -> None:
    views = {f"v{number}": f"view:v{number + 1} OR view:v{number + 1}" for number in range(19)} | {"v19": "a OR b"}
    with pytest.raises(QueryError, match=f"more than {MOST_LEAVES} words and fields"):
        expand(parse("view:v0"), views)


def test_a_long_chain_of_views_ends_at_the_limit() -> None:
    views = {f"v{number}": f"view:v{number + 1}" for number in range(5_000)} | {"v5000": "a"}
    with pytest.raises(QueryError, match=f"more than {DEEPEST} levels"):
        expand(parse("view:v0"), views)


def test_views_may_not_nest_deeper_than_a_query() -> None:
    views = {"deep": "-" * DEEPEST + "a"}
    assert expand(parse("view:deep"), views)
    with pytest.raises(QueryError, match=f"more than {DEEPEST} levels deep"):
        expand(parse("-view:deep"), views)


def test_a_view_that_was_not_expanded_is_an_error_and_never_an_empty_result() -> None:
    with pytest.raises(QueryError, match="view:syria"):
        compile_query(parse("view:syria"), NOW, UTC)
    with pytest.raises(QueryError, match="view:syria"):
        matches(parse("view:syria"), ArticleFacts(), NOW, UTC)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(articles(), max_size=6),
    named_nodes,
    st.fixed_dictionaries({name: queries.map(to_text) for name in VIEW_NAMES}),
)
def test_an_expanded_query_finds_what_the_views_find(
    facts: list[ArticleFacts], query: Node, views: Mapping[str, str]
) -> None:
    found = {
        name: {n for n, one in enumerate(facts) if matches(parse(text), one, NOW, UTC)} for name, text in views.items()
    }
    everything = set(range(len(facts)))

    def judged(node: Query) -> set[int]:
        match node:
            case Term(field="view", value=name):
                return found[name]
            case Not(item):
                return everything - judged(item)
            case And(items):
                return everything.intersection(*map(judged, items))
            case Or(items):
                return set().union(*map(judged, items))
            case _:
                return {n for n, one in enumerate(facts) if matches(node, one, NOW, UTC)}

    expanded = expand(query, views)
    assert not views_named(expanded)
    assert parse(to_text(expanded)) == expanded or isinstance(expanded, Everything)
    library = MemoryLibrary(facts)
    assert library.find(expanded, NOW) == judged(query)
    library.close()


@given(named_nodes)
def test_the_canonical_text_with_views_parses_to_the_same_tree(query: Node) -> None:
    assert parse(to_text(query)) == query
