"""`newsterm do`: a sentence as the screen's command line takes it."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.sentence_verbs import VERBS
from newsterm.operations.sentences import SentenceError, perform_sentence, preview_sentence, understand_sentence

_EPILOG = """\
A sentence is a verb, what it takes, "where", and a query. `newsterm undo` takes back all
that one sentence did.

verbs:
{verbs}

examples:
  newsterm do 'archive where feed:example age>2w' --dry-run
  newsterm do 'tag +iran -old where title:soleimani is:unread'
  newsterm do 'snooze mon 9:30 where is:later'
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    verbs = [f"  {f'{name} {verb.example}'.strip():<20} {verb.help}" for name, verb in VERBS.items()]
    parser.epilog = _EPILOG.format(verbs="\n".join(verbs))
    parser.add_argument("words", metavar="SENTENCE", nargs="+", help="what to do, where")
    parser.add_argument("--dry-run", action="store_true", help="say how many articles it would change; change nothing")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Do what the sentence says, or tell what it would do."""
    sentence = understand_sentence(ctx, " ".join(parsed.words))
    if sentence.query is None:
        raise SentenceError(f"Say which articles: {sentence.verb} … where QUERY.", sentence.query_column)
    if parsed.dry_run:
        console.result(preview_sentence(ctx, sentence).sentence)
    else:
        console.say(perform_sentence(ctx, sentence).sentence)
    return 0
