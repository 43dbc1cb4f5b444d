"""Meetings about a child and their parts, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.cases.models import (
    AgreedAction,
    Case,
    Contribution,
    Decision,
    Invitee,
    Meeting,
    Minutes,
    Plan,
    PlanRow,
)
from cse_portal.core import clock, wall
from tests.architecture.answers import Answers, Row
from tests.architecture.child_objects import a_case
from tests.factories import agency_of

SIGN_IN = 302
REFUSED = 403  # a stranger’s form is answered with its own words and the way to sign in


def answers(permission: Permission, *sights: Sight) -> Answers:
    """Hidden from whoever does not see the case, refused to whoever sees it and may not."""

    def status(role: Role) -> int:
        if not any(sight in SEES[role] for sight in sights):
            return 404
        return 200 if permission in MAY[role] else 403

    return {role: status(role) for role in Role}


def rows(permission: Permission, of: str, *names: str) -> list[Row]:
    own = answers(permission, Sight.NAMED)
    colleague, outside = answers(permission, Sight.AGENCY, Sight.CSE), answers(permission, Sight.CSE)
    return [Row(f"cases:{name}", SIGN_IN, own, colleague, outside, of=of) for name in names]


def led_on(said: Answers) -> Answers:
    """A button leads on to another page."""
    return {role: 302 if status == 200 else status for role, status in said.items()}


ROWS: tuple[Row, ...] = (
    *rows(Permission.SEE_CASES, "case", "meetings", "plans"),
    *rows(Permission.SEE_CASES, "meeting", "meeting"),
    *rows(Permission.KEEP_MEETINGS, "case", "call_meeting", "no_meeting"),
    *rows(Permission.KEEP_MEETINGS, "meeting", "change_meeting", "cancel_meeting", "invite", "hold_meeting"),
    *rows(Permission.KEEP_MEETINGS, "meeting", "decide", "agree_action"),
    *rows(Permission.KEEP_MEETINGS, "meeting", "write_minutes", "add_to_minutes"),
    # The chair of this one is from outside; whoever sees it for their agency says first why they look.
    Row(
        "cases:approve_minutes",
        SIGN_IN,
        answers(Permission.KEEP_MEETINGS, Sight.NAMED),
        answers(Permission.KEEP_RECORD, Sight.AGENCY, Sight.CSE),
        answers(Permission.KEEP_RECORD, Sight.CSE),
        of="meeting",
    ),
    Row(
        "cases:minutes_pdf",
        REFUSED,
        {
            role: 302 if status == 200 else status
            for role, status in answers(Permission.SEE_CASES, Sight.NAMED).items()
        },
        answers(Permission.SEE_CASES, Sight.AGENCY, Sight.CSE),
        answers(Permission.SEE_CASES, Sight.CSE),
        of="meeting",
        method="post",
    ),
    *rows(Permission.KEEP_MEETINGS, "meeting", "plan_from_meeting"),
    *rows(Permission.KEEP_MEETINGS, "case", "add_plan", "adult_move"),
    *rows(Permission.SEE_CASES, "plan", "plan", "plan_changes"),
    *rows(Permission.KEEP_MEETINGS, "plan", "change_plan", "add_plan_row", "agree_plan", "end_plan"),
    *rows(Permission.KEEP_MEETINGS, "plan_row", "change_plan_row", "take_out_plan_row"),
    Row(
        "cases:new_plan_version",
        REFUSED,
        led_on(answers(Permission.KEEP_MEETINGS, Sight.NAMED)),
        answers(Permission.KEEP_MEETINGS, Sight.AGENCY, Sight.CSE),
        answers(Permission.KEEP_MEETINGS, Sight.CSE),
        of="plan",
        method="post",
    ),
    *rows(Permission.KEEP_RECORD, "meeting", "contribute"),
    *rows(Permission.KEEP_RECORD, "meeting_contribution", "change_contribution"),
    *rows(Permission.KEEP_MEETINGS, "meeting_contribution", "weigh"),
    *rows(Permission.KEEP_MEETINGS, "meeting_decision", "change_decision"),
    *rows(Permission.KEEP_RECORD, "meeting_action", "settle_action"),
)


def a_meeting(person: User, case: Case | None = None, **terms: Any) -> Meeting:
    """Held, by whoever asks."""
    about = case or a_case(person)
    said = {"kind": "network", "status": "held", "planned_at": clock.now(), "took_place_at": clock.now()}
    said |= {"by_video": True, "chair_words": "Amara Okonjo, Saltmarsh", "purpose": "See the whole"}
    said |= {"child_invited": True, "parents_invited": True}
    with wall.as_system("set up a test"):
        return Meeting.objects.create(case=about, called_by=person, agency=agency_of(person), **{**said, **terms})


def meeting(person: User) -> dict[str, str]:
    return {"ref": a_meeting(person).ref}


def part(model: Any, meeting: Meeting, person: User, **terms: Any) -> Any:
    with wall.as_system("set up a test"):
        return model.objects.create(meeting=meeting, **terms)


def a_contribution(meeting: Meeting, person: User, **terms: Any) -> Contribution:
    said = {"agency": agency_of(person), "written_by": person, "words": "Late twice", "handling": "network", **terms}
    made: Contribution = part(Contribution, meeting, person, **said)
    return made


def contribution(person: User) -> dict[str, str]:
    return {"ref": a_contribution(a_meeting(person), person, is_objection=True).ref}


def decision(person: User) -> dict[str, str]:
    said = {"words": "Visit each week", "made_by": "The chair", "recorded_by": person}
    return {"ref": part(Decision, a_meeting(person), person, **said).ref}


def an_action(meeting: Meeting, person: User) -> AgreedAction:
    said = {"what": "Ring the school", "agency": agency_of(person), "due_on": clock.today() + timedelta(days=3)}
    made: AgreedAction = part(AgreedAction, meeting, person, **said)
    return made


def action(person: User) -> dict[str, str]:
    return {"ref": an_action(a_meeting(person), person).ref}


def a_plan(person: User, case: Case | None = None, **terms: Any) -> Plan:
    said = {"kind": "diversion", "worries": "Lifts from strangers", "review_on": clock.today(), **terms}
    with wall.as_system("set up a test"):
        about = case or a_case(person)
        return Plan.objects.create(case=about, written_by=person, agency=agency_of(person), **said)


def a_row(plan: Plan, **terms: Any) -> PlanRow:
    with wall.as_system("set up a test"):
        return PlanRow.objects.create(plan=plan, worry="Lifts", what="Walk together", who="Ms Okafor", **terms)


def plan(person: User) -> dict[str, str]:
    return {"ref": a_plan(person).ref}


def plan_row(person: User) -> dict[str, str]:
    return {"ref": a_row(a_plan(person)).ref}


def plan_rows(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        made = Plan.objects.order_by("-pk").filter(agency=agency_of(person))[0]
    for _ in range(number):
        a_row(made)


def _case_of(person: User) -> Case:
    with wall.as_system("set up a test"):
        return Case.objects.order_by("-pk").select_related("child").filter(lead_agency=agency_of(person))[0]


def meetings(person: User, number: int) -> None:
    for _ in range(number):
        a_meeting(person, _case_of(person))


def plans(person: User, number: int) -> None:
    for _ in range(number):
        a_plan(person, _case_of(person))


def parts(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        made = Meeting.objects.order_by("-pk").filter(agency=agency_of(person))[0]
    for index in range(number):
        part(Invitee, made, person, agency=agency_of(person), who=f"Nurse {index}")
        a_contribution(made, person)
        part(Decision, made, person, words=f"Decision {index}", made_by="The chair", recorded_by=person)
        an_action(made, person)
        said = {"number": index + 1 + 100 * number, "words": "…", "agency": agency_of(person)}
        part(Minutes, made, person, **said, written_by=person)


MAKERS = {
    "meeting": meeting,
    "meeting_contribution": contribution,
    "meeting_decision": decision,
    "meeting_action": action,
    "plan": plan,
    "plan_row": plan_row,
}
FILLERS = {
    "cases:meetings": meetings,
    "cases:plans": plans,
    "cases:meeting": parts,
    "cases:plan": plan_rows,
    "cases:plan_changes": plan_rows,
}
