"""Tags: putting them on articles, and taking them off."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial

from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import Aim, ArticleScreen
from newsterm.operations.tag import TagError, check_tag, tag, untag
from newsterm.query.completion import Completion
from newsterm.storage import articles, tags

_BETWEEN = re.compile(r"[\s,]+")
"""What parts the tags of an answer."""
_MOST_ASKED = 500
"""Articles whose tags are looked at, to offer those that can be taken off."""


class TagActions(ArticleScreen):
    """Actions on tags."""

    def action_tag(self) -> None:
        """Ask for tags and put them on the articles."""
        if aim := self.aim():
            self._tag(aim)

    def action_untag(self) -> None:
        """Take a tag off the articles: the only one at once, else the one asked for."""
        if aim := self.aim():
            self._untag(aim)

    @asks("ask for tags")
    async def _tag(self, aim: Aim) -> None:
        names = [name for name, _ in tags.all_tags(self.session.library.reader())]
        if added := await self._ask_for("Tag", names, check_tag):
            self.do(lambda context: tag(context, aim.ids, added), aim.ids)
            self.go_on(aim)

    @asks("ask which tag to take off")
    async def _untag(self, aim: Aim) -> None:
        reader = self.session.library.reader()
        if len(aim.ids) > _MOST_ASKED:
            removed = [name for name, _ in tags.all_tags(reader)]
        else:
            rows = articles.rows(reader, aim.ids)
            removed = sorted({name for row in rows for name in row.tags})
        if not removed:
            self.say("The article has no tags." if len(aim.ids) == 1 else "The articles have no tags.")
            return
        if len(removed) > 1:
            offered = removed
            removed = await self._ask_for("Untag", offered, lambda name: _check_offered(name, offered))
        if removed:
            self.do(lambda context: untag(context, aim.ids, removed), aim.ids)
            self.go_on(aim)

    async def _ask_for(self, label: str, names: Sequence[str], check: Callable[[str], object]) -> list[str]:
        """Ask for tags that pass a check, offering some; none if the user left."""
        refuse = self.refusing(lambda text: [check(name) for name in _named(text)])
        return _named(await self.ask(label, complete=partial(_complete_last_word, names), refuse=refuse))


def _named(answer: str | None) -> list[str]:
    """The tags of an answer."""
    return [word.lstrip("#+-") for word in _BETWEEN.split(answer or "") if word]


def _check_offered(name: str, offered: Collection[str]) -> str:
    """Return a tag that is one of those that can be taken off, as it is kept.

    Raises:
        TagError: it is not.
    """
    tidy = check_tag(name)
    if tidy not in offered:
        from newsterm.query.names import nearest

        near = nearest(tidy, offered)
        raise TagError(f"There is no #{tidy} to take off" + (f"; did you mean #{near}?" if near else "."))
    return tidy


def _complete_last_word(names: Sequence[str], text: str, cursor: int) -> list[Completion]:
    """Offer the names that go on from the word at the cursor."""
    start = max(text.rfind(" ", 0, cursor), text.rfind(",", 0, cursor)) + 1
    typed = text[start:cursor].lstrip("#+-").lower()
    found = [name for name in names if name.lower().startswith(typed)]
    found += [name for name in names if typed in name.lower() and name not in found]
    return [Completion(name, start, cursor, "") for name in found]
