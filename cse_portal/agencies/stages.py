"""The steps of signing in, as allauth walks through them."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from cse_portal.agencies.entering import is_second_step_trusted


class SecondStep(AuthenticateStage):
    """Asked of whoever has a device for it, unless their single sign-on has just taken one that we trust."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not is_second_step_trusted(request, self.login.user) and bool(super()._should_handle(request))
