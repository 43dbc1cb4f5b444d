"""The desk's pages."""

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("cse_portal.desk.job_urls")),
    path("", include("cse_portal.desk.draft_urls")),
]
