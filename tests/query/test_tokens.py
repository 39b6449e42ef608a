"""The tokens of a text are those of the full-text index."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from newsterm.query.tokens import TOKENIZER, tokenise


def tokens_of_sqlite(text: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, tokenize='{TOKENIZER}')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    found = [row[0] for row in connection.execute("SELECT term FROM v ORDER BY offset")]
    connection.close()
    return found


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_tokens_of_any_text_are_those_of_sqlite(text: str) -> None:
    assert tokenise(text) == tokens_of_sqlite(text)


@given(st.text(st.sampled_from("aÀé̀́ßİıǅΣςЙйё́北é한 -'’_\u0345\x00\x1c\u2028ﬁ"), max_size=30))
def test_tokens_of_texts_full_of_accents_are_those_of_sqlite(text: str) -> None:
    assert tokenise(text) == tokens_of_sqlite(text)


def test_diacritics_and_case_do_not_count() -> None:
    assert tokenise("Café CAFE café") == ["cafe"] * 3


def test_tokens_fold_to_themselves() -> None:
    everything = " ".join(chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000)
    once = tokenise(everything)
    assert [tokenise(token) for token in once] == [[token] for token in once]
