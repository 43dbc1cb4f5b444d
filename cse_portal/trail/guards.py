"""The shared front half of the forms about looking: what cannot be done now is said in words, what was typed stays."""

from __future__ import annotations

from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.desk.guards import SafeFormView


class Deed(SafeFormView):
    permission = Permission.SEARCH_TRAIL
    template_name = "trail/deed.html"

    def page_context(self) -> dict[str, Any]:
        raise NotImplementedError
