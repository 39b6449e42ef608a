"""Questions: actions that ask something first, and the keys that are typed before the question is there."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from newsterm.interface.article_screen import ArticleScreen

P = ParamSpec("P")
S = TypeVar("S", bound=ArticleScreen)


def asks(
    description: str,
) -> Callable[[Callable[Concatenate[S, P], Coroutine[Any, Any, None]]], Callable[Concatenate[S, P], None]]:
    """Make an action of a coroutine that asks a question; keys wait until it is open, so that none is lost.

    Args:
        description: of the worker that it becomes, in a few words.
    """

    def decorate(method: Callable[Concatenate[S, P], Coroutine[Any, Any, None]]) -> Callable[Concatenate[S, P], None]:
        @wraps(method)
        def begin(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
            coming = screen.announce_question()

            async def ask_and_act() -> None:
                try:
                    await method(screen, *args, **kwargs)
                finally:
                    coming.set()
                    if screen.keys_wait_for_deeds:
                        screen.question_is_open()

            screen.run_worker(
                ask_and_act,  # type: ignore[arg-type]  # Textual's union of callables is ambiguous
                group="prompt",
                exclusive=True,
                description=description,
            )

        return begin

    return decorate
