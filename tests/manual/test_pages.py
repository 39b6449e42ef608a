"""The manual is complete, readable everywhere, and every example in it is true."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from newsterm.manual.pages import all_pages, page
from newsterm.manual.plain import to_plain
from newsterm.model.errors import NotFoundError
from newsterm.model.listing import Listing
from newsterm.query.choices import COMES_LATER, HAS, IS
from newsterm.query.fields import FIELDS
from newsterm.query.parser import parse
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.used_demo import NOW, fill

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_WIDEST = 76


def examples(kind: str) -> list[str]:
    """The queries in the fences of a kind, without what they mean."""
    fences = [body for name, body in _FENCE.findall(page("query").text) if name == kind]
    return [re.split(r" {2,}", line)[0] for body in fences for line in body.splitlines()]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("used")
    fill(directory)
    with closing(Library.open(directory)) as library:
        yield library


@pytest.mark.parametrize("query", examples("query"))
def test_an_example_finds_something_in_the_demo(library: Library, query: str) -> None:
    found = windows.count(library.reader(), Listing(query), NOW)
    everything = windows.count(library.reader(), Listing(), NOW)
    assert 0 < found < everything or query.startswith("seen")


@pytest.mark.parametrize("query", examples("later"))
def test_an_example_of_what_comes_later_finds_nothing_yet(library: Library, query: str) -> None:
    assert windows.count(library.reader(), Listing(query), NOW) == 0


def test_every_field_and_value_has_an_example() -> None:
    written = " ".join([*examples("query"), *examples("later")])
    assert [name for name in FIELDS if not re.search(rf"(?<!\w){name}[:<>]", written)] == []
    assert [each.name for each in IS if f"is:{each.name}" not in written] == []
    assert [each.name for each in HAS if f"has:{each.name}" not in written] == []


def test_what_comes_later_is_said_to_do_so() -> None:
    later = {text for text in examples("later") if parse(text)}
    for name, field in FIELDS.items():
        assert (COMES_LATER in field.help) == any(text.startswith((f"{name}:", f"{name}<")) for text in later) or (
            name in {"is", "has"}
        )
    for name, choices in (("is", IS), ("has", HAS)):
        for choice in choices:
            assert (COMES_LATER in choice.help) == (f"{name}:{choice.name}" in later)


@pytest.mark.parametrize("each", all_pages(), ids=lambda each: each.name)
def test_a_page_has_a_title_a_summary_and_no_wide_lines(each) -> None:
    assert each.title
    assert each.summary.endswith(".")
    assert each.text.count("```") % 2 == 0
    assert [line for line in to_plain(each.text).splitlines() if len(line) > _WIDEST + 4] == []


def test_plain_text_has_no_marks_of_markdown_outside_examples() -> None:
    plain = to_plain("# A page\n\nOf `words` and **more**.\n\n## Two\n\n```query\ntag:`x`   # kept\n```\n")
    assert plain == "A page\n======\n\nOf words and more.\n\nTwo\n---\n\n    tag:`x`   # kept\n"


def test_a_page_is_found_whatever_its_case_and_a_missing_one_is_told() -> None:
    assert page(" QUERY ").name == "query"
    with pytest.raises(NotFoundError, match=r"no page 'nonsense'; its pages are: .*query"):
        page("nonsense")
