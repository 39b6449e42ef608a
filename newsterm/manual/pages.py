"""The pages of the manual; to add one, put a Markdown file beside this module.

A page begins with `# Its title` and one paragraph that says what it is about. Lines are at most 76 characters.
"""

from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from newsterm.model.errors import NotFoundError

_END = ".md"


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    name: str
    """What `newsterm manual` calls it."""
    title: str
    summary: str
    """The first paragraph, on one line."""
    text: str
    """Markdown."""


def all_pages() -> tuple[Page, ...]:
    """All pages, in the order of their names."""
    files = (file for file in _folder().iterdir() if file.name.endswith(_END))
    return tuple(_read(file) for file in sorted(files, key=lambda file: file.name))


def page(name: str) -> Page:
    """The page of a name, whatever its case.

    Raises:
        NotFoundError: there is none.
    """
    known = {each.name: each for each in all_pages()}
    found = known.get(name.strip().lower())
    if found is None:
        names = ", ".join(known)
        raise NotFoundError(f"The manual has no page {name.strip()!r}; its pages are: {names}.")
    return found


def _folder() -> Traversable:
    return resources.files("newsterm.manual")


def _read(file: Traversable) -> Page:
    text = file.read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    summary = rest.strip().partition("\n\n")[0]
    return Page(file.name.removesuffix(_END), title.removeprefix("# ").strip(), " ".join(summary.split()), text)
