"""Noting that the user has seen what a publisher made of an article that they had read before."""

from newsterm.model.event import EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record
from newsterm.operations.wording import capitalised, quoted
from newsterm.storage import articles
from newsterm.storage.journal import Draft


def see_edit(ctx: Context, article: int, revision: int) -> Outcome:
    """Note that an article was looked at as it is after so many edits; its row says no more that it was edited.

    Args:
        ctx: the library and who acts, which is "shown".
        article: the article.
        revision: how often the text that was seen had been edited.
    """
    rows = articles.rows(ctx.library.reader(), [article])
    if not rows:
        return Outcome("No articles there")
    label = f"saw the edit of {quoted(rows[0].title or 'untitled')}"
    draft = Draft(EventKind.EDIT_SEEN, {"articles": [article], "revision": revision})
    appended = record(ctx, [draft], label)
    return Outcome(capitalised(label), articles=appended.articles, group=appended.group)
