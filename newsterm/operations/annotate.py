"""Writing a note on an article."""

from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record
from newsterm.operations.wording import capitalised, quoted
from newsterm.storage import articles, journal, notes
from newsterm.text.terminal_safety import make_safe


def write_note(ctx: Context, article: int, text: str) -> Outcome:
    """Replace the note on an article; an empty text removes it.

    Raises:
        NotFoundError: there is no such article.
    """
    reader = ctx.library.reader()
    title = quoted(articles.by_id(reader, article).row.title or "untitled")
    before = notes.of(reader, article)
    text = make_safe(text).strip()
    does = f"{'changed' if before else 'wrote'} the note on {title}" if text else f"removed the note from {title}"
    draft = journal.Draft(EventKind.NOTED, {"articles": [article], "text": text}, encode(article))
    appended = record(ctx, [draft], does)
    if not appended.group:
        return Outcome(f"The note on {title} is as it was" if text else f"There is no note on {title}")
    return Outcome(capitalised(does), articles=appended.articles, group=appended.group)
