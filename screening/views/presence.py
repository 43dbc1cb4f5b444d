"""Asked each minute by an open page: who else has this draft open. It says itself that its reader is still there."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from cse_portal.agencies.roles import Permission
from screening.guards import ToolGuarded
from screening.presence import here


class AlsoHere(ToolGuarded):
    permission = Permission.SEE_CASES
    for_parts = True

    def get(self, request: HttpRequest, ref: str) -> JsonResponse:
        asked = request.GET.get("section", "")
        codes = {one.code for one in self.tool.sections.only("code")} if asked else set()
        section = asked if asked in codes and self.tool.is_draft and self.seen.decides(Permission.SCREEN) else ""
        found = here(self.person, self.tool, section, by_itself=True, only=self.sees_only())
        return JsonResponse({"here": [{"name": one.name, "words": one.words} for one in found]})
