"""Then and now, and what never leaves the page."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from screening.changes import Form, PastHarm, Point, compare, past_harm, score_line
from screening.instruments.answers import Answer, Given, Period, yes_now
from screening.tiles import Fill
from tests.unit.screening.made_answers import givens
from tests.unit.screening.worked_examples import ASSESSMENT, SCREENING, no

AUGUST, NOVEMBER = date(2026, 8, 18), date(2026, 11, 20)
NOT_KNOWN = Given({Period.NOW: Answer.NOT_KNOWN})


def form(on: date, **answers: Given) -> Form:
    return Form(ASSESSMENT, {item.code: no(ASSESSMENT, item.code) for item in ASSESSMENT.items()} | answers, on)


def test_new_still_gone_and_no_longer_known() -> None:
    then = form(AUGUST, S1=yes_now(), S3=yes_now(), A2=yes_now(), V1=yes_now())
    now = form(NOVEMBER, S1=NOT_KNOWN, A2=yes_now(), V1=yes_now(), A8=yes_now("superficial_self_harm"))
    found = compare(then, now)
    assert found.new == ("A8",)
    assert set(found.still) == {"A2", "V1"}
    assert found.gone == ("S3",)
    assert found.no_longer_known == ("S1",)
    g = next(tile for tile in found.then if tile.letter == "G")
    assert (g.fill, g.band) == (Fill.NOW, "complex")
    assert next(tile for tile in found.now if tile.letter == "G").fill is Fill.NOTHING


def test_one_edition_after_another_what_is_not_asked_is_not_gone() -> None:
    then = form(AUGUST, M1=yes_now())
    now = Form(SCREENING, {item.code: no(SCREENING, item.code) for item in SCREENING.items()}, NOVEMBER)
    assert compare(then, now).no_longer_known == ("M1",)


def test_past_harm_stays_whatever_later_forms_say() -> None:
    first = form(date(2025, 2, 1), A11=yes_now(), V3=yes_now())
    found = compare(form(AUGUST), form(NOVEMBER, X6=yes_now()), history=[first])
    assert found.harm == (
        PastHarm("X6", NOVEMBER, True),
        PastHarm("A11", date(2025, 2, 1), False),
        PastHarm("V3", date(2025, 2, 1), False),
    )


@settings(max_examples=30, deadline=None)
@given(givens(ASSESSMENT), givens(ASSESSMENT))
def test_every_item_of_either_form_is_told_once(then: dict[str, Given], now: dict[str, Given]) -> None:
    found = compare(Form(ASSESSMENT, then, AUGUST), Form(ASSESSMENT, now, NOVEMBER))
    told = [*found.new, *found.still, *found.gone, *found.no_longer_known]
    assert len(told) == len(set(told))
    kept = past_harm([Form(ASSESSMENT, then, AUGUST), Form(ASSESSMENT, now, NOVEMBER)])
    assert {one.item for one in past_harm([Form(ASSESSMENT, then, AUGUST)])} <= {one.item for one in kept}


def test_the_score_line_is_in_order_of_time_and_says_where_people_differed() -> None:
    points = [Point(NOVEMBER, 1, None, awaits=True), Point(AUGUST, 2, 3)]
    assert [(point.on, point.differs) for point in score_line(points)] == [(AUGUST, True), (NOVEMBER, False)]
