"""Documents of the case beside a tool that is being filled in."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.urls import reverse

from cse_portal.cases.models import Document
from screening import actions, attached, form_names
from screening.forms.attaching import AttachForm
from screening.guards import ToolDeed
from screening.workflow import Deed

NONE = "No document that you may open is in this case yet."


class Documents(ToolDeed):
    kind, form_class = form_names.DOCUMENTS, AttachForm
    template_name = "screening/attach.html"

    @cached_property
    def there(self) -> list[Document]:
        return attached.to_attach(self.person, self.tool, self.reasons)

    def initial_of(self, record: Any) -> dict[str, Any]:
        held = attached.documents_of(self.person, self.tool, self.reasons)
        return {"documents": [one.ref for one in held]}

    def form_kwargs(self) -> dict[str, Any]:
        return {"there": self.there}

    def perform(self, form: AttachForm) -> str:
        actions.attach_documents(tool=self.tool, chosen=form.chosen, shown=self.there, by=self.person)
        number = len(form.chosen)
        messages.success(self.request, f"{number} document{'s' if number != 1 else ''} stand beside it.")
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.SAVE) or ("" if self.there else NONE)

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Documents that belong to it",
            "button": "Save",
            "tool": self.tool,
            "may_choose": bool(self.there),
        }
