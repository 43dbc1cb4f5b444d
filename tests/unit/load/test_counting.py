"""What a request asks of the database, counted; and timed as far as words say which statements are meant."""

from __future__ import annotations

from tests.load.counting import Tally


def asked(tally: Tally, sql: str) -> None:
    tally(lambda *_: None, sql, (), False, {})


def test_all_are_counted_and_those_with_the_words_are_timed() -> None:
    tally = Tally("listed")
    asked(tally, "select something else")
    assert (tally.number, tally.seconds) == (1, 0.0)
    asked(tally, "select listed.case_id")
    assert tally.number == 2
    assert tally.seconds > 0


def test_without_words_every_statement_is_timed() -> None:
    tally = Tally()
    asked(tally, "select 1")
    assert tally.seconds > 0
