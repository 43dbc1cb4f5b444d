"""The board's figures as a PDF: the same tables, with the same numbers left out."""

from __future__ import annotations

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.desk.building import NO_LONGER_ALLOWED, Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy, render_pdf
from screening import figure_queries as queries
from screening.forms.figures import FiguresForm
from screening.paper_kinds import FIGURES
from screening.presenters.figures import figures_page


@background(kind=FIGURES, title="Figures of screenings: PDF", permission=Permission.READ_FIGURES)
def figures_pdf(job: BackgroundJob, progress: Progress) -> None:
    """Counted anew, for whoever asked and in their own partnership."""
    hats = (one for one in access.acting_in(job.owner) if access.membership_may(one, Permission.READ_FIGURES))
    hat = next(hats, None)
    if hat is None:
        raise CannotBuild(NO_LONGER_ALLOWED)
    partnership, today = hat.agency.partnership, clock.today()
    agencies = queries.agencies_of(partnership)
    wanted = FiguresForm(dict(job.parameters), agencies=agencies, today=today).wanted
    if wanted is None:
        raise CannotBuild(NO_LONGER_ALLOWED)
    page = figures_page(
        partnership,
        wanted.instrument,
        wanted.period,
        agencies=agencies,
        today=today,
        agency=wanted.agency,
        every_item=True,
    )
    copy = Copy(
        title=f"Figures: {page.title}",
        recipient=f"{job.owner.name}, {hat.agency.name}",
        serial=job.ref,
        made_at=clock.now(),
        partnership=partnership.name,
    )
    try:
        whole = render_pdf("pdf/figures.html", copy=copy, context={"page": page})
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    with progress.file("figures.pdf", "application/pdf") as out:
        out.write(whole)
