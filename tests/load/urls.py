"""The portal's addresses, and the two null pages."""

from django.urls import path

from cse_portal.urls import *  # noqa: F403
from cse_portal.urls import urlpatterns as portal
from tests.load import pages

urlpatterns = [
    path("null/", pages.null, name="null"),
    path("null/signed-in/", pages.SignedInNull.as_view(), name="signed_in_null"),
    *portal,
]
