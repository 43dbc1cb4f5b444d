"""Answers that Hypothesis makes up: some that matter among many noes."""

from __future__ import annotations

from hypothesis import strategies as st

from screening.instruments.answers import About, Answer, Given, LearningDisability, Period
from screening.instruments.loading import every_edition
from screening.instruments.shape import Instrument
from tests.unit.screening.worked_examples import no

INSTRUMENTS = every_edition()

abouts = st.builds(
    About,
    age=st.sampled_from([None, 11, 12, 13, 17]),
    learning_disability=st.sampled_from(LearningDisability),
    looked_after=st.sampled_from(Answer),
    unaccompanied=st.sampled_from(Answer),
    trafficked=st.sampled_from(Answer),
    disclosure=st.sampled_from(Answer),
    crime_level=st.sampled_from([None, 1, 2, 3]),
)


def answered(instrument: Instrument, code: str, which: int, *answers: Answer | None) -> Given:
    """Bits of `which` say the choices; answers are those for now, and before where that is asked."""
    item = instrument.item(code)
    chosen = frozenset(choice.code for bit, choice in enumerate(item.choices) if which >> bit & 1)
    said = dict(zip(item.answered_in, answers, strict=False))
    return Given({period: answer for period, answer in said.items() if answer}, chosen)


def all_no(instrument: Instrument) -> dict[str, Given]:
    return {item.code: no(instrument, item.code) for item in instrument.items()}


@st.composite
def givens(draw: st.DrawFn, instrument: Instrument) -> dict[str, Given]:
    codes = draw(st.lists(st.sampled_from(sorted(instrument.by_code)), max_size=7, unique=True))
    answer = st.sampled_from([Answer.YES, Answer.YES, Answer.NO, Answer.NOT_KNOWN, None])
    some = {code: answered(instrument, code, draw(st.integers(0, 31)), draw(answer), draw(answer)) for code in codes}
    return (all_no(instrument) if draw(st.booleans()) else {}) | some


instruments = st.sampled_from(INSTRUMENTS)
filled = instruments.flatmap(lambda one: st.tuples(st.just(one), givens(one)))


def said_now(given: Given | None, which: frozenset[str]) -> Given:
    """The same with yes for now; what was chosen for before stays as it was."""
    old = given or Given()
    before = old.which_in(Period.BEFORE)
    return Given({**old.answers, Period.NOW: Answer.YES}, old.which | which, before)
