"""The demo: the bundled stories, stored in the same way as fetched ones, nothing of it from the network."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from newsterm.demo.stories import CONTENT_TYPE, DemoFeed, load_demo
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.identity import candidates
from newsterm.operations.ruling import Ruling
from newsterm.operations.settling import Answered
from newsterm.operations.storing import Arrival, Contents, store_all
from newsterm.operations.subscribe import subscribe
from newsterm.operations.wording import counted
from newsterm.parsing.feeds import parse_feed
from newsterm.storage import fetch_states
from newsterm.storage.library import Library
from newsterm.text.packing import pack_feed

_BETWEEN_STATES = timedelta(minutes=20)
"""Between two states of a feed; its newest story is older than all of them."""


def fill_with_demo(ctx: Context) -> Outcome:
    """Subscribe to the demo's feeds and store their stories, each earlier revision before the later one.

    The user's rules act on them as on any other articles.
    """
    demo = load_demo(ctx.now())
    ruling = Ruling(ctx)
    ruling.begin()
    outcome = subscribe(ctx, [feed.link for feed in demo])
    stories = sum(_store(ctx, feed) for feed in demo)
    ruling.apply()
    sentence = f"Opened the demo: {counted(stories, 'story', 'stories')} in {counted(len(demo), 'feed')}"
    return Outcome(sentence, outcome.articles, outcome.feeds, outcome.group)


@contextmanager
def demo_directory(rules_file: Path | None = None) -> Iterator[Path]:
    """Give a directory with a library of demo stories that is removed afterwards.

    Args:
        rules_file: the user's rules.toml, whose rules act on the stories.
    """
    with tempfile.TemporaryDirectory(prefix="newsterm-demo-", ignore_cleanup_errors=True) as directory:
        with closing(Library.open(Path(directory))) as library:
            fill_with_demo(Context(library, "import", rules_file=rules_file))
        yield Path(directory)


def _store(ctx: Context, feed: DemoFeed) -> int:
    """Store a feed as it stood one time after the other, if it is new, else as it stands. Returns how many are new."""
    (known,) = [state for state in fetch_states.of_feeds(ctx.library.reader()) if state.url == feed.link.url]
    bodies = feed.states if known.last_success is None else feed.states[-1:]
    new = 0
    for later, body in zip(range(len(bodies) - 1, -1, -1), bodies, strict=True):
        parsed = pack_feed(parse_feed(body, url=feed.link.url, content_type=CONTENT_TYPE))
        came = Contents(
            parsed.title,
            parsed.site_url,
            candidates(parsed.entries),
            hashlib.blake2b(body, digest_size=16).hexdigest(),
            Answered(feed.link.url),
        )
        arrival = Arrival(known.feed, known.url, feed.link.title, came, ctx.now() - later * _BETWEEN_STATES)
        new += sum(refreshed.new for refreshed in store_all(ctx.library, [arrival]))
    return new
