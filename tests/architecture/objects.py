"""Small makers of what addresses are about, and fillers that make a page long, for the tables of pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from cse_portal.agencies import actions as agencies
from cse_portal.agencies.actions import add_person, delegate_work, give_role
from cse_portal.agencies.models import Agency, LocalAuthority, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.core import clock
from cse_portal.demo.actions import write_practice_note
from cse_portal.demo.practice import PRACTICE_FORM, NoteWords
from cse_portal.desk.actions import jobs, keep_draft, set_aside
from cse_portal.desk.actions.drafts import Page
from cse_portal.desk.models import Draft
from cse_portal.operations import retention
from cse_portal.operations.actions.disposal import draft_list
from cse_portal.operations.actions.retention import place_hold
from cse_portal.operations.models import BackupRun
from cse_portal.people.actions.invitations import Sent, invite
from cse_portal.people.actions.reviews import decide_lines, open_review, sign_review
from cse_portal.people.models import AccessReview
from cse_portal.people.reviews import Decision
from tests.factories import TEST, agency_of, due_item

A_DAY = timedelta(days=1)

# An address's arguments, for a thing that belongs to this person.
Maker = Callable[[User], dict[str, str]]
# Makes this many of everything that the page lists for this person.
Filler = Callable[[User, int], None]


def colour(person: User) -> dict[str, str]:
    return {"colour": "124c5c"}


def gallery_section(person: User) -> dict[str, str]:
    return {"section": "design-language"}


def gallery_form(person: User) -> dict[str, str]:
    return {"state": "errors"}


def gallery_page(person: User) -> dict[str, str]:
    return {"page": "not-found"}


def case(person: User) -> dict[str, str]:
    opened = open_case(
        given_names="Maya", family_name="Canaryname", born_on=None, lead_agency=agency_of(person), by=TEST
    )
    hat = Membership.objects.get(user=person)
    if Sight.NAMED in SEES[hat.get_role()]:
        grant_to_person(case=opened, membership=hat, by=TEST)
    return {"ref": opened.ref}


def cases(person: User, number: int) -> None:
    for _ in range(number):
        case(person)


def _governance_lead(near: User) -> User:
    """Someone else, who may: what the address is about must be there before anyone asks for it."""
    lead = add_person(email=f"lead.{uuid4().hex}@larkmere.example", name="Imran Castellan", by=TEST)
    give_role(user=lead, agency=agency_of(near), role=Role.INFORMATION_GOVERNANCE_LEAD, by=TEST)
    return lead


def retention_period(person: User) -> dict[str, str]:
    return {"code": retention.CLASSES[0].code}


def legal_hold(person: User) -> dict[str, str]:
    hold = place_hold(scope="everything", authority="The inquiry", reason="It asks", by=_governance_lead(person))
    return {"ref": hold.ref}


def disposal_list(person: User) -> dict[str, str]:
    long_ago = clock.now() - timedelta(days=40 * 366)
    BackupRun.objects.create(kind="base", started_at=long_ago, finished_at=long_ago, failure="The disk was full")
    drafted = draft_list(by=_governance_lead(person))
    assert drafted is not None
    return {"ref": drafted.ref}


def password_link(person: User) -> dict[str, str]:
    return {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}


def job(person: User) -> dict[str, str]:
    return {"ref": jobs.ask_for(kind="desk.my_activity_csv", by=person).ref}


def draft(person: User) -> dict[str, str]:
    page = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
    return {"ref": keep_draft(page=page, fields={"title": ["Seen at the bus station"]}, by=person).ref}


def draft_set_aside(person: User) -> dict[str, str]:
    kept = Draft.objects.get(**draft(person))
    set_aside(draft=kept, by=person)
    return {"ref": kept.ref}


def practice_note(person: User) -> dict[str, str]:
    words = NoteWords(title="Seen at the bus station", happened_on=clock.today(), worry="worried", what_happened="…")
    return {"ref": write_practice_note(agency=agency_of(person), words=words, by=person).ref}


def agency(person: User) -> dict[str, str]:
    return {"ref": agency_of(person).ref}


def membership(person: User) -> dict[str, str]:
    return {"ref": Membership.objects.get(user=person).ref}


def agency_with_draft(person: User) -> dict[str, str]:
    here = agency_of(person)
    if not here.terms.drafted().exists():
        agencies.draft_terms(agency=here, text="Be careful.", starts_on=clock.today() + A_DAY, by=TEST)
    return {"ref": here.ref}


def terms(person: User) -> dict[str, str]:
    """In force, and accepted by nobody yet; the page is about whoever opens it."""
    draft = agencies.draft_terms(
        agency=agency_of(person), text="Be careful.", starts_on=clock.today() - A_DAY, by=TEST
    )
    agencies.publish(draft=draft, version=draft.version, by=TEST)
    return {}


def partnership(person: User) -> dict[str, str]:
    return {"ref": agency_of(person).partnership.ref}


def partnership_with_draft(person: User) -> dict[str, str]:
    here = agency_of(person).partnership
    if not here.pledges.drafted().exists():
        agencies.draft_pledge(partnership=here, text="We act.", starts_on=clock.today() + A_DAY, by=TEST)
    return {"ref": here.ref}


def authority(person: User) -> dict[str, str]:
    name = f"Council {uuid4().hex}"
    return {"ref": agencies.add_authority(partnership=agency_of(person).partnership, **_names(name), by=TEST).ref}


def _names(name: str) -> dict[str, str]:
    return {"name": name, "short_name": name[:12]}


def panel(person: User) -> dict[str, str]:
    here = agency_of(person).partnership
    council = LocalAuthority.objects.get(**authority(person))
    name = f"Panel {uuid4().hex}"
    return {"ref": agencies.add_panel(partnership=here, kind="mase", name=name, authorities=[council], by=TEST).ref}


def work(person: User, number: int) -> None:
    for index in range(number):
        due_item(person, due_in=timedelta(hours=index), task=f"Task {index}")
        due_item(agency=agency_of(person), due_in=timedelta(hours=index), task=f"Task of all {index}")


def drafts(person: User, number: int) -> None:
    for _ in range(number):
        draft(person)
        draft_set_aside(person)


def downloads(person: User, number: int) -> None:
    for index in range(number):
        order = {"parameters": {"number": index}}
        jobs.ask_for(kind="desk.my_activity_csv", **order, by=person)


def practice_notes(person: User, number: int) -> None:
    for _ in range(number):
        practice_note(person)


def many_agencies(person: User, number: int) -> None:
    """Each with somebody who speaks for it and leads something."""
    here = agency_of(person).partnership
    for index in range(number):
        added = agencies.add_agency(partnership=here, name=f"Agency {uuid4().hex}", kind="school", by=TEST)
        _newcomer(added, Role.SPOC, "education_lead" if index % 2 else "")


def many_people(person: User, number: int) -> None:
    for _ in range(number):
        _newcomer(agency_of(person), Role.PRACTITIONER, "prevention_lead")


def _newcomer(place: Agency, role: Role, title: str) -> None:
    someone = add_person(email=f"p.{uuid4().hex}@larkmere.example", name="Imran Castellan", by=TEST)
    held = give_role(user=someone, agency=place, role=role, by=TEST)
    agencies.name_lead(membership=held, version=held.version, title=title, phone="", by=TEST)


def many_changes(person: User, number: int) -> None:
    for _ in range(number):
        here = Partnership.objects.get(**partnership(person))
        values = {"short_name": f"L{uuid4().hex[:8]}"}
        agencies.change_partnership(partnership=here, version=here.version, values=values, by=TEST)


def many_panels(person: User, number: int) -> None:
    many_changes(person, number)
    for _ in range(number):
        panel(person)


def _keeper(near: User) -> User:
    """Somebody else who keeps that agency's people."""
    keeper = add_person(email=f"keeper.{uuid4().hex}@larkmere.example", name="Amara Okonjo", by=TEST)
    give_role(user=keeper, agency=agency_of(near), role=Role.SPOC, by=TEST)
    return keeper


