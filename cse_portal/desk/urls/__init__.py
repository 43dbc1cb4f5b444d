"""The desk's pages."""

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("cse_portal.desk.urls.jobs")),
    path("", include("cse_portal.desk.urls.drafts")),
]
