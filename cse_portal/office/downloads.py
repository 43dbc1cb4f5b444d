"""What the office makes as PDFs in the background: lead arrangements, and what an agency signed."""

from __future__ import annotations

from cse_portal.agencies import access, charge, directory
from cse_portal.agencies.models import Agency, Partnership
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.desk.building import NO_LONGER_ALLOWED, Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.office.presenters.agreements import accepters, agreements_page
from cse_portal.office.presenters.leads import leads_page
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy, render_pdf

LEADS_PDF = "office.leads_pdf"
AGREEMENTS_PDF = "office.agreements_pdf"
# Whom to ring is meant to hang on the wall of an office; it holds no child.
FOR_OFFICES = "OFFICIAL"


@background(kind=LEADS_PDF, title="Lead arrangements: PDF", permission=Permission.READ_ORGANISATION)
def leads_pdf(job: BackgroundJob, progress: Progress) -> None:
    partnership = Partnership.objects.filter(ref=job.parameters["partnership"]).first()
    if partnership is None or partnership not in directory.partnerships(job.owner):
        raise CannotBuild(NO_LONGER_ALLOWED)
    copy = _copy(job, "Lead arrangements", partnership, marking=FOR_OFFICES)
    _write(progress, "lead-arrangements.pdf", "pdf/leads.html", copy, {"page": leads_page(partnership)})


@background(kind=AGREEMENTS_PDF, title="Pledge and terms of use: PDF", permission=Permission.KEEP_AGENCY)
def agreements_pdf(job: BackgroundJob, progress: Progress) -> None:
    agency = Agency.objects.select_related("partnership").filter(ref=job.parameters["agency"]).first()
    if agency is None or not charge.keeps_agency(job.owner, agency):
        raise CannotBuild(NO_LONGER_ALLOWED)
    page = agreements_page(job.owner, agency)
    context = {"page": page, "people": accepters(agency, page.terms) if page.terms else []}
    copy = _copy(job, f"Pledge and terms of use: {agency.name}", agency.partnership)
    _write(progress, "pledge-and-terms-of-use.pdf", "pdf/agreements.html", copy, context)


def _copy(job: BackgroundJob, title: str, partnership: Partnership, **more: str) -> Copy:
    held = access.memberships(job.owner)
    recipient = f"{job.owner.name}, {held[0].agency.name}" if held else job.owner.name
    return Copy(
        title=title,
        recipient=recipient,
        serial=job.ref,
        made_at=clock.now(),
        partnership=partnership.name,
        **more,
    )


def _write(progress: Progress, name: str, template: str, copy: Copy, context: dict[str, object]) -> None:
    try:
        pdf = render_pdf(template, copy=copy, context=context)
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    with progress.file(name, "application/pdf") as out:
        out.write(pdf)