def _colleague(near: User) -> Membership:
    new = add_person(email=f"colleague.{uuid4().hex}@larkmere.example", name="Tariq Wells", by=TEST)
    return give_role(user=new, agency=agency_of(near), role=Role.PRACTITIONER, by=TEST)


def colleague(person: User) -> dict[str, str]:
    return {"ref": _colleague(person).ref}


def own_post(person: User) -> dict[str, str]:
    return {"ref": person.memberships.get().ref}


def _invite(person: User) -> Sent:
    return invite(
        agency=agency_of(person),
        name="Nell Barrow",
        email=f"invited.{uuid4().hex}@larkmere.example",
        role=Role.PRACTITIONER,
        starts_on=clock.today(),
        ends_on=None,
        by=_keeper(person),
    )


def invitation(person: User) -> dict[str, str]:
    return {"ref": _invite(person).invitation.ref}


def invitation_key(person: User) -> dict[str, str]:
    return {"key": _invite(person).key}


def delegation(person: User) -> dict[str, str]:
    made = delegate_work(
        membership=person.memberships.get(),
        delegate=_colleague(person),
        starts_on=clock.today(),
        ends_on=clock.today(),
        reason="",
        by=person,
    )
    return {"ref": made.ref}


def _review(person: User) -> AccessReview:
    review = open_review(agency=agency_of(person), on=clock.today(), by=TEST)
    assert review is not None
    return review


