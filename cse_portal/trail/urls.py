"""Addresses of the trail: opaque references and sealed keys, never what somebody looked for."""

from django.urls import path

from cse_portal.trail.views import alarms, searching, weeks

app_name = "trail"
urlpatterns = [
    path("", searching.Search.as_view(), name="search"),
    path("searches/<ref:ref>/", searching.Results.as_view(), name="results"),
    path("searches/<ref:ref>/entry/<str:key>/", searching.Entry.as_view(), name="entry"),
    path("searches/<ref:ref>/spreadsheet/", searching.Export.as_view(), name="export"),
    path("weeks/", weeks.Weeks.as_view(), name="weeks"),
    path("weeks/<ref:ref>/", weeks.WeekOfLooks.as_view(), name="week"),
    path("weeks/<ref:ref>/sign/", weeks.WeekSign.as_view(), name="week_sign"),
    path("alarms/", alarms.Alarms.as_view(), name="alarms"),
    path("alarms/<ref:ref>/", alarms.OneAlarm.as_view(), name="alarm"),
    path("planted/", alarms.Planted.as_view(), name="planted"),
    path("planted/add/", alarms.Plant.as_view(), name="plant"),
    path("planted/<ref:ref>/stop/", alarms.Retire.as_view(), name="retire"),
    path("answer/<ref:ref>/", weeks.Answer.as_view(), name="answer"),
]
