"""Views: saving a query under a name, editing, renaming and dropping it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newsterm.model.errors import NewstermError, NotFoundError
from newsterm.model.listing import Sort
from newsterm.model.outcome import Outcome
from newsterm.model.view import View
from newsterm.operations.context import Context
from newsterm.operations.define import define_all
from newsterm.operations.view_queries import check_query, find_named, referring, with_new_name
from newsterm.operations.wording import listed, quoted
from newsterm.storage import definitions, views
from newsterm.text.terminal_safety import make_safe_line

LONGEST_NAME = 60
"""Characters of a view's name."""
_SORTED = {Sort.NEWEST: "newest first", Sort.OLDEST: "oldest first", Sort.SCORE: "highest score first"}
_Changes = list[tuple[str, str, Any | None]]
"""Kind, name and value of definitions."""


class ViewNameError(NewstermError):
    """A name that no view can have."""


def save_view(ctx: Context, name: str, query: str, sort: Sort = Sort.NEWEST) -> Outcome:
    """Save a query under a name; a view that goes by it already is replaced, and keeps its place and its rows.

    Raises:
        QueryError: the query is wrong, or leads back to this view.
        ViewNameError: the name is none.
    """
    known = views.all_views(ctx.library.reader())
    name, query = check_name(name), make_safe_line(query).strip()
    before = find_named(known, name)
    check_query(known, before.name if before else name, query)
    changes = _put(View(name, query, sort, before.rows if before else ""), before)
    if before and before.name != name:
        changes += _renamed_in_orders(ctx, before.name, name)
    does = f"replaced the view {quoted(before.name)}" if before else f"saved the view {quoted(name)}"
    outcome = define_all(ctx, changes, does)
    return outcome if outcome.changed else Outcome(f"{quoted(name)} is that view already")


def edit_query(ctx: Context, name: str, query: str) -> Outcome:
    """Give a view another query.

    Raises:
        NotFoundError: there is no such view.
        QueryError: the query is wrong, or leads back to this view.
    """
    view, query = find_view(ctx, name), make_safe_line(query).strip()
    check_query(views.all_views(ctx.library.reader()), view.name, query)
    outcome = define_all(ctx, _put(replace(view, query=query)), f"changed the query of {quoted(view.name)}")
    return outcome if outcome.changed else Outcome(f"{quoted(view.name)} has that query already")


def rename_view(ctx: Context, name: str, new_name: str) -> Outcome:
    """Give a view another name, also in the queries of the views that refer to it, and where it is arranged.

    Raises:
        NotFoundError: there is no such view.
        ViewNameError: the new name is none, or another view's.
    """
    known = views.all_views(ctx.library.reader())
    view = find_view(ctx, name)
    new_name = check_new_name(known, view.name, new_name)
    if view.name == new_name:
        return Outcome(f"It is called {quoted(view.name)} already")
    changes = _put(replace(view, name=new_name), view) + _renamed_in_orders(ctx, view.name, new_name)
    for each in referring(known, view.name):
        changes += _put(replace(each, query=with_new_name(each.query, view.name, new_name)))
    return define_all(ctx, changes, f"renamed the view {quoted(view.name)} to {quoted(new_name)}")


def check_new_name(known: Sequence[View], name: str, new_name: str) -> str:
    """Return another name of a view as it is kept.

    Raises:
        ViewNameError: it is no name, or another view's.
    """
    tidy = check_name(new_name)
    other = find_named(known, tidy)
    if other and other.name != name:
        raise ViewNameError(f"Another view is called {quoted(other.name)} already.")
    return tidy


def drop_view(ctx: Context, name: str) -> Outcome:
    """Drop a view; its articles stay as they are.

    Raises:
        NotFoundError: there is no such view.
    """
    view = find_view(ctx, name)
    broken = [quoted(each.name) for each in referring(views.all_views(ctx.library.reader()), view.name)]
    outcome = define_all(ctx, [("view", view.name, None)], f"dropped the view {quoted(view.name)}")
    if not broken:
        return outcome
    still = f"{listed(broken)} still refer{'s' * (len(broken) == 1)} to it"
    return replace(outcome, sentence=f"{outcome.sentence}; {still}")


def set_sort(ctx: Context, name: str, sort: Sort) -> Outcome:
    """Keep another order with a view.

    Raises:
        NotFoundError: there is no such view.
    """
    view = find_view(ctx, name)
    words = f"sorted {quoted(view.name)} {_SORTED.get(sort, sort.value)}"
    return define_all(ctx, _put(replace(view, sort=sort)), words)


def set_rows(ctx: Context, name: str, rows: str) -> Outcome:
    """Keep other rows with a view.

    Args:
        ctx: the library and who acts.
        name: the view's.
        rows: "compact", "comfortable", or "" for what the user has everywhere.

    Raises:
        NotFoundError: there is no such view.
    """
    view = find_view(ctx, name)
    return define_all(ctx, _put(replace(view, rows=rows)), f"gave {quoted(view.name)} {rows or 'the usual'} rows")


def find_view(ctx: Context, name: str) -> View:
    """The view of a name, in whatever case it is written.

    Raises:
        NotFoundError: there is none; the message says which comes near.
    """
    known = views.all_views(ctx.library.reader())
    found = find_named(known, name)
    if found is None:
        from newsterm.query.names import nearest

        near = nearest(name, [view.name for view in known])
        hint = f" Did you mean {quoted(near)}?" if near else ""
        raise NotFoundError(f"No view is called {quoted(make_safe_line(name).strip())}.{hint}")
    return found


def check_name(name: str) -> str:
    """Return a view's name as it is kept: safe, on one line, single spaces.

    Raises:
        ViewNameError: it is empty or too long.
    """
    tidy = " ".join(make_safe_line(name).split())
    if not tidy:
        raise ViewNameError("A view needs a name.")
    if len(tidy) > LONGEST_NAME:
        raise ViewNameError(f"A view's name has at most {LONGEST_NAME} characters; this one has {len(tidy)}.")
    return tidy


def _put(view: View, before: View | None = None) -> _Changes:
    """The changes that put a view in the place of another."""
    dropped: _Changes = [("view", before.name, None)] if before and before.name != view.name else []
    return [*dropped, ("view", view.name, views.to_value(view))]


def _renamed_in_orders(ctx: Context, name: str, new_name: str) -> _Changes:
    """The changes that keep a renamed view where it was among views and splits."""
    changes: _Changes = []
    for order, old, new in (("views", name, new_name), ("splits", f"view:{name}", f"view:{new_name}")):
        items = definitions.order(ctx.library.reader(), order)
        if old in items:
            changes.append(("order", order, {"items": [new if item == old else item for item in items]}))
    return changes
