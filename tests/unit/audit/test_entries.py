"""One row as the verifier reads it: the short way says only what the long way says, and nothing that was changed."""

from __future__ import annotations

import json
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.audit.verifying.entries import CASE, CHAIN, DETAIL, SAYS, chain_of, fault_of, parted, proven, words_for

ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
USUAL = st.text("abcXYZ019-. ’é", max_size=12)
WORDS = st.one_of(USUAL, USUAL, ODD)
MASKS = {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}


@st.composite
def entries(draw: st.DrawFn) -> list[str | None]:
    """What an entry says: usual words, and such as nobody would write."""
    texts = [draw(WORDS) for _ in SAYS]
    kind = draw(st.sampled_from(["person", "person", "system", "nobody"]))
    actor = draw(st.one_of(st.none(), st.integers(1, 99).map(str)))
    detail = json.dumps(draw(st.dictionaries(WORDS, WORDS, max_size=2)), ensure_ascii=False)
    ip = draw(st.sampled_from([None, "203.0.113.5", "2001:db8::1"]))
    numbers: list[str | None] = [str(draw(st.integers(1, 10**15))) for _ in range(3)]
    return [*numbers, *texts[3:5], kind, actor, *texts[7:DETAIL], detail, *texts[18:20], ip, texts[21]]


def row_of(says: list[str | None], *, chain: str = "") -> str:
    """As it is sealed, and as COPY hands it out."""
    name, words = chain or chain_of(says), words_for(says)
    sealed = sha256(f"before\n{name}\n7\n{words}".encode()).hexdigest()
    return "\t".join(map(masked, [*says, says[0], name, "7", "before", sealed, words]))


def masked(cell: str | None) -> str:
    return r"\N" if cell is None else "".join(MASKS.get(one, one) for one in cell)


def is_right(row: str) -> bool:
    says, seal = parted(row)
    return seal is not None and says is not None and fault_of(says, seal) is None


@given(entries())
def test_a_row_that_is_right_is_right_the_long_way(says: list[str | None]) -> None:
    assert is_right(row_of(says))


@given(entries(), st.integers(0, len(SAYS) - 1), WORDS)
def test_the_short_way_proves_only_what_the_long_way_finds_right(
    says: list[str | None], place: int, instead: str
) -> None:
    row = row_of(says)
    cells = row.split("\t")
    cells[place] = masked(instead)
    for one in (row, "\t".join(cells)):
        assert not proven(one.split("\t")) or is_right(one)


@given(entries(), st.sampled_from(["x", '"', '", "', "\\\\", "\x01"]))
def test_nothing_that_was_put_in_passes(says: list[str | None], more: str) -> None:
    row = row_of(says).split("\t")
    for place, cell in enumerate(row):
        assert not proven([*row[:place], cell + more, *row[place + 1 :]]), place


def test_a_usual_row_takes_the_short_way_and_one_of_another_chain_does_not() -> None:
    says: list[str | None] = [*("1", "2", "3"), "look", "case.looked_at", "person", "7", *["word"] * 10, "{}"]
    says += ["", "request", None, "session"]
    assert len(says) == len(SAYS)
    row = row_of(says)
    assert proven(row.split("\t"))
    assert row.split("\t")[CHAIN] == f"case:{says[CASE]}"
    assert not proven(row_of(says, chain="case:another").split("\t"))
