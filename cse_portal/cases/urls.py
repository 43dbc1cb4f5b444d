"""Addresses of cases: opaque references, never a name."""

from django.urls import path

from cse_portal.cases.views import deciding, pages

app_name = "cases"
urlpatterns = [
    path("", pages.CaseList.as_view(), name="list"),
    path("unseen/<ref:ref>/", deciding.Unseen.as_view(), name="unseen"),
    path("<ref:ref>/", pages.CaseRecord.as_view(), name="record"),
    path("<ref:ref>/who-sees/", pages.CaseWhoSees.as_view(), name="who_sees"),
    path("<ref:ref>/who-sees/give/", deciding.Give.as_view(), name="give"),
    path("<ref:ref>/who-sees/end/", deciding.End.as_view(), name="end_access"),
    path("<ref:ref>/who-sees/restrict/", deciding.Restrict.as_view(), name="restrict"),
    path("<ref:ref>/who-sees/lift/", deciding.Lift.as_view(), name="lift_restriction"),
]
