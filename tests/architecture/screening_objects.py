"""Filled-in tools and advice on them, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import Sight
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from screening.editions import ASSESSMENT, SCREENING, in_force
from screening.figures import last_quarter
from screening.guidance.loading import library
from screening.models import Advice, AskedPart, DocumentLink, EditionInForce, Tool, ToolSection
from screening.suggesting import Whole, snapshot
from tests.architecture.answers import REFUSED, SIGN_IN, Answers, Row, may_do, only
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import answers
from tests.factories import agency_of

SCREEN, READ = Permission.SCREEN, Permission.SEE_CASES
HIDDEN: Answers = dict.fromkeys(Role, 404)


def leading_on(said: Answers, permission: Permission, status: int = 302) -> Answers:
    """Whoever may is led on: there is no form to open as things stand."""
    return {role: status if code == 200 and permission in MAY[role] else code for role, code in said.items()}


def rows(permission: Permission, of: str, *names: str, leads_on: bool = False) -> list[Row]:
    """A draft is its agency's: somebody who looks across all cases finds none of another agency."""
    own, colleague = answers(permission, Sight.NAMED), answers(permission, Sight.AGENCY, Sight.CSE)
    outside = HIDDEN if of != "case" else answers(permission, Sight.CSE)
    if leads_on:
        own, colleague = leading_on(own, permission), colleague
    return [Row(f"screening:{name}", SIGN_IN, own, colleague, outside, of=of) for name in names]


def asked(name: str, permission: Permission) -> Row:
    """Advice is given, and a section given back, by whoever was asked, and by nobody else who sees it."""
    own = {
        role: 200 if permission in MAY[role] and code != 404 else code
        for role, code in answers(permission, Sight.NAMED).items()
    }
    colleague = {role: 404 if code == 404 else 403 for role, code in answers(READ, Sight.AGENCY, Sight.CSE).items()}
    return Row(f"screening:{name}", SIGN_IN, own, colleague, HIDDEN, of=f"screening_{name}")


FIGURES = only(*may_do(Permission.READ_FIGURES))
KEEP, LIBRARY = only(*may_do(Permission.KEEP_TOOLS)), only(*may_do(Permission.READ_LIBRARY))
ROWS: tuple[Row, ...] = (
    Row("screening:figures", SIGN_IN, FIGURES),
    Row("screening:figures_file", SIGN_IN, FIGURES),
    Row(
        "screening:figures_pdf",
        REFUSED,
        {role: 302 if code == 200 else code for role, code in FIGURES.items()},
        method="post",
    ),
    Row("screening:library", SIGN_IN, LIBRARY),
    Row("screening:library_links", SIGN_IN, KEEP, of="partnership"),
    Row("screening:editions", SIGN_IN, KEEP),
    Row("screening:compare_editions", SIGN_IN, KEEP),
    Row("screening:edition", SIGN_IN, KEEP, of="edition_of_tool"),
    Row("screening:put_in_force", SIGN_IN, KEEP, of="partnership"),
    Row("screening:home", SIGN_IN, only(*may_do(SCREEN))),
    *rows(READ, "case", "of_case", "compare"),
    *rows(SCREEN, "case", "begin"),
    *rows(READ, "case", "review"),
    *rows(Permission.ASSESS, "case", "assess"),
    *rows(Permission.SIGN_OFF, "case", "put_off", "not_needed"),
    *rows(READ, "screening", "tool", "check", "here"),
    *rows(SCREEN, "screening", "all", "ask", "documents", "set_aside", "next", "take_up"),
    # nothing is answered yet: whoever may is led to what is missing
    *rows(SCREEN, "screening", "result", leads_on=True),
    *rows(Permission.ASSESS, "screening_assessment", "propose", leads_on=True),
    *rows(SCREEN, "screening_assessment", "ask_part"),
    *rows(Permission.SIGN_OFF, "screening_assessment", "sign_off", "send_back"),
    *rows(Permission.COUNTERSIGN, "screening_assessment", "countersign"),
    *rows(SCREEN, "screening_section", "section"),
    *rows(SCREEN, "screening_part", "take_back_part"),
    asked("advice", Permission.ADVISE),
    asked("part", SCREEN),
    Row("screening:blank", SIGN_IN, only(*may_do(SCREEN))),
    # whoever sees the case reads what is complete; outside it, whoever looks across all says first why
    Row(
        "screening:file",
        REFUSED,
        {role: 302 if code == 200 else code for role, code in answers(READ, Sight.NAMED).items()},
        answers(READ, Sight.AGENCY, Sight.CSE),
        answers(READ, Sight.CSE),
        of="screening_complete",
        method="post",
    ),
)


