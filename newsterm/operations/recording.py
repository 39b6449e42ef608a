"""Appends what the user did to the journal, durably, before anybody says that it happened."""

from collections.abc import Callable, Sequence

from newsterm.model.event import EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.wording import capitalised, counted, quoted
from newsterm.storage import articles, journal


def record(ctx: Context, drafts: Sequence[journal.Draft], label: str) -> journal.Appended:
    """Append events as one group that one undo takes back.

    Args:
        ctx: the library and who acts.
        drafts: what was done; the journal drops what changes nothing.
        label: words that finish "Took back: …".
    """
    with ctx.library.writing(durable=True) as connection:
        return journal.append(connection, drafts, actor=ctx.actor, now=ctx.now(), label=label)


def record_for_articles(
    ctx: Context,
    ids: Sequence[int],
    drafts: Callable[[Sequence[int]], Sequence[journal.Draft]],
    *,
    does: str,
    already: str,
) -> Outcome:
    """Record an action on articles and word its outcome by what it really changed.

    Args:
        ctx: the library and who acts.
        ids: the articles; those that are in the state already stay out.
        drafts: makes the events for ids.
        does: what it did with `{}` for the articles, such as "marked {} read".
        already: the sentence where nothing changed, with `{}` for the articles.
    """
    ids = list(dict.fromkeys(ids))
    if not ids:
        return Outcome("No articles there")
    reader = ctx.library.reader()
    name = quoted(articles.rows(reader, ids)[0].title or "untitled") if len(ids) == 1 else ""
    with ctx.library.writing(durable=True) as connection:
        appended = journal.append(
            connection,
            drafts(ids),
            actor=ctx.actor,
            now=ctx.now(),
            label=lambda changed: does.format(name or counted(len(changed), "article")),
        )
    if not appended.group:
        return Outcome(capitalised(already.format(name or f"All {len(ids):,}")))
    return Outcome(
        capitalised(does.format(name or counted(len(appended.articles), "article"))),
        articles=appended.articles,
        group=appended.group,
    )


def article_draft(kind: EventKind, **payload: str) -> Callable[[Sequence[int]], list[journal.Draft]]:
    """Return what makes the one event of this kind for many articles."""
    return lambda ids: [journal.Draft(kind, {"articles": list(ids), **payload}, "")]
