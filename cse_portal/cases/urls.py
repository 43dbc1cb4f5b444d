"""Addresses of cases: opaque references, never a name."""

from django.urls import path

from cse_portal.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.CaseList.as_view(), name="list"),
    path("<ref:ref>/", views.CaseRecord.as_view(), name="record"),
    path("<ref:ref>/who-sees/", views.CaseWhoSees.as_view(), name="who_sees"),
]
