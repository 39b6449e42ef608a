"""Words as the full-text index sees them: the tokens of SQLite's `unicode61 remove_diacritics 2`.

Which characters part tokens and how they fold is asked of SQLite itself, a block of characters at a
time, so that both always agree. (Tokens beyond 32 KiB, which SQLite cuts, are the one exception.)
"""

import sqlite3
from functools import cache

TOKENIZER = "unicode61 remove_diacritics 2"
_BLOCK = 256


class _Folding(dict[int, str]):
    """What becomes of each character, learnt on first need: its folded form, "" or a space where it parts."""

    def __missing__(self, code: int) -> str:
        first = code - code % _BLOCK
        self.update(_learn(range(first, first + _BLOCK)))
        return self[code]


def _learn(codes: range) -> dict[int, str]:
    """Ask SQLite about some characters, each put between an x and a y."""
    known = [code for code in codes if not 0xD800 <= code <= 0xDFFF]  # UTF-8 has no surrogates
    folded = dict.fromkeys(codes, " ")
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE learnt USING fts5(text, content='', tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab(learnt, 'instance')")
        connection.execute(
            "INSERT INTO learnt(rowid, text) VALUES (1, ?)", (" ".join(f"x{chr(code)}y" for code in known),)
        )
        tokens = [row[0] for row in connection.execute("SELECT term FROM tokens ORDER BY offset")]
    finally:
        connection.close()
    position = 0
    for code in known:
        token = tokens[position]
        if token == "x":  # noqa: S105 - not that kind of token
            position += 2
        else:
            folded[code] = token[1:-1]
            position += 1
    return folded


@cache
def _folding() -> _Folding:
    return _Folding()


def fold(text: str) -> str:
    """A text as its tokens are told apart: folded, a space for each character that parts them, marks left out."""
    return text.translate(_folding())


def tokenise(text: str) -> list[str]:
    """The folded tokens of a text, in order."""
    return fold(text).split()
