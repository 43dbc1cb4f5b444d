"""The signed record of an access review as a PDF."""

from __future__ import annotations

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.people.models import AccessReview
from cse_portal.people.presenters.review import review_page
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy, render_pdf

REVIEW_PDF = "people.access_review_pdf"
GONE = "This record is not yours to have any more."


@background(kind=REVIEW_PDF, title="Access review: PDF", permission=Permission.OWN_DESK)
def access_review_pdf(job: BackgroundJob, progress: Progress) -> None:
    """Whether its owner may have it is asked now, not when it was ordered."""
    visible = AccessReview.objects.visible_to(job.owner).signed().select_related("agency__partnership")
    review = visible.filter(ref=job.parameters.get("review", "")).first()
    if review is None:
        raise CannotBuild(GONE)
    page = review_page(review)
    copy = Copy(
        title=page.title,
        recipient=_who(job.owner),
        serial=job.ref,
        made_at=clock.now(),
        partnership=review.agency.partnership.name,
    )
    progress.report(0, 1, "Laying out the pages")
    try:
        pdf = render_pdf("pdf/access_review.html", copy=copy, context={"page": page})
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    with progress.file("access-review.pdf", "application/pdf") as out:
        out.write(pdf)


def _who(owner: User) -> str:
    held = access.memberships(owner)
    return f"{owner.name}, {held[0].agency.name}" if held else owner.name
