"""Rules: making one of a search, the list of all of them, and what the background process says of them."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.views import ViewActions
from newsterm.interface.cells import cut_name
from newsterm.interface.key_names import display_key
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context

if TYPE_CHECKING:
    from newsterm.background.client import BackgroundProcess
    from newsterm.model.rule import Firing, Rule
    from newsterm.operations.rules import Preview, RuleRecord

_HOUR = 3600
_KINDS = frozenset({"rule", "view"})
"""Kinds of definitions that change what articles score."""
_LONGEST_NAME = 40


class RuleActions(ViewActions):
    """Actions on rules."""

    background: "Callable[[], BackgroundProcess]"
    """Gives what fetches and scores beside the screen."""
    _told: frozenset[str] = frozenset()
    """Sentences on rules that were told already."""

    # What happens beside the user

    def begin_rules(self) -> None:
        """Tell what is wrong with rules, and let scores be worked out now and hourly where time changes them."""
        self._check_rules(at_start=True)
        self.set_interval(_HOUR, self._check_rules)

    @work(group="rules", exclusive=True, description="read the rules", exit_on_error=False)
    async def _check_rules(self, *, at_start: bool = False) -> None:
        path = self.session.rules_file
        if not self._has_rules() and not (path and path.exists()):
            return
        from newsterm.operations.rule_book import rule_book

        book = await self.session.read_aside(lambda _: rule_book(self.session.context("key")))
        self.tell_problems(book.problems, at_start=at_start)
        if book.scoring or self.session.recall("rules.scored"):
            await self._rescore()

    def reflect(self, outcome: Outcome) -> None:
        """Show the state that an operation left; scores follow rules."""
        super().reflect(outcome)
        if _KINDS.intersection(outcome.definitions) and (self._has_rules() or self.session.recall("rules.scored")):
            self._begin_rescore()

    def tell_problems(self, problems: tuple[str, ...], *, at_start: bool = False) -> None:
        """Say what is wrong with rules, each thing once: whole at the start, later without taking the keys."""
        new = [problem for problem in problems if problem not in self._told]
        self._told |= set(new)
        if new and at_start and self._is_waiting:
            self.tell_left_out("Left out of your rules", new)
        elif new:
            more = f" ({len(new) - 1} more; `newsterm rules` tells all)" if len(new) > 1 else ""
            room = self.status.error_width - cell_len(more)
            self.say(f"{cut_name(new[0], room) if more else new[0]}{more}", error=True)

    @property
    def _is_waiting(self) -> bool:
        """Whether a sheet would come between the user and nothing but another of the kind."""
        from newsterm.interface.screens.problems import ProblemSheet

        screen = self.app.screen
        return self.is_at_pane if screen is self else isinstance(screen, ProblemSheet)

    def tell_firing(self, firing: "Firing") -> None:
        """Give notice of what a rule found."""
        way = self.session.settings.notify
        if not way:
            return
        from newsterm.interface.notifications import give_notice

        try:
            give_notice(self.app, way, firing)
        except NewstermError as error:
            self.say(str(error), error=True)

    def _has_rules(self) -> bool:
        from newsterm.storage.rules import all_rules

        return bool(all_rules(self.session.library.reader()))

    def _begin_rescore(self) -> None:
        self.run_worker(self._rescore(), group="rescore", description="work out scores")

    async def _rescore(self) -> None:
        try:
            await self.background().rescore()
        except NewstermError as error:
            self.say(str(error), error=True)

    # Making and changing

    @asks("make a rule")
    async def action_make_rule(self) -> None:
        """Make a rule of the open search or place."""
        try:
            query = self.query_here()
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        from newsterm.model.rule import Rule

        rule = await self._ask_for_rule("New rule", Rule(query[:_LONGEST_NAME].strip(), query))
        if rule is not None:
            from newsterm.operations.rules import save_rule

            await self.act(save_rule, rule)

    async def _ask_for_rule(self, title: str, rule: "Rule", *, before: bool = False) -> "Rule | None":
        from newsterm.interface.screens.rule_form import RuleForm
        from newsterm.operations.rules import check_new

        def check(wanted: "Rule") -> "Rule":
            return check_new(self.session.context("key"), wanted, rule.name if before else "")

        form = RuleForm(title, rule, check, self._previewer(), self.session.now())
        form.on_choice = self.announce_question
        made = await self.show_sheet(form)
        self.question_is_open()
        return made

    def _previewer(self) -> "Callable[[str], Awaitable[Preview]]":
        from newsterm.operations.rules import preview

        async def look(query: str) -> "Preview":
            self.session.interrupt()
            return await self.session.read(lambda _: preview(self.session.context("key"), query))

        return look

    # The list

    @asks("show the rules")
    async def action_rules(self) -> None:
        """Show all rules; change them, run them and take back what they did until the user leaves."""
        from newsterm.interface.screens.rule_list import RuleList
        from newsterm.operations.rule_book import rule_book
        from newsterm.operations.rules import records

        at, said = 0, ""
        while True:
            context = self.session.context("key")
            book = rule_book(context)
            found = records(context, book)
            sheet = RuleList(found, self.session.now(), cursor=at, said=said, problems=book.problems)
            sheet.on_choice = self.announce_question
            chosen = await self.show_sheet(sheet)
            if chosen is None:
                self.question_is_open()
                return
            verb, at = chosen
            said = await self._do_with_rule(verb, found[at] if found else None)

    async def _do_with_rule(self, verb: str, record: "RuleRecord | None") -> str:
        """Do something with a rule; returns what to say about it."""
        from newsterm.model.rule import Rule
        from newsterm.operations.rules import drop_rule, run_rule, save_rule, switch_rule, undo_rule

        if verb == "add" or record is None:
            made = await self._ask_for_rule("New rule", Rule("", self._query_or_nothing()))
            outcome = await self.act(save_rule, made) if made else None
        elif verb == "change":
            made = await self._ask_for_rule("Change the rule", record.rule, before=True)
            outcome = None
            if made:
                outcome = await self.act(lambda ctx, rule: save_rule(ctx, rule, before=record.rule.name), made)
        elif verb == "switch":
            outcome = await self.act(lambda ctx: switch_rule(ctx, record.rule.name, enabled=not record.rule.enabled))
        elif verb == "drop":
            outcome = await self.act(drop_rule, record.rule.name)
        elif verb == "run":
            outcome = await self._act_as_rule(
                lambda ctx: run_rule(ctx, record.rule.name), "history.open", "takes it back, in the history"
            )
            if record.rule.score:
                self._begin_rescore()
        else:
            outcome = await self._act_as_rule(
                lambda ctx: undo_rule(ctx, record.rule.name), "history.redo", "does it again"
            )
        return outcome.sentence if outcome else self.status.text

    async def _act_as_rule(self, operation: Callable[[Context], Outcome], command: str, words: str) -> Outcome | None:
        """Do what a plain undo passes over, and say which key leads back."""
        try:
            outcome = await self.session.perform(operation)
        except NewstermError as error:
            self.say(str(error), error=True)
            return None
        keys = self.keymap.keys[command]
        self.say(outcome.sentence + (f" · {display_key(keys[0])} {words}" if outcome.changed and keys else ""))
        self.reflect(outcome)
        return outcome

    def _query_or_nothing(self) -> str:
        try:
            return self.query_here()
        except NewstermError:
            return ""
