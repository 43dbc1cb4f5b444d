"""What sort of person, place or thing it is: asked before its form, on a page of its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cse_portal.desk.guards import SafeFormView
from cse_portal.network.item_kinds import HINTS, ItemKind, title

KINDS = frozenset(kind.value for kind in ItemKind)


class AsksSort(SafeFormView):
    """What sort of thing it is, is chosen first; everything else is asked on one page."""

    sorts: Collection[str] = KINDS
    _sort = ""

    @property
    def sort(self) -> str:
        found = self._sort or self.request.POST.get("sort_code") or self.request.GET.get("kind") or ""
        return found if found in self.sorts else ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "draft" not in request.GET and not self.sort:
            self.note_choosing()
            return render(request, "network/choose_sort.html", {**self.page_context(), "sorts": self.offered()})
        return super().get(request, **kwargs)

    def note_choosing(self) -> None:
        """Where the page already says what the link is with."""

    def offered(self) -> list[tuple[str, str, str]]:
        return [(kind.value, title(kind), HINTS[kind]) for kind in ItemKind]

    def make_form(self, data: QueryDict | None = None, **kwargs: Any) -> Any:
        if data is not None:
            self._sort = data.get("sort_code", "")
        return super().make_form(data, **kwargs)

    def form_with(self, data: QueryDict) -> Any:
        self._sort = data.get("sort_code", "")
        return super().form_with(data)
