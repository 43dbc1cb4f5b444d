"""Every address of the portal, app by app."""

from django.conf import settings
from django.urls import include, path, register_converter

from cse_portal.core.references import ReferenceInAddress
from cse_portal.desk.views.find import Find
from cse_portal.notices.views.feeds import Feed
from cse_portal.operations.views import service as operations
from cse_portal.people.views import invited
from cse_portal.worklist.views import my_work as worklist

handler400 = "cse_portal.ui.errors.bad_request"
handler403 = "cse_portal.ui.errors.permission_denied"
handler404 = "cse_portal.ui.errors.not_found"
handler429 = "cse_portal.agencies.views.too_many_attempts"
handler500 = "cse_portal.ui.errors.server_error"

register_converter(ReferenceInAddress, "ref")

urlpatterns = [
    path("", worklist.MyWork.as_view(), name="home"),
    path("", include("cse_portal.ui.urls")),
    path("account/", include("cse_portal.agencies.urls")),
    path("account/invitation/", invited.InvitationTakeUp.as_view(), name="take_up_invitation"),
    path("account/invitation/<str:key>/", invited.InvitationLink.as_view(), name="invitation_link"),
    path("people/", include("cse_portal.people.urls")),
    path("calendar/<str:key>.ics", Feed.as_view(), name="calendar_feed"),
    path("find/", Find.as_view(), name="find"),
    path("desk/", include("cse_portal.desk.urls")),
    path("my-work/", include("cse_portal.worklist.urls")),
    path("", include("cse_portal.notices.urls")),
    path("", include("cse_portal.network.urls")),
    path("", include("screening.urls")),
    path("", include("referrals.urls")),
    path("cases/", include("cse_portal.cases.urls")),
    path("trail/", include("cse_portal.trail.urls")),
    path("health/live", operations.health_live, name="health_live"),
    path("health/ready", operations.health_ready, name="health_ready"),
    path("metrics", operations.metrics_page, name="metrics"),
    path("", include("cse_portal.office.urls")),
    path("operations/", operations.Operations.as_view(), name="operations"),
    path("operations/retention/", include("cse_portal.operations.urls")),
]
if not settings.IS_PRODUCTION:
    urlpatterns.append(path("demo/", include("cse_portal.demo.urls")))
