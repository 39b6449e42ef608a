"""The command line: sentences such as "tag +iran where title:soleimani", and every command by its name."""

import sqlite3
from asyncio import sleep, wrap_future
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from textual import work

from newsterm.interface.actions.aiming import AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import Aim
from newsterm.interface.commands import Command
from newsterm.model.errors import NewstermError
from newsterm.query.completion import Completion

_WHILE_TYPING = 0.12
"""Seconds without a key after which it is counted what a sentence would change."""
_PATIENCE = 0.5
"""Seconds more after which it is said what is wrong with a sentence under way."""
_MOST_KEPT = 100
_CAN_BE_SAID = "star, tag, read, later, archive, snooze … where QUERY; or the name of a command"


class CommandLineActions(AimingActions):
    """The action of the command line."""

    _said: tuple[str, ...] = ()
    """What was done here, oldest first."""
    _counting: Future[Any] | None = None

    @asks("ask what to do")
    async def action_command_line(self) -> None:
        """Ask what to do, telling how many articles that would change while it is typed, and do it."""
        from newsterm.operations.sentence_completion import complete_sentence
        from newsterm.operations.sentences import SentenceError, perform_sentence, understand_sentence

        aim, vocabulary, context = self._aim_of_words(), self.session.vocabulary(), self.session.context("key")

        def complete(text: str, cursor: int) -> list[Completion]:
            if not text.strip():
                return []  # so that the up arrow brings what was said before
            offered = complete_sentence(text, cursor, vocabulary, self.session.now())
            return [*offered, *self._named_like(text[:cursor])]

        def check(text: str) -> None:
            try:
                if text.strip():
                    understand_sentence(context, text)
            except SentenceError as error:
                if not self._command_called(text):
                    raise SentenceError(self._mended(text, str(error)), error.column) from error

        answer = await self.ask(
            ":",
            complete=complete,
            history=self._said,
            on_change=lambda text: self._tell_what_it_does(text, aim),
            refuse=self.refusing(check),
            manual="query",
            about=_CAN_BE_SAID,
        )
        self.workers.cancel_group(self, "preview")
        self.say("")
        if not answer or not answer.strip():
            return
        self._said = (*(said for said in self._said if said != answer), answer)[-_MOST_KEPT:]
        try:
            sentence = understand_sentence(context, answer)
        except SentenceError:
            if command := self._command_called(answer):
                self.call_later(self.run_command, command)
            return
        if sentence.query is not None:
            self.do(lambda context: perform_sentence(context, sentence))
        elif aim:
            self.do(lambda context: perform_sentence(context, sentence, aim.ids), aim.ids)
            self.go_on(aim)
        else:
            self.say("No article is selected.")

    def _aim_of_words(self) -> Aim | None:
        """What a sentence without a query is about."""
        if self.articles.selected:
            return Aim(list(self.articles.selected), None)
        row = self.current_row()
        return Aim([row.id], [row]) if row else None

    @work(group="preview", exclusive=True, description="count what would change", exit_on_error=False)
    async def _tell_what_it_does(self, text: str, aim: Aim | None) -> None:
        """Say how many articles a sentence would change; the count before is stopped."""
        from newsterm.operations.sentences import preview_sentence, understand_sentence

        if self._counting and not self._counting.done():
            self.session.interrupt()
        await sleep(_WHILE_TYPING)
        context = self.session.context("key")
        try:
            sentence = understand_sentence(context, text)
        except NewstermError as error:
            command = self._command_called(text)
            self.say(command.help if command else "")
            if not command and text.strip():
                await sleep(_PATIENCE)
                self.say(self._mended(text, str(error)))
            return
        ids = aim.ids if aim else []
        self._counting = self.session.begin(lambda _: preview_sentence(context, sentence, ids))
        try:
            self.say((await wrap_future(self._counting)).sentence)
        except NewstermError as error:
            self.say(str(error), error=True)
        except sqlite3.OperationalError:
            return  # interrupted by the next one

    # Commands by their names

    def _commands(self) -> Sequence[Command]:
        return [command for command in self.keymap.commands if command.id != "program.command_line"]

    def _command_called(self, text: str) -> Command | None:
        """The command of a title or an id."""
        name = " ".join(text.split()).casefold()
        return next((each for each in self._commands() if name in {each.id, each.title.casefold()}), None)

    def _named_like(self, typed: str) -> list[Completion]:
        """The commands whose title, or else whose id, begins with what is typed."""
        name = typed.lstrip().casefold()
        found = {each.title.casefold(): each for each in self._commands() if each.title.casefold().startswith(name)}
        offered = [Completion(title, 0, len(typed), each.help) for title, each in found.items()]
        if "." in name:
            offered += [
                Completion(each.id, 0, len(typed), each.help) for each in self._commands() if each.id.startswith(name)
            ]
        return offered if name else []

    def _mended(self, text: str, wrong: str) -> str:
        """What is wrong, with the nearest command where the first word is no verb and no sentence goes on from it."""
        from newsterm.operations.sentence_verbs import VERBS
        from newsterm.operations.sentences import WHERE
        from newsterm.query.names import nearest

        first, *others = text.lower().split()
        if first in VERBS or any(word == WHERE or word[0] in "+-" for word in others):
            return wrong
        titles = [each.title.lower() for each in self._commands()]
        near = nearest(text, [*VERBS, *titles, *(each.id for each in self._commands())])
        return f"There is no verb or command `{text.strip()}`; did you mean `{near}`?" if near else wrong
