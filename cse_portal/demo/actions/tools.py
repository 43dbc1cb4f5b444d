"""The demo’s screenings and assessments, each begun, filled in and decided as in the portal, then dated back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import F

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.models import Case, Entry
from cse_portal.cases.work_kinds import MEETING_WANTED, STRATEGY_WANTED
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.core.working_days import add_months, end_of_work
from cse_portal.demo import tools as story
from cse_portal.demo.bulk import at_hour
from cse_portal.demo.cast import CAST
from cse_portal.demo.tools import Ended, Form, Seen
from cse_portal.worklist.actions import close_items
from cse_portal.worklist.models import DueItem
from screening import actions, queries
from screening.actions.writing import open_review
from screening.editions import in_force
from screening.instruments.loading import edition
from screening.instruments.shape import Item, Question, QuestionType, Section
from screening.models import Advice, AskedPart, Tool, ToolSection
from screening.reviews import MONTHS, due_on
from screening.work_kinds import REVIEW
from screening.workflow import AdviceState

People = dict[str, User]


@transaction.atomic
def load_tools(*, size: int, random: Random, on: date, by: System) -> int:
    """In the cases that the parts before led so far: by a teacher who is named on them, and by their worker."""
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    for form in story.FORMS:
        given, family = form.child
        with wall.as_system(by.purpose):
            found = Case.objects.select_related("child", "lead_agency", "partnership")
            case = found.get(child__given_names=given, child__family_name=family)
        if not access.is_named(people[form.by], case):
            grant_to_person(case=case, membership=Membership.objects.get(user=people[form.by]), by=by)
        _load(case, form, on, people, by)
    record("demo.tools_loaded", about=case.lead_agency, by=by)
    return len(story.FORMS)


def _load(case: Case, form: Form, on: date, people: People, by: System) -> None:
    author, review_on = people[form.by], case.review_on
    day = on - timedelta(days=form.days_ago) if form.days_ago is not None else _signed_before(review_on or on)
    with access.acting_for(author):
        tool = actions.begin_tool(case=case, instrument=in_force(case.partnership, form.instrument), by=author)
        answers = {part.code: _answers(part, form, day) for part in _filled(tool, form)}
        actions.save_sections(tool=tool, version=_version(tool), answers=answers, by=author)
        _ask(tool, form, people)
    if form.advice and form.ended is not None:
        _endorse(tool, form.ended, people["school_spoc"])
    if form.ended is not None:
        _end(tool, form, form.ended, people)
    _date_back(tool, day, by)
    if form.is_signed:
        _hold_meetings(case, day, people["team_manager"], by)
        _open_review(tool, day, people["team_manager"], by)
        _keep_day(case, day, review_on if form.days_ago is not None else due_on(day), by)


def _signed_before(review_on: date) -> date:
    """The day of the signature after which the review that the case names is due."""
    day = add_months(review_on, -MONTHS)
    return day if due_on(day) <= review_on else day - timedelta(days=1)


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _filled(tool: Tool, form: Form) -> list[Section]:
    sections = edition(tool.instrument, tool.edition).sections
    return [one for one in sections if not form.only or one.code in form.only]


def _answers(section: Section, form: Form, day: date) -> dict[str, Any]:
    """Every item “no” but those that the story names."""
    said = {one.code: _answer(one, form.seen.get(one.code)) for one in section.items if not one.retired}
    replies = {one.code: _reply(one, form, day) for one in section.questions}
    return {**said, **{code: reply for code, reply in replies.items() if reply}}


def _answer(item: Item, seen: Seen | None) -> dict[str, Any]:
    answered = {"now": seen.now, "before": seen.before} if seen else {"now": "no", "before": "no"}
    held: dict[str, Any] = {period.value: answered[period.value] for period in item.answered_in}
    if seen and "yes" in held.values():
        held |= {"what": seen.what, "source": seen.source}
        if item.choices:
            held["which"] = list(seen.which)
    return held


def _reply(question: Question, form: Form, day: date) -> str | list[str]:
    if question.code in form.words:
        return form.words[question.code]
    if question.type is QuestionType.DATE:
        return day.isoformat()
    if question.type in (QuestionType.YES_NO, QuestionType.THREE):
        return "no"
    if question.type is QuestionType.CHOICE:
        return "none" if question.letter or question.code.startswith("rating_") else ""
    if question.letter:
        return story.NOT_SEEN
    return story.NOTHING_NEW if question.type is QuestionType.NARRATIVE and question.required else ""


# ── Deeds ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _ask(tool: Tool, form: Form, people: People) -> None:
    author, spoc = people[form.by], people["school_spoc"]
    if form.advice:
        adviser = next(one for one in queries.advisers_for(tool, but=author) if one.user_id == spoc.pk)
        actions.ask_advice(tool=tool, version=_version(tool), adviser=adviser, question=form.advice, by=author)
    if form.part is not None:
        sections, question = form.part
        writer = next(one for one in queries.may_write_parts(tool, but=author) if one.user_id == spoc.pk)
        wanted = actions.Wanted(writer, sections, question)
        actions.ask_for_part(tool=tool, version=_version(tool), wanted=wanted, by=author)


def _endorse(tool: Tool, ended: Ended, adviser: User) -> None:
    with access.acting_for(adviser):
        advice = Advice.objects.select_related("tool__case", "asked_of").get(tool=tool)
        words, state = ended.endorsed_words, AdviceState.ENDORSED
        actions.give_advice(advice=advice, version=advice.version, state=state, words=words, by=adviser)


def _end(tool: Tool, form: Form, ended: Ended, people: People) -> None:
    author = people[form.by]
    with access.acting_for(author):
        if form.instrument == story.SCREENING:
            decision = actions.Decision(ended.value, ended.because)
            actions.decide_screening(tool=tool, version=_version(tool), decision=decision, by=author)
        else:
            proposal = actions.Proposal(ended.value, ended.because, ended.what_changed)
            actions.submit_assessment(tool=tool, version=_version(tool), proposal=proposal, by=author)
        if ended.step is not None:
            said: dict[str, Any] = {"step": ended.step, "words": ended.step_words, "on": None}
            actions.say_next(tool=tool, version=_version(tool), **said, by=author)
    if form.is_signed:
        manager = people["team_manager"]
        with access.acting_for(manager):
            signature = actions.Signature(ended.signed_words)
            actions.sign_off_assessment(tool=tool, version=_version(tool), signature=signature, by=manager)


def _version(tool: Tool) -> int:
    return Tool.objects.values_list("version", flat=True).get(pk=tool.pk)


# ── When it was ──────────────────────────────────────────────────────────────────────────────────────────────────
def _date_back(tool: Tool, day: date, by: System) -> None:
    """Signed in the afternoon of the day on which it was written."""
    if day >= clock.today():
        return
    began, decided, signed = (at_hour(day, hour) for hour in (10, 14, 16))
    with wall.as_system(by.purpose):
        mine = Tool.objects.filter(pk=tool.pk)
        mine.update(created_at=began)
        mine.exclude(submitted_at=None).update(submitted_at=decided)
        mine.exclude(signed_at=None).update(signed_at=signed)
        mine.exclude(decided_at=None).update(decided_at=signed if tool.is_score else decided)
        ToolSection.objects.filter(tool=tool).exclude(saved_at=None).update(saved_at=began)
        for asked in (Advice.objects.filter(tool=tool), AskedPart.objects.filter(tool=tool)):
            asked.update(created_at=began)
            asked.exclude(answered_at=None).update(answered_at=began + timedelta(hours=2))
            refs = [tool.ref, *asked.values_list("ref", flat=True)]
            _date_work(refs, began, signed)
        Entry.objects.filter(source_ref__startswith=tool.ref).update(happened_on=day)


def _date_work(refs: list[str], began: datetime, ended: datetime) -> None:
    """Opened on that day, due as much later as it would have been."""
    later = clock.now() - began
    items = DueItem.objects.filter(source_ref__in=refs, opened_at__gt=began).exclude(kind=REVIEW.code)
    items.exclude(closed_at=None).update(closed_at=ended)
    items.update(opened_at=began, due_at=F("due_at") - timedelta(days=later.days))


def _keep_day(case: Case, day: date, review_on: date | None, by: System) -> None:
    """The case keeps its own day, and what is due after each signature is due three months on."""
    signed = at_hour(day, 16)
    with wall.as_system(by.purpose):
        Case.objects.filter(pk=case.pk).update(review_on=review_on)
        reviews = DueItem.objects.filter(kind=REVIEW.code, case_ref=case.ref)
        reviews.filter(closed_at=None).update(opened_at=signed, due_at=end_of_work(due_on(day)))
        reviews.filter(closed_at__gt=signed).update(closed_at=signed)


def _open_review(tool: Tool, day: date, manager: User, by: System) -> None:
    """Also of a child who left the panel’s list since the day of the signature."""
    with wall.as_system(by.purpose):
        is_there = DueItem.objects.open().filter(kind=REVIEW.code, case_ref=tool.case.ref).exists()
    if not is_there:
        with access.acting_for(manager):
            open_review(tool, due_on(day), by=manager)


def _hold_meetings(case: Case, day: date, manager: User, by: System) -> None:
    """Those that the score asked for took place within two days, before there were meetings in the portal."""
    for kind in (MEETING_WANTED.code, STRATEGY_WANTED.code):
        with wall.as_system(by.purpose):
            asked = DueItem.objects.open().filter(kind=kind, source_ref=case.ref, opened_by=manager)
            refs = list(asked.values_list("pk", flat=True))
        if refs:
            close_items(kind=kind, source=case, by=manager)
        with wall.as_system(by.purpose):
            held_at = at_hour(day + timedelta(days=2), 11)
            DueItem.objects.filter(pk__in=refs).update(opened_at=at_hour(day, 16), due_at=held_at, closed_at=held_at)
