"""My work in one's own calendar: the page where its address is made, and the address itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views.generic import View

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.notices import actions, queries
from cse_portal.notices.calendars import calendar_of
from cse_portal.notices.feed_keys import digest_of, is_key

MOST_AN_HOUR = 60  # a calendar asks every hour or less
FETCHES = System("show somebody’s calendar what is due to them")


class MyCalendar(Guarded):
    """The address is shown once, on the page that answers the button."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page("")

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "end":
            actions.end_feed(by=self.person)
            messages.success(request, "Your calendar address is switched off. It shows nothing any more.")
            return redirect("notices:calendar")
        key = actions.make_feed(by=self.person)
        return self._page(settings.PORTAL_URL.rstrip("/") + reverse("calendar_feed", kwargs={"key": key}))

    def _page(self, address: str) -> HttpResponse:
        context = {"feed": queries.feed_of(self.person), "address": address}
        return render(self.request, "notices/calendar.html", context)


@method_decorator(login_not_required, name="dispatch")
class Feed(View):
    """For calendars, which cannot sign in. Whatever is wrong with an address, the answer is the same."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        person = self._whose(key) if is_key(key) else None
        if person is None:
            raise Http404
        if not _is_within_bounds(key):
            return HttpResponse(status=429, headers={"Retry-After": "3600"})
        with access.acting_for(person):
            data = calendar_of(person)
        response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Content-Disposition"] = 'inline; filename="my-work.ics"'
        return response

    def _whose(self, key: str) -> User | None:
        """Stated as the portal, for nobody is signed in; the key's digest is looked up, never the key."""
        with wall.as_system(FETCHES.purpose):
            feed = queries.feed_by(digest_of(key))
            if feed is None or not constant_time_compare(feed.stamp, queries.stamp_of(feed.person)):
                return None
            actions.note_fetched(feed=feed, by=FETCHES)
            return feed.person


def _is_within_bounds(key: str) -> bool:
    """Counted in the shared cache by the hour, under the key's digest."""
    name = f"calendar-{digest_of(key)}-{int(clock.now().timestamp()) // 3600}"
    number = int(cache.get(name, 0)) + 1
    cache.set(name, number, timeout=3700)
    return number <= MOST_AN_HOUR
