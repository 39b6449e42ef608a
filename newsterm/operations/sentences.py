"""Sentences that do something to many articles in words: "tag +iran -old where title:soleimani is:unread".

A sentence is a verb, what it takes, and, after the word "where", a query; without it the articles come from elsewhere.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsterm.model.errors import NewstermError, QueryError
from newsterm.model.listing import Listing
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.search import find_ids
from newsterm.operations.sentence_verbs import VERBS, Arguments, Takes, Verb
from newsterm.operations.snooze_times import SnoozeTimeError, read_snooze_time, time_words
from newsterm.operations.tag import TagError, check_tag
from newsterm.operations.wording import capitalised, counted, listed
from newsterm.query.names import nearest
from newsterm.query.parser import parse
from newsterm.query.tree import Query
from newsterm.storage import windows
from newsterm.storage.reducing import reduce
from newsterm.storage.scopes import read_query
from newsterm.storage.selecting import running

WHERE = "where"
_WORD = re.compile(r"\S+")
_MOST_LOOKED_AT = 50_000
"""Articles that are looked at one by one before a sentence is done, to tell how many it changes."""


class SentenceError(NewstermError):
    """A sentence is wrong. `column` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, parsed."""

    verb: str
    """A name of `VERBS`."""
    arguments: tuple[str, ...] = ()
    """Tags with their signs, each "+name" or "-name"; the words of a time."""
    query: str | None = None
    """Which articles; None where the sentence does not say."""
    argument_column: int = 1
    """Where the arguments begin."""
    query_column: int = 1
    """Where the query begins."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sentence would change."""

    number: int
    """Articles."""
    exact: bool
    """Whether it is that many, not at most that many."""
    sentence: str
    """Such as "Would tag 214 articles #iran"."""


def parse_sentence(text: str) -> Sentence:
    """Read a sentence.

    Raises:
        SentenceError: it is none; the message says at which column, and what would be right there.
    """
    words = list(_WORD.finditer(text))
    if not words:
        raise SentenceError(f"Say what to do: {', '.join(VERBS)}.", 1)
    name = words[0][0].lower()
    verb = VERBS.get(name)
    if verb is None:
        raise _error(f"There is no verb `{words[0][0]}`{_meant(name)}", words[0].start())
    at = next((number for number, word in enumerate(words) if number and word[0].lower() == WHERE), len(words))
    arguments = _read_arguments(name, verb, words[1:at], words[0].end())
    query, begin = None, len(text)
    if at < len(words):
        begin = words[at + 1].start() if at + 1 < len(words) else words[at].end() + 1
        query = text[begin:].strip()
        if not query:
            raise _error("Expected a query after where, such as is:unread", begin)
        _check_query(parse, text, begin)
    return Sentence(name, arguments, query, words[1].start() + 1 if len(words) > 1 else len(text) + 1, begin + 1)


def understand_sentence(ctx: Context, text: str) -> Sentence:
    """Read a sentence and check it against the library and the clock.

    Raises:
        SentenceError: it is none, its time is over, or a view of its query is missing.
    """
    sentence = parse_sentence(text)
    understood(ctx, sentence)
    if sentence.query is not None:
        reader = ctx.library.reader()
        _check_query(lambda padded: read_query(reader, padded), text, sentence.query_column - 1)
    return sentence


def understood(ctx: Context, sentence: Sentence) -> Arguments:
    """What a sentence gives its verb.

    Raises:
        SentenceError: its time is none, or over.
    """
    takes = VERBS[sentence.verb].takes
    if takes is Takes.TIME:
        try:
            return Arguments(until=read_snooze_time(" ".join(sentence.arguments), ctx.now(), None))
        except SnoozeTimeError as error:
            raise SentenceError(str(error), sentence.argument_column) from error
    return Arguments(
        add=tuple(word[1:] for word in sentence.arguments if word[0] == "+"),
        remove=tuple(word[1:] for word in sentence.arguments if word[0] == "-"),
    )


