"""The user's own commands: other commands in a row, a deed on what a query finds, or a program."""

import json
from collections.abc import Sequence
from typing import Any

from textual import work
from textual.worker import Worker, WorkerError, WorkerState

from newsterm.interface.article_screen import ArticleScreen
from newsterm.interface.commands import Command
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.model.user_command import UserCommand
from newsterm.operations.context import Context


def _do_where(context: Context, entry: UserCommand) -> Outcome:
    """Do a command's deed; what is wrong is told under its title."""
    from newsterm.operations.user_command import do_where

    try:
        return do_where(context, entry.query, entry.do)
    except NewstermError as error:
        raise NewstermError(f"{entry.title}: {error}") from error


class UserCommandActions(ArticleScreen):
    """Actions that the user made."""

    async def action_user_command(self, number: int) -> None:
        """Do what an entry of config.toml says.

        Args:
            number: of the entry, from 0.
        """
        entry = self.session.settings.command[number]
        if entry.run:
            commands = {command.id: command for command in self.keymap.commands}
            await self._run_all([commands[name] for name in entry.run], self.take_count(default=0) or None)
        elif entry.program:
            if row := self.current_row():
                self._run_program(entry, row)
            else:
                self.say("No article is selected.")
        else:
            self.do(lambda context: _do_where(context, entry))

    async def _run_all(self, commands: Sequence[Command], count: int | None) -> None:
        """Run commands in a row, all for the same articles.

        Those behind one that asks something wait for its answer, and are dropped with it.
        """
        for number, command in enumerate(commands, 1):
            rest = commands[number:]
            self.stays = bool(rest)
            await self.run_command(command, count)
            if rest and self._questions():
                self._run_when_answered(rest, count)
                return

    @work(group="own", exclusive=True, description="go on with the user's command")
    async def _run_when_answered(self, commands: Sequence[Command], count: int | None) -> None:
        try:
            await self.app.workers.wait_for_complete(self._questions())
            if not self.was_left:
                await self._run_all(commands, count)
        except WorkerError:
            return  # another question took the place of this one
        finally:
            self.stays = bool(self._questions())

    def _questions(self) -> list[Worker[Any]]:
        """The questions that this screen asks."""
        states = {WorkerState.PENDING, WorkerState.RUNNING}
        mine = (worker for worker in self.workers if worker.node is self)
        return [worker for worker in mine if worker.group == "prompt" and worker.state in states]

    @work(group="program", description="run the user's program")
    async def _run_program(self, entry: UserCommand, row: ArticleRow) -> None:
        from newsterm.operations.user_command import run_program

        self.say(f"{entry.title} …")
        try:
            said = await run_program(entry.program, self._as_json(row))
        except NewstermError as error:
            self.say(f"{entry.title}: {error}", error=True)
        else:
            self.say(said or f"{entry.title}: done")

    def _as_json(self, row: ArticleRow) -> bytes:
        """The article as `newsterm show --json` prints it."""
        from newsterm.commands.articles import record_maker

        record = record_maker(self.session.context("key"))(row)
        whole = {**record, "text": self.session.article(row.id).document.text}
        return json.dumps(whole, ensure_ascii=False).encode() + b"\n"
