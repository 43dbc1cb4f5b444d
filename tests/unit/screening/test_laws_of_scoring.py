"""What holds for every tool and every answer: more never counts for less, and unknown is never no."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from screening.instruments.answers import About, Answer, Given, LearningDisability, Period
from screening.instruments.shape import Instrument, InstrumentKind
from screening.scoring import Suggestion, as_data, level, suggest
from tests.unit.screening.made_answers import abouts, answered, filled, said_now
from tests.unit.screening.worked_examples import ASSESSMENT, SCREENING

Filled = tuple[Instrument, dict[str, Given]]
few = settings(max_examples=40, deadline=None)  # a busy machine is no fault of the rule


def is_at_least(more: Suggestion, less: Suggestion) -> bool:
    told = more.marks >= less.marks - {"incomplete"}
    return more.rank >= less.rank and told and (more.total or 0) >= (less.total or 0)


@settings(max_examples=100, deadline=None)
@given(filled, abouts, st.data())
def test_one_more_yes_now_never_lowers(form: Filled, about: About, data: st.DataObject) -> None:
    instrument, answers = form
    code = data.draw(st.sampled_from(sorted(instrument.by_code)))
    choices = [choice.code for choice in instrument.item(code).choices]
    which = data.draw(st.sets(st.sampled_from(choices))) if choices else set()
    old = answers.get(code)
    if old and old.to(Period.NOW) is Answer.YES and not old.which:
        which = set()  # to say which it was is not one more yes
    more = answers | {code: said_now(old, frozenset(which))}
    assert is_at_least(suggest(instrument, more, about), suggest(instrument, answers, about))
    if instrument.levels:
        assert is_at_least(level(instrument, more, about), level(instrument, answers, about))


@few
@given(filled, abouts, st.sampled_from(["looked_after", "unaccompanied", "trafficked", "disclosure"]))
def test_one_more_fact_about_the_child_never_lowers(form: Filled, about: About, fact: str) -> None:
    before = suggest(*form, about)
    assert is_at_least(suggest(*form, replace(about, **{fact: Answer.YES})), before)  # type: ignore[arg-type]
    disabled = replace(about, learning_disability=LearningDisability.SUSPECTED)
    assert is_at_least(suggest(*form, disabled), before)
    assert is_at_least(suggest(*form, replace(about, age=12)), before)
    assert is_at_least(suggest(*form, replace(about, crime_level=3)), before)


@few
@given(filled, abouts, st.data())
def test_not_known_is_never_the_same_as_no(form: Filled, about: About, data: st.DataObject) -> None:
    instrument, answers = form
    code = data.draw(st.sampled_from(sorted(instrument.by_code)))
    as_no = suggest(instrument, answers | {code: answered(instrument, code, 0, Answer.NO, Answer.NO)}, about)
    open_ = answers | {code: answered(instrument, code, 0, Answer.NOT_KNOWN, Answer.NOT_KNOWN)}
    as_open = suggest(instrument, open_, about)
    assert code in {one.code for one in as_open.unknown} - {one.code for one in as_no.unknown}
    assert as_open.rank == as_no.rank
    assert as_open.incomplete >= as_no.incomplete
    unanswered = suggest(instrument, {name: one for name, one in answers.items() if name != code}, about)
    assert code in unanswered.unanswered
    assert unanswered.incomplete == as_open.incomplete


@few
@given(filled, abouts, st.randoms())
def test_the_order_of_answers_means_nothing(form: Filled, about: About, chance: random.Random) -> None:
    instrument, answers = form
    names = list(answers)
    chance.shuffle(names)
    assert suggest(instrument, {name: answers[name] for name in names}, about) == suggest(*form, about)


@few
@given(filled, abouts, st.data())
def test_an_alias_changes_nothing(form: Filled, about: About, data: st.DataObject) -> None:
    instrument, answers = form
    named = sorted(alias for alias, code in instrument.aliases.items() if code in answers)
    if not named:
        return
    alias = data.draw(st.sampled_from(named))
    code = instrument.aliases[alias]
    once = suggest(instrument, answers, about)
    assert suggest(instrument, answers | {alias: answers[code]}, about) == once
    renamed = {alias if name == code else name: one for name, one in answers.items()}
    assert suggest(instrument, renamed, about) == once


@few
@given(filled, abouts)
def test_the_result_is_the_highest_that_a_rule_gives(form: Filled, about: About) -> None:
    instrument, _ = form
    found = suggest(*form, about)
    given_ranks = [instrument.result(one.gives).rank for one in found.fired if one.gives]
    if instrument.kind is InstrumentKind.TOTAL:
        assert found.rank >= max(given_ranks, default=0)
    else:
        assert found.rank == max(given_ranks, default=0)


@few
@given(filled, abouts)
def test_what_is_kept_of_a_suggestion_is_plain_data(form: Filled, about: About) -> None:
    found = suggest(*form, about)
    kept = json.loads(json.dumps(as_data(found)))
    assert (kept["value"], kept["total"]) == (found.value, found.total)
    assert [one["sentence"] for one in kept["fired"]] == [one.sentence for one in found.fired]
    assert set(kept["marks"]) == found.marks


@few
@given(filled, abouts)
def test_rules_name_only_what_was_answered(form: Filled, about: About) -> None:
    instrument, answers = form
    own = {instrument.code_of(name): one for name, one in answers.items()}
    for fired in suggest(*form, about).fired:
        said = [own.get(code, Given()).answers.values() for code in fired.items]
        if fired.rule != 9:
            assert all(Answer.YES in one for one in said)
        assert fired.items or fired.child


@few
@given(filled, abouts)
def test_every_yes_stands_on_its_tiles_and_harm_apart(form: Filled, about: About) -> None:
    instrument, answers = form
    found = suggest(*form, about)
    tiles = {tile.letter: tile for tile in found.tiles}
    assert len(tiles) == 9
    for code, one in answers.items():
        if Answer.YES in one.answers.values():
            item = instrument.item(code)
            for letter in item.letters:
                tile = tiles[letter]
                assert code in {*tile.now, *tile.before, *tile.background}
    harmed = {*found.harm.now, *found.harm.before}
    assert harmed == {code for tile in found.tiles for code in tile.harm}
    if instrument.by_code.get("V3") and Answer.YES in answers.get("V3", Given()).answers.values():
        assert "V3" in found.past_harm
        assert "V3" not in found.harm.now


@few
@given(st.integers(0, 31), st.integers(0, 31))
def test_one_more_choice_never_lowers(one: int, other: int) -> None:
    """Once somebody said which, saying another as well never counts for less."""
    child = About(age=15)
    for instrument in (SCREENING, ASSESSMENT):
        for code in ("A6", "A8", "S6"):
            less, more = (answered(instrument, code, bits, Answer.YES) for bits in (one, one | other))
            if less.which:
                beside = {"A9": answered(instrument, "A9", 0, Answer.YES)}
                assert is_at_least(
                    suggest(instrument, {code: more, **beside}, child),
                    suggest(instrument, {code: less, **beside}, child),
                )
