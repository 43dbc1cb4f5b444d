"""The addresses of people and agencies, and of signing in."""

from cse_portal.agencies.urls.account import urlpatterns

__all__ = ["urlpatterns"]