def a_screening(person: User, case: Case | None = None, **terms: Any) -> Tool:
    """Begun, by whoever asks."""
    about, agency = case or a_case(person), agency_of(person)
    instrument = in_force(about.partnership, terms.pop("tool", SCREENING))
    said: dict[str, Any] = {"instrument": instrument.code, "edition": instrument.edition, "digest": instrument.digest}
    said |= {"kind": instrument.kind.value, "agency": agency, "written_by": person, **terms}
    with wall.as_system("set up a test"):
        made = Tool.objects.create(case=about, **said)
        for place, section in enumerate(instrument.sections):
            ToolSection.objects.create(tool=made, code=section.code, place=place)
    return made


def screening(person: User) -> dict[str, str]:
    return {"ref": a_screening(person).ref}


def screening_assessment(person: User) -> dict[str, str]:
    return {"ref": a_screening(person, tool=ASSESSMENT).ref}


def screening_section(person: User) -> dict[str, str]:
    made = a_screening(person)
    with wall.as_system("set up a test"):
        return {"ref": made.sections.get(code="significant").ref}


def a_complete_screening(person: User, case: Case | None = None) -> Tool:
    """Decided by whoever asks, with nothing seen: read by all who see the case."""
    made = a_screening(person, case)
    instrument = in_force(made.case.partnership)
    with wall.as_system("set up a test"):
        kept = snapshot(Whole(instrument, {}, None, None))
        said: dict[str, Any] = {
            "suggested": kept["value"],
            "suggestion": kept,
            "decided": kept["value"],
            "status": "complete",
        }
        said |= {"decided_at": clock.now(), "decided_by": person}
        Tool.objects.filter(pk=made.pk).update(**said)
    return made


def screening_complete(person: User) -> dict[str, str]:
    return {"ref": a_complete_screening(person).ref}


def some_advice(person: User, tool: Tool | None = None) -> Advice:
    """Asked of this person, by themself: who asks makes no difference here."""
    about = tool or a_screening(person)
    with wall.as_system("set up a test"):
        asked_of = Membership.objects.filter(user=person).first()
        due_at = clock.now() + timedelta(days=1)
        of: dict[str, Any] = {"agency": about.agency, "asked_by": person, "asked_of": asked_of, "due_at": due_at}
        return Advice.objects.create(tool=about, **of)


def screening_advice(person: User) -> dict[str, str]:
    return {"ref": some_advice(person).ref}


def some_part(person: User, tool: Tool | None = None) -> AskedPart:
    """As if this person had asked themself."""
    about = tool or a_screening(person)
    with wall.as_system("set up a test"):
        asked_of = Membership.objects.filter(user=person).first()
        due_at = clock.now() + timedelta(days=1)
        of: dict[str, Any] = {"agency": about.agency, "asked_by": person, "asked_of": asked_of, "due_at": due_at}
        return AskedPart.objects.create(tool=about, sections=["danger"], **of)


def screening_part(person: User) -> dict[str, str]:
    return {"ref": some_part(person).ref}


def screenings(person: User, number: int) -> None:
    for _ in range(number):
        some_part(person, some_advice(person).tool)


def of_case(person: User, number: int) -> None:
    """Of one case, each set aside, since an agency has one at a time."""
    with wall.as_system("set up a test"):
        case = Case.objects.order_by("-pk").filter(lead_agency=agency_of(person))[0]
    for _ in range(number):
        a_screening(person, case, status="set_aside", set_aside_because="test")


def compared(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        case = Case.objects.order_by("-pk").filter(lead_agency=agency_of(person))[0]
    for _ in range(number):
        a_complete_screening(person, case)


def edition_of_tool(person: User) -> dict[str, str]:
    return {"edition": in_force(agency_of(person).partnership).name}


def decided(person: User, number: int) -> None:
    """As if somebody had decided so many times from when an edition holds, and where its documents lie."""
    here = agency_of(person).partnership
    instrument, document = in_force(here), library().documents[0]
    said = {"instrument": instrument.code, "edition": instrument.edition, "digest": instrument.digest}
    for place in range(number):
        EditionInForce.objects.create(partnership=here, **said, since=clock.today(), because="test", decided_by=person)
        url = f"https://{place}.example.com/"
        DocumentLink.objects.create(
            partnership=here, document=document.code, edition=document.version, url=url, set_by=person
        )


def counted(person: User, number: int) -> None:
    """In the quarter that the page of figures opens with."""
    made = [a_complete_screening(person) for _ in range(number)]
    with wall.as_system("set up a test"):
        Tool.objects.filter(pk__in=[one.pk for one in made]).update(decided_at=last_quarter(clock.today()).since)


MAKERS = {
    "edition_of_tool": edition_of_tool,
    "screening": screening,
    "screening_complete": screening_complete,
    "screening_section": screening_section,
    "screening_advice": screening_advice,
    "screening_part": screening_part,
    "screening_assessment": screening_assessment,
}
FILLERS = {
    "screening:figures": counted,
    "screening:figures_file": counted,
    "screening:home": screenings,
    "screening:of_case": of_case,
    "screening:compare": compared,
    "screening:editions": decided,
    "screening:library": decided,
}
