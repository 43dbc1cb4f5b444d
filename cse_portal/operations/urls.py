"""The retention pages."""

from django.urls import path

from cse_portal.operations.views import retention as views

app_name = "retention"
urlpatterns = [
    path("", views.Retention.as_view(), name="overview"),
    path("periods/<slug:code>/", views.Period.as_view(), name="period"),
    path("holds/", views.Holds.as_view(), name="holds"),
    path("holds/new/", views.HoldPlace.as_view(), name="hold_place"),
    path("holds/<ref>/lift/", views.HoldLift.as_view(), name="hold_lift"),
    path("lists/", views.Lists.as_view(), name="lists"),
    path("lists/<ref>/", views.List.as_view(), name="list"),
    path("lists/<ref>/approve/", views.ListApprove.as_view(), name="list_approve"),
    path("lists/<ref>/reject/", views.ListReject.as_view(), name="list_reject"),
    path("lists/<ref>/withdraw/", views.ListWithdraw.as_view(), name="list_withdraw"),
]
