"""Marking parts of the list read: above, below, older than, all. Nothing is asked, since one undo takes it back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from newsterm.interface.actions.aiming import AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.model.errors import QueryError
from newsterm.model.identifiers import first_id_at
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read
from newsterm.query.completion import Completion
from newsterm.query.quantities import read_duration, seconds_of
from newsterm.storage.windows import EVERYTHING

_SUGGESTED = ("1d", "2d", "1w", "2w", "1mo")
_MOST_DIGITS = 4
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class ListMarkingActions(AimingActions):
    """Actions that mark many articles of the list read."""

    def action_mark_list_read(self) -> None:
        """Mark every article in the list read."""
        self._mark_part(lambda ids: ids, "No articles here.")

    def action_mark_above(self) -> None:
        """Mark what stands above the cursor read."""
        if (row := self.articles.current) is not None:
            self._mark_part(lambda ids: ids[: _place(ids, row.id)], "Nothing above.", up_to=row.id)

    def action_mark_below(self) -> None:
        """Mark what stands below the cursor read."""
        if (row := self.articles.current) is not None:
            self._mark_part(lambda ids: ids[_place(ids, row.id) + 1 :], "Nothing below.")

    @asks("ask how old")
    async def action_mark_older(self) -> None:
        """Ask for an age, and mark what is older read."""
        from newsterm.operations.snooze_times import time_words

        now = self.session.now

        def before(text: str) -> datetime:
            age = timedelta(seconds=seconds_of(read_duration("".join(text.split()), 1)))
            return now() - min(age, now() - _BEGINNING)

        def words(text: str) -> str:
            return f"before {time_words(before(text), now(), None)}"

        def complete(text: str, cursor: int) -> list[Completion]:
            ages = [f"{text}{unit}" for unit in "dwh"] if text.isdecimal() and len(text) < _MOST_DIGITS else _SUGGESTED
            return [Completion(age, 0, cursor, words(age)) for age in ages if age.startswith(text[:cursor])]

        def tell(text: str) -> None:
            try:
                self.say(f"Marks what came {words(text)}")
            except QueryError:
                self.say("")

        answer = await self.ask(
            "Mark read what is older than", complete=complete, on_change=tell, refuse=self.refusing(before)
        )
        self.say("")
        if answer is not None:
            bound = first_id_at(int(before(answer).timestamp()))
            self._mark_part(lambda ids: [article for article in ids if article < bound], "Nothing here is that old.")

    def _mark_part(
        self, part: Callable[[Sequence[int]], Sequence[int]], nothing: str, *, up_to: int | None = None
    ) -> None:
        """Mark a part of the list, of which the beginning is enough that ends with the article `up_to`."""
        read, beginning = self.list_beginning(), self.articles.cursor + 1

        def operation(context: Context) -> Outcome:
            ids = read(context, beginning) if up_to is not None else ()
            ids = part(ids if up_to in ids else read(context, EVERYTHING))
            return mark_read(context, ids) if ids else Outcome(nothing)

        self.do(operation, within_list=True)


def _place(ids: Sequence[int], article: int) -> int:
    """Where an article stands in a list; one that has left it, at its beginning."""
    return ids.index(article) if article in ids else 0
