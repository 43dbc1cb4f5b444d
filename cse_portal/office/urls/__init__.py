"""The office's addresses: what everyone looks up, what agencies keep, and the partnership's own."""

from cse_portal.office.urls import agencies, partnership

app_name = "office"
urlpatterns = [*agencies.urlpatterns, *partnership.urlpatterns]
