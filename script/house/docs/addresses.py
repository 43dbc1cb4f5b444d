"""Every address of the portal with what it takes to open it, walked from the URL table itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One line of the URL table: its full name ("desk:drafts"), its path and what answers it."""

    name: str
    path: str
    view: Any

    @property
    def permission(self) -> Any:
        """What its view class asks for; None when it names nothing."""
        return getattr(getattr(self.view, "view_class", None), "permission", None)

    @property
    def app(self) -> str:
        """The app whose module holds the view."""
        owner = getattr(self.view, "view_class", self.view)
        return str(getattr(owner, "__module__", ""))


def addresses(resolver: URLResolver | None = None) -> list[Address]:
    return list(_walk(resolver or get_resolver(), "/", ""))


def _walk(resolver: URLResolver, path: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name or ''}", here, entry.callback)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, here, inner)
