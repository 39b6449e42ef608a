"""What stands before the items of a list."""

from typing import Final

from selectolax.lexbor import LexborNode

BULLET: Final = "•"


class ListNumbers:
    """Counts the items of one list, up or down, from where it says."""

    def __init__(self, node: LexborNode) -> None:
        self._is_ordered = node.tag == "ol"
        self._step = 1
        self._next = 1
        if self._is_ordered:
            attributes = node.attributes
            is_reversed = "reversed" in attributes
            self._step = -1 if is_reversed else 1
            items = sum(child.tag == "li" for child in node.iter()) if is_reversed else 1
            self._next = _number(attributes.get("start"), items)

    def marker(self, item: LexborNode) -> str:
        """The marker of the next item: a bullet, or its number with a full stop."""
        if not self._is_ordered:
            return BULLET
        number = _number(item.attributes.get("value"), self._next)
        self._next = number + self._step
        return f"{number}."


def _number(text: str | None, otherwise: int) -> int:
    """A number of at most six digits."""
    digits = (text or "").strip()
    return int(digits) if digits.removeprefix("-").isdecimal() and len(digits) < 7 else otherwise
