"""Addresses of the pages that everyone may read."""

from django.urls import path, register_converter

from cse_portal.ui import views


class ColourConverter:
    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ColourConverter, "colour")

urlpatterns = [
    path("brand/<colour:colour>.css", views.brand, name="brand"),
    path("help/", views.help_page, name="help"),
    path("help/now/", views.help_now, name="help_now"),
    path("accessibility/", views.accessibility, name="page_accessibility"),
    path("privacy/", views.privacy, name="page_privacy"),
]
