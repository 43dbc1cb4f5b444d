"""Every address says who may open it, and the short lists of exceptions name only what exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.generic import View
from house.docs.addresses import Address, addresses

from cse_portal.agencies.access import OWN_ACCOUNT, PUBLIC
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission

# Addresses with a number in them that counts nothing of ours, and what it is.
NUMBERED: dict[str, str] = {}


def says_nothing(found: Iterable[Address]) -> Iterator[str]:
    """Neither a permission on a guarded view class, nor on a list of exceptions."""
    for address in found:
        guarded = is_guarded(address.view)
        if address.name in PUBLIC | OWN_ACCOUNT:
            if guarded:
                yield f"{address.name} is guarded, and yet on a list of exceptions"
        elif not (guarded and isinstance(address.permission, Permission)):
            yield f"{address.name or address.path} names no permission"


def is_open(view: Any) -> bool:
    """Whether the middleware lets strangers through."""
    return not getattr(view, "login_required", True)


def is_guarded(view: Any) -> bool:
    view_class = getattr(view, "view_class", None)
    return isinstance(view_class, type) and issubclass(view_class, Guarded)


def wrongly_open(found: Iterable[Address]) -> Iterator[str]:
    """A guarded view may answer strangers itself: the guard lets nobody in whom it does not know."""
    yield from (one.name for one in found if is_open(one.view) and not is_guarded(one.view) | (one.name in PUBLIC))


def test_every_address_says_who_may() -> None:
    assert list(says_nothing(addresses())) == []


def test_only_the_public_list_is_open_to_strangers() -> None:
    assert list(wrongly_open(addresses())) == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in addresses()]
    assert [name for name in names if not name.rpartition(":")[2]] == []
    assert sorted(names) == sorted(set(names))


def test_every_exception_is_an_address() -> None:
    names = {address.name for address in addresses()}
    assert names >= PUBLIC | OWN_ACCOUNT


def test_no_address_is_on_both_lists() -> None:
    assert frozenset() == PUBLIC & OWN_ACCOUNT


def test_no_address_carries_anything_but_words_and_references() -> None:
    """A number in an address can be counted up; a name in it is in every log."""
    odd = {address.name for address in addresses() if "<int:" in address.path or "name>" in address.path}
    assert odd == set(NUMBERED)


class _Silent(Guarded):
    def get(self, request: object) -> HttpResponse:
        return HttpResponse()


class _Bare(View):
    permission = Permission.OWN_WORK


def _address(pattern: URLPattern) -> Address:
    return Address(pattern.name or "", str(pattern.pattern), pattern.callback)


def test_planted_addresses_are_caught() -> None:
    found = [
        _address(path("silent/", _Silent.as_view(), name="silent")),
        _address(path("bare/", _Bare.as_view(), name="bare")),
        _address(path("home/", type("Listed", (Guarded,), {}).as_view(), name="health_live")),
    ]
    assert len(list(says_nothing(found))) == 3


def test_a_view_opened_to_strangers_is_caught() -> None:
    from django.contrib.auth.decorators import login_not_required

    open_view = login_not_required(_Bare.as_view())
    assert list(wrongly_open([_address(path("x/", open_view, name="x"))])) == ["x"]
