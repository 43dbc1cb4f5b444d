"""The shared front half of the forms about looking: what cannot be done now is said in words, what was typed stays."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.desk.guards import SafeFormView
from cse_portal.desk.guards.safe_form import Sent


class Deed(SafeFormView):
    permission = Permission.SEARCH_TRAIL
    template_name = "trail/deed.html"

    def _send(self, sent: Sent) -> HttpResponse:
        try:
            return super()._send(sent)
        except NotAllowedNow as refusal:
            form = self.make_form(sent.data)
            form.is_valid()
            form.add_error(None, refusal.sentence)
            return self.show(form, sent.keys)

    def page_context(self) -> dict[str, Any]:
        raise NotImplementedError
