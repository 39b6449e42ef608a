"""Raising and lowering what a word, an author or a feed brings: rules whose points fade unless they are renewed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Final

from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing, Sort
from newsterm.model.outcome import Outcome
from newsterm.model.rule import Rule
from newsterm.operations.context import Context
from newsterm.operations.rule_actions import signed
from newsterm.operations.rule_book import RuleBook, rule_book
from newsterm.operations.rule_checks import LONGEST_NAME
from newsterm.operations.rules import drop_rule, save_rule
from newsterm.operations.score_moves import count_moves
from newsterm.operations.wording import counted, quoted
from newsterm.query.printing import to_text
from newsterm.query.tokens import tokenise
from newsterm.query.tree import Term, Text
from newsterm.storage import counters
from newsterm.storage.time_limit import TooSlowError, limited
from newsterm.storage.times import from_seconds, to_seconds

POINTS: Final = 10
"""Points that a nudge gives or takes."""
HALF_LIFE: Final = 30
"""Days after which they are half as many."""
_COMMON: Final = 0.02
"""The share of articles from which a word says little."""
_FEW: Final = 5
"""Articles up to which a word is rare in any library."""
_COUNTED: Final = 20_000
"""Articles up to which those with a word are counted."""
_LONGEST: Final = 1.0
"""Seconds that counting what a nudge would move may take."""
_SHORTEST: Final = 3
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something of an article whose points can be raised or lowered."""

    name: str
    """What it is, for the user: the word, the author, the feed."""
    kind: str
    """"word of the title", "author" or "feed"."""
    query: str


def nudges(connection: Connection, row: ArticleRow) -> list[Nudge]:
    """What of an article can be raised or lowered, the most telling first.

    A word of the title comes first that few other articles have, though some, and that is a name if any is; then
    author, feed and the other words.
    """
    words = _words(row.title)
    total = max(counters.total(connection).everything, 1)

    def rank(item: tuple[int, str]) -> tuple[bool, bool, bool, int]:
        place, word = item
        count = _count(connection, word)
        is_name = place > 0 and word[:1].isupper()
        return count > max(total * _COMMON, _FEW), count < 2, not is_name, -count

    ranked = sorted(enumerate(words), key=rank)
    found = [Nudge(word, "word of the title", to_text(Text("title", word))) for _, word in ranked]
    others = []
    if tokenise(row.author):
        others.append(Nudge(row.author, "author", to_text(Text("author", row.author))))
    others.append(Nudge(row.feed_title, "feed", to_text(Term("feed", row.feed_title))))
    return [*found[:1], *others, *found[1:]]


def foresee(ctx: Context, listing: Listing, query: str, points: int = POINTS) -> str:
    """Say what `nudge` would do, and how many stories of a list would then stand higher or lower by score than now.

    Raises:
        QueryError: the list's query is wrong.
    """
    reader, now = ctx.library.reader(), ctx.now()
    known = _known(rule_book(ctx), query)
    if known is None:
        does, change = f"{signed(points)}, fading", points
    else:
        drops = _is_opposite(known, points)
        does = f"{'drops' if drops else 'renews'} the {signed(known.score)}"
        change = (0 if drops else known.score) - (known.points(now) if known.enabled else 0)
    try:
        with limited(reader, _LONGEST):
            moves = count_moves(reader, listing, query, change, now)
    except TooSlowError:
        return f"{does}: what that would move takes too long to count"
    least = "" if moves.is_exact else "at least "
    stories = counted(moves.number, "story", "stories") if moves.number else "no story"
    way = ("", " up", " down")[(change > 0) - (change < 0)]
    order = "" if listing.sort is Sort.SCORE else " by score"
    return f"{does}: would move {least}{stories}{way}{order}"


def nudge(ctx: Context, query: str, points: int = POINTS) -> Outcome:
    """Raise (or lower, with points below nought) what a query finds.

    Doing it again renews the points; the opposite takes the rule away that gave them.

    Raises:
        RuleError: the query is wrong.
    """
    book = rule_book(ctx)
    known = _known(book, query)
    if known is None:
        names = {rule.name for rule in book.rules}
        name = next(name for name in _names(query) if name not in names)
        outcome = save_rule(ctx, Rule(name, query, score=points, half_life_days=HALF_LIFE))
        return _said(outcome, f"{signed(points)} for {query}, halves every {HALF_LIFE} days")
    if _is_opposite(known, points):
        outcome = drop_rule(ctx, known.name)
        return _said(outcome, f"Dropped the rule {quoted(known.name)}, which gave {signed(known.score)}")
    now = from_seconds(to_seconds(ctx.now()))
    outcome = save_rule(ctx, replace(known, made_at=now, enabled=True), before=known.name)
    return _said(outcome, f"Renewed: {signed(known.score)} for {query}")


def _said(outcome: Outcome, sentence: str) -> Outcome:
    return replace(outcome, sentence=sentence) if outcome.changed else outcome


def _known(book: RuleBook, query: str) -> Rule | None:
    """The rule that an earlier nudge made."""
    return next((rule for rule in book.rules if rule.query == query and _is_nudge(rule)), None)


def _is_nudge(rule: Rule) -> bool:
    return rule.fades and not rule.marks and not rule.notify


def _is_opposite(known: Rule, points: int) -> bool:
    return (known.score > 0) != (points > 0)


def _names(query: str) -> Sequence[str]:
    name = query if len(query) <= LONGEST_NAME else query[: LONGEST_NAME - 1] + "…"
    return [name, *(f"{name[: LONGEST_NAME - 5]} {number}" for number in range(2, 1000))]


def _words(title: str) -> list[str]:
    """The words of a title, each once, without those that are too short to say anything."""
    words: dict[str, str] = {}
    for part in title.split():
        for word in "".join(character if character.isalnum() else " " for character in part).split():
            if len(word) >= _SHORTEST and len(tokenise(word)) == 1:
                words.setdefault(word.casefold(), word)
    return list(words.values())[:_MOST_WORDS]


def _count(connection: Connection, word: str) -> int:
    """In how many titles a word stands, `_COUNTED` at most."""
    (number,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
        (f'{{title}} : "{" ".join(tokenise(word))}"', _COUNTED),
    ).fetchone()
    return int(number)
