"""Rules as the user handles them: trying, making, changing and dropping them, and running one over the library."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsterm.model.article import ArticleRow
from newsterm.model.event import EventKind
from newsterm.model.listing import Listing
from newsterm.model.outcome import Outcome
from newsterm.model.rule import RULE_ACTOR, Rule
from newsterm.operations.context import Context
from newsterm.operations.rule_actions import drafts_of, label_of, stopped_words
from newsterm.operations.rule_book import RuleBook, find_name, rule_book
from newsterm.operations.rule_checks import RuleError, check_rule
from newsterm.operations.undo import history, undo_actor
from newsterm.operations.wording import capitalised, quoted
from newsterm.storage import events, journal, rule_state, windows
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.rules import KIND, to_value
from newsterm.storage.scopes import latest_arrival
from newsterm.storage.times import from_seconds, to_seconds


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would have found."""

    count: int
    rows: tuple[ArticleRow, ...]
    """The newest of it."""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule and what it has done so far."""

    rule: Rule
    line: int | None
    """Where it stands in rules.toml; None for a rule of the library."""
    found: int
    """How many articles it found, without what was taken back."""
    last: datetime | None
    """When it last did."""
    stopped: datetime | None = None
    """When it took too long and was stopped; None if it did not, or worked since."""
    why: str = ""
    """What it did then, after its name in a sentence."""

    @property
    def trouble(self) -> str:
        """The sentence on why it was stopped, "" if it was not."""
        return stopped_words(self.rule.name, self.why) if self.stopped else ""


def preview(ctx: Context, query: str, most: int = 5) -> Preview:
    """Say what of the library a query finds: what a rule with it would have acted on.

    Raises:
        QueryError: it is wrong, or a regular expression took too long.
    """
    reader, listing, now = ctx.library.reader(), Listing(query), ctx.now()
    rows = windows.window(reader, listing, 0, most, now)
    count = len(rows) if len(rows) < most else windows.count(reader, listing, now)
    return Preview(count, tuple(rows))


def records(ctx: Context, book: RuleBook | None = None) -> list[RuleRecord]:
    """All rules with what they have done, in the order in which they act."""
    book, reader = book or rule_book(ctx), ctx.library.reader()
    state, scored = rule_state.read(reader), rule_state.read_scored(reader)
    found = []
    for rule in book.rules:
        count, last = state.fired.get(rule.name, (0, 0))
        at, why = 0, ""
        stop = state.stopped.get(rule.name)
        if stop and stop.print == rule_state.print_of(rule):
            at, why = stop.at, stop.why
        elif scored and rule.enabled and rule.name in scored.stopped:
            at, why = scored.at, scored.stopped[rule.name]
        line, fired = book.lines.get(rule.name), from_seconds(last) if last else None
        found.append(RuleRecord(rule, line, count, fired, from_seconds(at) if why else None, why))
    return found


def save_rule(ctx: Context, rule: Rule, *, before: str = "") -> Outcome:
    """Make a rule, or put it in the place of one; it acts on what arrives from now on.

    Args:
        ctx: the library and who acts.
        rule: the rule; without a time it is made now.
        before: the name of the rule that it replaces, "" for a new one.

    Raises:
        RuleError: it makes no sense, or its name is another rule's.
        NotFoundError: there is no rule to replace.
    """
    old = _own(ctx, rule_book(ctx), before).name if before else ""
    rule = check_new(ctx, rule, old)
    changes = {old: None} if old and old != rule.name else {}
    does = "changed" if old else "made"
    return _define(ctx, {**changes, rule.name: rule}, f"{does} the rule {quoted(rule.name)}")


def check_new(ctx: Context, rule: Rule, before: str = "") -> Rule:
    """Return a rule as `save_rule` would keep it.

    Args:
        ctx: the library and the clock.
        rule: the rule; without a time it is made now.
        before: the name of the rule that it replaces, "" for a new one.

    Raises:
        RuleError: it makes no sense, or its name is another rule's.
    """
    now = from_seconds(to_seconds(ctx.now()))
    rule = check_rule(ctx.library.reader(), replace(rule, made_at=rule.made_at or now))
    if rule.name != before and any(known.name == rule.name for known in rule_book(ctx).rules):
        raise RuleError(f"Another rule is called {quoted(rule.name)} already.", "name")
    return rule


def switch_rule(ctx: Context, name: str, *, enabled: bool) -> Outcome:
    """Switch a rule on or off.

    Raises:
        NotFoundError: there is none of that name.
        RuleError: it stands in rules.toml.
    """
    rule = replace(_own(ctx, rule_book(ctx), name), enabled=enabled)
    return _define(ctx, {rule.name: rule}, f"switched the rule {quoted(rule.name)} {'on' if enabled else 'off'}")


def drop_rule(ctx: Context, name: str) -> Outcome:
    """Drop a rule; what it did stays.

    Raises:
        NotFoundError: there is none of that name.
        RuleError: it stands in rules.toml.
    """
    rule = _own(ctx, rule_book(ctx), name)
    return _define(ctx, {rule.name: None}, f"dropped the rule {quoted(rule.name)}")


def run_rule(ctx: Context, name: str) -> Outcome:
    """Let a rule act on all articles of the library that it finds, as one action.

    Raises:
        NotFoundError: there is no rule of that name.
        RuleError: it only gives notice.
        QueryError: a regular expression took too long.
    """
    rule = rule_book(ctx).find(name)
    if not rule.marks and rule.score:
        return Outcome(f"Rule {quoted(rule.name)} needs no running: points count for all articles at once")
    if not rule.marks:
        raise RuleError(f"Rule {quoted(rule.name)} only gives notice of what arrives; there is nothing to run.")
    ids = windows.ids(ctx.library.reader(), Listing(rule.query), ctx.now())
    with ctx.library.writing(durable=True) as connection:
        appended = journal.append(
            connection,
            drafts_of(rule, ids),
            actor=rule.actor,
            now=ctx.now(),
            label=lambda changed: label_of(rule, changed),
        )
        if appended.group:
            state = rule_state.read(connection)
            state.count(rule.name, len(appended.articles), to_seconds(ctx.now()))
            rule_state.write(connection, state)
    if not appended.group:
        words = "has done that already" if ids else "finds nothing"
        return Outcome(f"Rule {quoted(rule.name)} {words}")
    return Outcome(capitalised(appended.label), articles=appended.articles, group=appended.group)


def undo_rule(ctx: Context, name: str) -> Outcome:
    """Take back all that a rule did, as one step; one that was dropped is still known by what it did.

    Raises:
        NotFoundError: no rule is called so, and none was that did anything.
    """
    if history(ctx, 1, actor=f"{RULE_ACTOR}{name}"):
        return undo_actor(ctx, f"{RULE_ACTOR}{name}")
    acted = [actor.removeprefix(RULE_ACTOR) for actor in events.actors(ctx.library.reader(), RULE_ACTOR)]
    names = [rule.name for rule in rule_book(ctx).rules]
    return undo_actor(ctx, f"{RULE_ACTOR}{find_name(name, [*names, *acted])}")


def _own(ctx: Context, book: RuleBook, name: str) -> Rule:
    """A rule that stands in the library."""
    rule = book.find(name)
    if rule.name in book.lines:
        where = f"{ctx.rules_file}, line {book.lines[rule.name]}"
        raise RuleError(f"Rule {quoted(rule.name)} stands in {where}; change it there.")
    return rule


def _define(ctx: Context, changes: dict[str, Rule | None], label: str) -> Outcome:
    """Write definitions; what has arrived by now is no business of the rules that are written."""
    drafts = [
        journal.Draft(
            EventKind.DEFINED, {"kind": KIND, "name": name, "value": None if rule is None else to_value(rule)}
        )
        for name, rule in changes.items()
    ]
    with ctx.library.writing(durable=True) as connection:
        appended = journal.append(connection, drafts, actor=ctx.actor, now=ctx.now(), label=label)
        _begin_now(connection, [rule for rule in changes.values() if rule is not None and rule.enabled])
    if not appended.group:
        return Outcome("Nothing to change")
    return Outcome(capitalised(label), definitions=appended.definitions, group=appended.group)


def _begin_now(connection: LibraryConnection, rules: list[Rule]) -> None:
    state = rule_state.read(connection)
    latest = latest_arrival(connection)
    new = {rule_state.print_of(rule): latest for rule in rules}
    stopped = [rule.name for rule in rules if rule.name in state.stopped]
    if stopped or not new.keys() <= state.since.keys():
        state.since = new | state.since
        for name in stopped:
            del state.stopped[name]
        rule_state.write(connection, state)