def perform_sentence(ctx: Context, sentence: Sentence, ids: Sequence[int] | None = None) -> Outcome:
    """Do what a sentence says, as one step.

    Args:
        ctx: the library and who acts.
        sentence: what to do.
        ids: the articles, where the sentence has no query.

    Raises:
        SentenceError: its time is over, or nothing says which articles.
        QueryError: its query is wrong.
    """
    arguments = understood(ctx, sentence)
    return VERBS[sentence.verb].does(ctx, _which(ctx, sentence, ids), arguments)


def preview_sentence(ctx: Context, sentence: Sentence, ids: Sequence[int] | None = None) -> Preview:
    """Say what a sentence would change, and change nothing.

    Args:
        ctx: the library.
        sentence: what to do.
        ids: the articles, where the sentence has no query.

    Raises:
        SentenceError: its time is over, or nothing says which articles.
        QueryError: its query is wrong.
    """
    arguments, reader = understood(ctx, sentence), ctx.library.reader()
    if sentence.query is not None:
        number = windows.count(reader, Listing(sentence.query), ctx.now())
    else:
        number = len(_which(ctx, sentence, ids))
    exact = number <= _MOST_LOOKED_AT
    if exact:
        drafts = VERBS[sentence.verb].drafts(_which(ctx, sentence, ids), arguments)
        with running(reader):
            reduced = [found for draft in drafts if (found := reduce(reader, draft))]
        number = len({article for draft in reduced for article in draft.payload["articles"]})
    articles = f"{'' if exact else 'up to '}{counted(number, 'article')}"
    would = f"Would {_would(ctx, sentence, arguments, articles)}" if number else "Would change nothing"
    return Preview(number, exact, would)


def _which(ctx: Context, sentence: Sentence, ids: Sequence[int] | None) -> Sequence[int]:
    if sentence.query is not None:
        return find_ids(ctx, sentence.query)
    if ids is None:
        raise SentenceError(f"Say which articles: {sentence.verb} … where QUERY.", sentence.query_column)
    return ids


def _read_arguments(name: str, verb: Verb, words: Sequence[re.Match[str]], end: int) -> tuple[str, ...]:
    if verb.takes is Takes.NOTHING:
        if words:
            raise _error(f"`{name}` takes nothing before where; a query begins with where", words[0].start())
        return ()
    if not words:
        raise _error(f"`{name}` needs {verb.takes.value}, such as {name} {verb.example}", end + 1)
    if verb.takes is Takes.TIME:
        return tuple(word[0] for word in words)
    return tuple(_read_tag(word, removes=name == "untag") for word in words)


def _read_tag(word: re.Match[str], *, removes: bool) -> str:
    sign = "-" if removes or word[0][0] == "-" else "+"
    try:
        return sign + check_tag(word[0].lstrip("+-#").rstrip(","))
    except TagError as error:
        raise _error(str(error).rstrip("."), word.start()) from error


def _check_query(read: Callable[[str], Query], text: str, begin: int) -> None:
    """Let a reader look at the query at its place in the sentence, so that columns are those of the sentence."""
    try:
        read(" " * begin + text[begin:])
    except QueryError as error:
        raise SentenceError(str(error), error.column) from error


def _would(ctx: Context, sentence: Sentence, arguments: Arguments, articles: str) -> str:
    """What it would do, to finish "Would …"."""
    plus, minus = (listed([f"#{name}" for name in names]) for names in (arguments.add, arguments.remove))
    if minus and not plus:
        return f"remove {minus} from {articles}"
    words = VERBS[sentence.verb].would.format(articles)
    if arguments.until:
        return f"{words} until {time_words(arguments.until, ctx.now(), None)}"
    return f"{words} {plus} and untag {minus}" if minus else f"{words} {plus}".rstrip()


def _meant(typed: str) -> str:
    near = nearest(typed, VERBS)
    return f"; did you mean `{near}`?" if near else f"; there are {', '.join(VERBS)}"


def _error(message: str, at: int) -> SentenceError:
    return SentenceError(f"{capitalised(message)} (column {at + 1}).", at + 1)
