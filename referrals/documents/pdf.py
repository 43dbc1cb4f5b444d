"""The MASH product as a tagged PDF: the worry, what each agency says, and what was decided."""

from __future__ import annotations

from cse_portal.ui.documents import Copy, render_pdf
from referrals.presenters.triage import TriagePage


def product_pdf(copy: Copy, page: TriagePage) -> bytes:
    context = {"page": page, "referred": page.referred, "case": page.referred.case}
    return render_pdf("pdf/mash_product.html", copy=copy, context=context)
