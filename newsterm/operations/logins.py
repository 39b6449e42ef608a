"""Logins of feeds: names are in the library or in config.toml, passwords in the system's keyring or in config.toml.

Nothing of a password is ever in the library, in logs or in exports.
"""

import contextlib
from collections.abc import Mapping
from urllib.parse import urlsplit

from newsterm.model.errors import NewstermError
from newsterm.model.feed import FetchState
from newsterm.model.login import Login
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.feed_settings import set_login_name
from newsterm.storage import fetch_states

_SERVICE = "newsterm"


class LoginError(NewstermError):
    """A login cannot be kept or found."""


def save_login(ctx: Context, feed: int, login: Login) -> Outcome:
    """Keep a login: its password in the system's keyring.

    Raises:
        LoginError: the system has no keyring, or it is locked.
        NotFoundError: there is no such feed.
    """
    state = fetch_states.of_feed(ctx.library.reader(), feed)
    if state is not None:
        keep_password(state.url, login)
    outcome = set_login_name(ctx, feed, login.name)
    return outcome if outcome.changed else Outcome(f"Changed the password of {login.name}", feeds=(feed,))


def keep_password(url: str, login: Login) -> None:
    """Keep the password of a login to the feed at an address in the system's keyring.

    Raises:
        LoginError: the system has none, or it is locked.
    """
    import keyring
    import keyring.errors

    try:
        keyring.set_password(_SERVICE, _key(url, login.name), login.password)
    except keyring.errors.KeyringError as error:
        raise LoginError(
            "This system has no keyring that newsterm can use; put the login into config.toml:"
            f' [login."{url}"], then name = "…" and password = "…".'
        ) from error


def drop_login(ctx: Context, feed: int) -> Outcome:
    """Forget a login, in the keyring too.

    Raises:
        NotFoundError: there is no such feed.
    """
    import keyring
    import keyring.errors

    state = fetch_states.of_feed(ctx.library.reader(), feed)
    if state is not None and state.settings.login:
        with contextlib.suppress(keyring.errors.KeyringError):  # it was in config.toml, or is gone already
            keyring.delete_password(_SERVICE, _key(state.url, state.settings.login))
    return set_login_name(ctx, feed, "")


def login_of(state: FetchState, configured: Mapping[str, Login]) -> Login | None:
    """The login of a feed; None where it has none.

    Args:
        state: of the feed.
        configured: logins of config.toml, by the addresses of their feeds.

    Raises:
        LoginError: it has one whose password cannot be found.
    """
    if state.url in configured:
        return configured[state.url]
    if not state.settings.login:
        return None
    import keyring
    import keyring.errors

    try:
        password = keyring.get_password(_SERVICE, _key(state.url, state.settings.login))
    except keyring.errors.KeyringError as error:
        raise LoginError(f"The system's keyring does not give the password of {state.settings.login}.") from error
    if password is None:
        raise LoginError(f"The system's keyring has no password of {state.settings.login}; set the login anew.")
    return Login(state.settings.login, password)


def _key(url: str, name: str) -> str:
    """What the keyring calls a login: the name at the origin of the feed's address."""
    parts = urlsplit(url)
    return f"{name}@{parts.scheme}://{parts.netloc}"
