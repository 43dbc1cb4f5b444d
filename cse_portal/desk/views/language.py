"""The language helper's table, as the browser reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.ui.language import table_text


class LanguageTable(Guarded):
    """Public words, the same for everyone: a browser may keep them for a day."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            table_text(), content_type="application/json", headers={"Cache-Control": "private, max-age=86400"}
        )
