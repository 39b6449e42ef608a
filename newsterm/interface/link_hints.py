"""Letters on links, and what is typed to choose one of them: by its letters or by its number."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""What links are called by, the home row first."""
_LONGEST_NUMBER = 6


def codes(count: int, letters: str = LETTERS) -> list[str]:
    """Give words of letters, as short as can be, none of which is the beginning of another; the shorter first."""
    shorter, longer = list(letters), list[str]()
    while len(shorter) + len(longer) < count:
        if not shorter:
            shorter, longer = longer, []
        begin = shorter.pop()
        longer[:0] = [begin + letter for letter in letters]
    return (shorter + longer)[:count]


class Chosen(NamedTuple):
    """A link that was chosen."""

    address: str
    copied: bool
    """Whether it is to be copied rather than opened."""


class LinkHints:
    """What has been typed so far.

    Args:
        seen: the addresses of the links on the screen, from the top.
        links: those of all links of the article, by their numbers from 1.
        copies: whether the chosen link is copied, however it is typed.
    """

    def __init__(self, seen: Sequence[str], links: Sequence[str], *, copies: bool = False) -> None:
        self._addresses = dict(zip(codes(len(seen)), seen, strict=True))
        self._links = links
        self._copies = copies
        self.typed = ""

    def letters(self) -> Mapping[str, str]:
        """What is still to be typed of each link that goes by letters, by address."""
        if self.typed.isdigit():
            return {}
        begin = len(self.typed)
        return {address: code[begin:] for code, address in self._addresses.items() if code.startswith(self.typed)}

    def takes(self, character: str) -> bool:
        """Whether a character can follow what was typed."""
        typed = self.typed + character.lower()
        if typed.isdecimal() and typed.isascii():
            return len(typed) <= _LONGEST_NUMBER
        return any(code.startswith(typed) for code in self._addresses)

    def type(self, character: str) -> Chosen | None:
        """Take a character that can follow; the link, once its letters are complete."""
        self._copies = self._copies or character.isupper()
        self.typed += character.lower()
        address = self._addresses.get(self.typed)
        return None if address is None else Chosen(address, self._copies)

    def take_back(self) -> bool:
        """Take back a character; False if there is none."""
        if not self.typed:
            return False
        self.typed = self.typed[:-1]
        return True

    def by_number(self) -> Chosen | None:
        """The link of the number that was typed, None if there is none of it."""
        number = int(self.typed) if self.typed.isdecimal() else 0
        return Chosen(self._links[number - 1], self._copies) if 1 <= number <= len(self._links) else None
