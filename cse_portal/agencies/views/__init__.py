"""The pages of people and agencies, and of signing in."""

from cse_portal.agencies.views.sign_in import too_many_attempts

__all__ = ["too_many_attempts"]
