"""The fields whose value is a name or an address: feed, folder, tag, site, url, view, case and lang."""

import re
from typing import Final

from newsterm.model.errors import QueryError
from newsterm.query.choices import COMES_LATER
from newsterm.query.condition import NEVER, Condition
from newsterm.query.facts import ArticleFacts
from newsterm.query.kinds import Field, Valued
from newsterm.query.names import fold_name, has_tag, is_at_site, lower_ascii

NO_TAG: Final = "none"
_FEED_TITLE = "CASE WHEN user_title <> '' THEN user_title WHEN title <> '' THEN title ELSE url END"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def _compile_feed(value: str) -> Condition:
    folded = fold_name(value)
    return Condition(
        f"a.feed_id IN (SELECT id FROM feeds WHERE instr(newsterm_fold({_FEED_TITLE}), ?)"
        " OR instr(newsterm_fold(url), ?))",
        (folded, folded),
    )


def _judge_feed(facts: ArticleFacts, value: str) -> bool:
    return any(fold_name(value) in fold_name(text) for text in (facts.feed_title, facts.feed_url))


def _compile_folder(value: str) -> Condition:
    return Condition("a.feed_id IN (SELECT id FROM feeds WHERE instr(newsterm_fold(folder), ?))", (fold_name(value),))


def _normalise_tag(value: str) -> str:
    return value.lstrip("#/").rstrip("/")


def _compile_tag(value: str) -> Condition:
    if value.lower() == NO_TAG:
        return Condition("a.tags = ''")
    # The distinct tags are walked by jumps in the index: there are few, on many articles.
    return Condition(
        "a.id IN (WITH RECURSIVE names(tag) AS (SELECT min(tag) FROM article_tags UNION ALL SELECT"
        " (SELECT min(tag) FROM article_tags WHERE tag > names.tag) FROM names WHERE names.tag IS NOT NULL)"
        " SELECT article_id FROM article_tags WHERE tag IN"
        " (SELECT tag FROM names WHERE tag IS NOT NULL AND newsterm_tag_below(tag, ?)))",
        (fold_name(value),),
    )


def _judge_tag(facts: ArticleFacts, value: str) -> bool:
    return not facts.tags if value.lower() == NO_TAG else has_tag(facts.tags, fold_name(value))


def _normalise_site(value: str) -> str:
    return fold_name(value).partition("//")[2 * ("//" in value)].partition("/")[0].strip(".")


def _compile_site(value: str) -> Condition:
    return Condition("newsterm_at_site(a.url, ?)", (value,))


def _compile_url(value: str) -> Condition:
    return Condition("instr(lower(a.url), ?) > 0", (lower_ascii(value),))


def _normalise_language(value: str) -> str:
    return value.lower().replace("_", "-")


def _refuse_language(value: str) -> str:
    return "" if _LANGUAGE.fullmatch(value) else "is no language code such as en, de or pt-br"


def _refuse_views(value: str) -> QueryError:
    """The error where a view still stands in a tree that is asked; `expanding` should have replaced it."""
    return QueryError(f"Views cannot be used here: put the query of view:{value} in its place.", 1)


def _compile_view(value: str) -> Condition:
    raise _refuse_views(value)


def _judge_view(_: ArticleFacts, value: str) -> bool:
    raise _refuse_views(value)


def _nothing(_: str) -> Condition:
    return NEVER


def _never(_: ArticleFacts, __: str) -> bool:
    return False


FEED: Final = Field(
    "feed",
    "the feed's name or address contains",
    "feed:harbour",
    valued=Valued(_compile_feed, _judge_feed),
    pattern=f"a.feed_id IN (SELECT id FROM feeds WHERE newsterm_matches(?, ?, {_FEED_TITLE})"
    " OR newsterm_matches(?, ?, url))",
    texts=lambda facts: (facts.feed_title, facts.feed_url),
)
FOLDER: Final = Field(
    "folder",
    "the feed's folder, with its subfolders",
    "folder:world",
    valued=Valued(
        _compile_folder,
        lambda facts, value: fold_name(value) in fold_name(facts.folder),
        lambda value: value.strip("/"),
    ),
)
TAG: Final = Field(
    "tag",
    "has the tag or one below it; none for no tag",
    "tag:region",
    valued=Valued(_compile_tag, _judge_tag, _normalise_tag),
)
VIEW: Final = Field(
    "view",
    "what a view of yours finds",
    "view:syria",
    valued=Valued(_compile_view, _judge_view, lambda value: " ".join(value.split())),
)
SITE: Final = Field(
    "site",
    "host of the link, with its subdomains",
    "site:example.org",
    valued=Valued(_compile_site, lambda facts, value: is_at_site(facts.url, value), _normalise_site),
)
URL: Final = Field(
    "url",
    "the link contains",
    "url:sport",
    valued=Valued(_compile_url, lambda facts, value: lower_ascii(value) in lower_ascii(facts.url)),
    pattern="newsterm_matches(?, ?, a.url)",
    texts=lambda facts: (facts.url,),
)
CASE: Final = Field("case", f"filed in that case; {COMES_LATER}", "case:harbour", valued=Valued(_nothing, _never))
LANG: Final = Field(
    "lang",
    f"language code; {COMES_LATER}",
    "lang:en",
    valued=Valued(_nothing, _never, _normalise_language, refuse=_refuse_language),
)
