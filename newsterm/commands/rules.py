"""`newsterm rules`: list, try, make, run and drop rules."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, Final

from newsterm.commands.arguments import joined_query, positive
from newsterm.commands.articles import record_maker, write_row
from newsterm.commands.console import Console, UsageError, iso
from newsterm.commands.outcomes import rescore
from newsterm.model.outcome import Outcome
from newsterm.model.rule import Rule
from newsterm.operations.context import Context
from newsterm.operations.rule_actions import does_words, signed
from newsterm.operations.rule_book import rule_book
from newsterm.operations.rule_tables import rule_to_toml
from newsterm.operations.rule_trial import refuse_endless
from newsterm.operations.rules import (
    RuleRecord,
    check_new,
    drop_rule,
    preview,
    records,
    run_rule,
    save_rule,
    switch_rule,
    undo_rule,
)
from newsterm.operations.scoring import explain
from newsterm.operations.wording import counted
from newsterm.storage import articles

_LIMIT = 10
_EPILOG = """\
Rules act on articles as they arrive: those of rules.toml in their order, then those that
were made here or on the screen.

  list                 name, what it does, articles found, last found, where it stands and
                       whether it is off or was stopped, query; what was taken back is not counted
  preview QUERY        what a rule would have found
  add NAME QUERY …     make a rule; give it at least one action
  run NAME             let a rule act on the whole library, as one action
  undo NAME            take back all that a rule ever did
  on NAME, off NAME    switch a rule on or off
  drop NAME            drop a rule; what it did stays
  why ARTICLE          where an article's score comes from

--toml prints the library's rules as they would stand in rules.toml.

--json gives name, query, tag, star, later, archive, read, score, notify, half_life_days,
made_at, enabled, line (in rules.toml; null for the library's), found, last, stopped (when
it took too long and was stopped, else null); of preview what `newsterm search --json`
gives; of why points, query, rule, fading.

examples:
  newsterm rules preview 'title:iran* -folder:sport'
  newsterm rules add 'Iran watch' 'title:iran* -folder:sport' --tag iran --score 20 --notify
  newsterm rules run 'Iran watch'
  newsterm rules add 'kill file' 'title:/horoscope/i' --archive     newsboat's ignore-article
  newsterm rules add 'tagger' 'feed:youtube' --tag video            elfeed's tagger
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.usage = "newsterm rules [list|preview|add|run|undo|on|off|drop|why] …"
    parser.add_argument("what", nargs="?", default="list", choices=list(_DOES), help="list if left out")
    parser.add_argument("words", metavar="NAME, QUERY", nargs="*", help="which rule, or which articles")
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help="put a tag on")
    parser.add_argument("--star", action="store_true", help="star")
    parser.add_argument("--later", action="store_true", help="put aside for later")
    parser.add_argument("--archive", action="store_true", help="archive, which marks read too")
    parser.add_argument("--read", action="store_true", help="mark read")
    parser.add_argument("--score", metavar="N", type=int, default=0, help="points to give, below nought to take")
    parser.add_argument("--half-life", metavar="DAYS", type=float, help="days after which the points are half as many")
    parser.add_argument("--notify", action="store_true", help="give notice, as `notify` in config.toml says")
    parser.add_argument("--limit", metavar="N", type=positive, default=_LIMIT, help="of a preview, 10 by default")
    parser.add_argument("--toml", action="store_true", help="print the library's rules for rules.toml")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Do what is asked."""
    book = rule_book(ctx)
    for problem in book.problems:
        console.say(problem)
    if parsed.toml:
        mine = [rule for rule in book.rules if rule.name not in book.lines]
        console.text("\n".join(map(rule_to_toml, mine)) or "# The library has no rules.")
        return 0
    outcome = _DOES[parsed.what](parsed, ctx, console)
    if outcome is not None:
        console.say(outcome.sentence)
        rescore(ctx, console)
    return 0


def _list(parsed: argparse.Namespace, ctx: Context, console: Console) -> None:
    found = records(ctx)
    if not found:
        console.say("No rules yet. `newsterm rules --help` shows how to make one.")
    for record in found:
        rule = record.rule
        if parsed.json:
            console.record(_record(record))
            continue
        where = f"rules.toml:{record.line}" if record.line else "library"
        stopped = f"stopped {iso(record.stopped)}" if record.stopped else ""
        state = ", ".join(filter(None, [where, "" if rule.enabled else "off", stopped]))
        found_words = counted(record.found, "article")
        console.columns(rule.name, does_words(rule), found_words, iso(record.last) or "never", state, rule.query)
    for record in found:
        if record.trouble:
            console.say(record.trouble)


def _preview(parsed: argparse.Namespace, ctx: Context, console: Console) -> None:
    if not parsed.words:
        raise UsageError("give a query to preview")
    found = preview(ctx, joined_query(parsed.words), parsed.limit)
    record = record_maker(ctx) if parsed.json else None
    for row in found.rows:
        if record:
            console.record(record(row))
        else:
            write_row(console, row)
    console.say(f"A rule would have matched {counted(found.count, 'article')}")


def _add(parsed: argparse.Namespace, ctx: Context, _: Console) -> Outcome:
    if len(parsed.words) < 2:
        raise UsageError("give a name, then a query")
    name, *query = parsed.words
    rule = Rule(
        name,
        joined_query(query),
        tag=tuple(parsed.tag),
        star=parsed.star,
        later=parsed.later,
        archive=parsed.archive,
        read=parsed.read,
        score=parsed.score,
        notify=parsed.notify,
        half_life_days=parsed.half_life,
    )
    refuse_endless(ctx, check_new(ctx, rule).query)
    return save_rule(ctx, rule)


def _why(parsed: argparse.Namespace, ctx: Context, console: Console) -> None:
    explanation = explain(ctx, articles.find(ctx.library.reader(), _name(parsed)))
    for reason in explanation.reasons:
        if parsed.json:
            console.record({part.name: getattr(reason, part.name) for part in fields(reason)})
        else:
            console.result(reason.sentence)
    if not parsed.json:
        console.result(f"{signed(explanation.total)} in all")
    for sentence in explanation.stopped:
        console.say(sentence)


def _by_name(operation: Callable[[Context, str], Outcome]) -> Callable[[argparse.Namespace, Context, Console], Outcome]:
    return lambda parsed, ctx, _: operation(ctx, _name(parsed))


def _name(parsed: argparse.Namespace) -> str:
    if not parsed.words:
        raise UsageError(f"{parsed.what} needs a name")
    return " ".join(parsed.words)


def _record(record: RuleRecord) -> dict[str, Any]:
    rule = {part.name: getattr(record.rule, part.name) for part in fields(record.rule)}
    rule["made_at"] = iso(record.rule.made_at)
    return {
        **rule,
        "line": record.line,
        "found": record.found,
        "last": iso(record.last),
        "stopped": iso(record.stopped),
    }


_DOES: Final[Mapping[str, Callable[[argparse.Namespace, Context, Console], Outcome | None]]] = MappingProxyType(
    {
        "list": _list,
        "preview": _preview,
        "add": _add,
        "run": _by_name(run_rule),
        "undo": _by_name(undo_rule),
        "on": _by_name(lambda ctx, name: switch_rule(ctx, name, enabled=True)),
        "off": _by_name(lambda ctx, name: switch_rule(ctx, name, enabled=False)),
        "drop": _by_name(drop_rule),
        "why": _why,
    }
)
