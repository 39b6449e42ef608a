"""Articles as Markdown links and citations."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsterm.model.article import ArticleRow
from newsterm.model.errors import AddressError
from newsterm.model.identifiers import article_id
from newsterm.operations.citing import citation, markdown_link
from newsterm.text.terminal_safety import make_safe_line

PUBLISHED = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
ROW = ArticleRow(
    article_id(int(PUBLISHED.timestamp()), "https://h.example/feed", "1"),
    1,
    "Harbour Post",
    "Ministers met in secret",
    "https://h.example/1",
    "Ada Lind",
    read=False,
    starred=False,
    noted=False,
    tags=(),
)


def test_a_citation_says_who_what_where_and_when() -> None:
    assert citation(ROW, NOW, UTC) == (
        "Ada Lind, “Ministers met in secret”, Harbour Post, 3 November 2026, https://h.example/1, "
        "accessed 1 December 2026."
    )


def test_a_citation_leaves_out_what_is_not_known() -> None:
    row = replace(ROW, author="", url="", title="")
    assert citation(row, NOW, UTC) == "Harbour Post, 3 November 2026, accessed 1 December 2026."


def test_a_citation_has_the_days_of_the_users_own_zone() -> None:
    assert "4 November 2026" in citation(ROW, NOW, timezone(timedelta(hours=2)))


def test_quotation_marks_in_a_cited_title_become_single_ones() -> None:
    assert "“He said ‘no’ and 'yes'”" in citation(replace(ROW, title='He said “no” and "yes"'), NOW, UTC)


def test_what_is_cited_is_safe_on_one_line() -> None:
    text = citation(replace(ROW, title="A\x1b]0;owned\x07 title\nof two\u202e lines", author="\x9b31mred"), NOW, UTC)
    assert "“A title of two lines”" in text
    assert make_safe_line(text) == text


@pytest.mark.parametrize(
    ("title", "url", "link"),
    [
        ("Plain", "https://a.example/x", "[Plain](https://a.example/x)"),
        ("A [bracket] and *star*", "https://a.example/x", r"[A \[bracket\] and \*star\*](https://a.example/x)"),
        ("Who_is <b>?", "https://a.example/W_(x)", r"[Who\_is \<b\>?](https://a.example/W_\(x\))"),
        ("AT&T &amp; co", "https://a.example/?a=1&amp;b=2", r"[AT&T \&amp; co](https://a.example/?a=1\&amp;b=2)"),
        ("C:\\n `code`", "https://a.example/)", r"[C:\\n \`code\`](https://a.example/\))"),
        ("", "https://a.example/_x_", r"[https://a.example/\_x\_](https://a.example/_x_)"),
    ],
)
def test_a_markdown_link_means_what_the_article_says(title: str, url: str, link: str) -> None:
    assert markdown_link(replace(ROW, title=title, url=url)) == link


ADDRESSES = st.text(st.sampled_from("abz019-._~:/?#[]@!$&()*+,;=%"), max_size=20).map(
    lambda rest: "https://a.example/" + rest
)


@given(
    st.text(st.sampled_from("ab \\`*_[]<>~|&#;!()\"'$^:é\u202e\x1b\n./@x2") | st.characters(), max_size=25), ADDRESSES
)
def test_markdown_reads_the_title_and_the_address_back(title: str, url: str) -> None:
    row = replace(ROW, title=title, url=url)
    (paragraph,) = [token for token in MarkdownIt("commonmark").parse(markdown_link(row)) if token.type == "inline"]
    begin, *inner, end = paragraph.children or []
    assert (begin.type, end.type) == ("link_open", "link_close")
    assert "".join(token.content for token in inner) == (make_safe_line(title) or url)
    assert {token.type for token in inner} <= {"text", "text_special"}
    assert MarkdownIt().normalizeLink(url) == begin.attrs["href"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "-o", "https://a.example/ x\x1b[2J", "https://a.example/<x>"])
def test_an_address_that_may_not_be_opened_is_not_copied_either(url: str) -> None:
    with pytest.raises(AddressError):
        markdown_link(replace(ROW, url=url))
    with pytest.raises(AddressError):
        citation(replace(ROW, url=url), NOW)