def access_review(person: User) -> dict[str, str]:
    found = AccessReview.objects.filter(agency=agency_of(person)).first()
    return {"ref": (found or _review(person)).ref}


def signed_review(person: User) -> dict[str, str]:
    found = AccessReview.objects.filter(agency=agency_of(person)).first()
    if found is None:
        keeper, found = _keeper(person), _review(person)
        keep = {line.ref: Decision.KEEP for line in found.lines.all()}
        held = decide_lines(review=found, decisions=keep, version=found.version, by=keeper)
        sign_review(review=held, note="", version=held.version, by=keeper)
    return {"ref": found.ref}


def people(person: User, number: int) -> None:
    """People of every kind that the page lists, and invitations."""
    for _ in range(number):
        _colleague(person)
        _invite(person)
        leaver, locked = _colleague(person), _colleague(person)
        Membership.objects.filter(pk=leaver.pk).update(ends_on=clock.today() + timedelta(days=3))
        due_item(leaver.user, due_in=timedelta(days=1))
        User.objects.filter(pk=locked.user_id).update(locked_unused_at=clock.now())


MAKERS: dict[str, Maker] = {
    "access_review": access_review,
    "agency": agency,
    "agency_with_draft": agency_with_draft,
    "authority": authority,
    "case": case,
    "colleague": colleague,
    "colour": colour,
    "delegation": delegation,
    "disposal_list": disposal_list,
    "draft": draft,
    "draft_set_aside": draft_set_aside,
    "gallery_form": gallery_form,
    "gallery_page": gallery_page,
    "gallery_section": gallery_section,
    "invitation": invitation,
    "invitation_key": invitation_key,
    "job": job,
    "legal_hold": legal_hold,
    "membership": membership,
    "own_post": own_post,
    "panel": panel,
    "partnership": partnership,
    "partnership_with_draft": partnership_with_draft,
    "password_link": password_link,
    "practice_note": practice_note,
    "retention_period": retention_period,
    "signed_review": signed_review,
    "terms": terms,
}
FILLERS: dict[str, Filler] = {
    "cases:list": cases,
    "demo:practice": practice_notes,
    "desk:downloads": downloads,
    "desk:drafts": drafts,
    "home": work,
    "office:accepted": many_people,
    "office:agency": many_people,
    "office:agency_leads": many_people,
    "office:directory": many_agencies,
    "office:history": many_changes,
    "office:leads": many_agencies,
    "office:partnership": many_panels,
    "office:pledge_signers": many_agencies,
    "people:agency": people,
}
