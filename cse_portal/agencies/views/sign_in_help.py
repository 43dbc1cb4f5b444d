"""For whoever keeps an agency's people, and for system administrators: who cannot sign in, and helping them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cse_portal.agencies import access, actions, reach
from cse_portal.agencies import sign_in_queries as queries
from cse_portal.agencies.entering import tell
from cse_portal.agencies.forms.sign_in_help import HelpReasonForm, ResetForm, SearchForm
from cse_portal.agencies.guards import Guarded, StepUp
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission

A_PAGE = 50


class SignInHelp(Guarded):
    """Locked people first. A search is sent, not asked for by address: names stay out of addresses."""

    permission = Permission.HELP_SIGN_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(SearchForm(), "")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST)
        return self.show(form, form.cleaned_data["words"] if form.is_valid() else "")

    def show(self, form: SearchForm, words: str) -> HttpResponse:
        everyone = reach.people_helped_by(self.person).order_by("name", "pk")
        found = everyone.filter(Q(name__icontains=words) | Q(email__icontains=words)) if words else everyone
        page = Paginator(found, A_PAGE).get_page(self.request.GET.get("page"))
        context = {
            "form": form,
            "words": words,
            "locked": queries.states_of(queries.locked_people(everyone)),
            "people": queries.states_of(page),
            "next_url": f"?page={page.next_page_number()}" if page.has_next() and not words else "",
            "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() and not words else "",
        }
        return render(self.request, "account/help_people.html", context)


class _AboutPerson(Guarded):
    """Whoever is not this helper's to help is not there."""

    permission = Permission.HELP_SIGN_IN
    about: User

    def look_up(self, **kwargs: Any) -> None:
        access.require(self.request.user, self.permission)
        self.about = get_object_or_404(reach.people_helped_by(self.person), ref=kwargs["ref"])
        super().look_up(**kwargs)


class SignInHelpPerson(_AboutPerson):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        (state,) = queries.states_of([self.about])
        return render(request, "account/help_person.html", {"state": state})


class _HelpDeed(_AboutPerson, StepUp):
    """A question with a reason, then one action."""

    template_name: ClassVar[str]
    form_class: ClassVar[type[HelpReasonForm]] = HelpReasonForm

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(self.form_class())

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form)
        messages.success(request, self.do(form.cleaned_data))
        return redirect("account_help_person", ref=ref)

    def show(self, form: HelpReasonForm) -> HttpResponse:
        (state,) = queries.states_of([self.about])
        return render(self.request, self.template_name, {"form": form, "state": state})

    def do(self, given: dict[str, Any]) -> str:
        raise NotImplementedError


class ReleaseLock(_HelpDeed):
    template_name = "account/help_release.html"

    def do(self, given: dict[str, Any]) -> str:
        released = actions.release_lock(user=self.about, reason=given["reason"], by=self.person)
        return "Released. They can try again now." if released else "There was no lock any more."


class SignOutPerson(_HelpDeed):
    template_name = "account/help_sign_out.html"

    def do(self, given: dict[str, Any]) -> str:
        number = actions.sign_out_everywhere(user=self.about, reason=given["reason"], by=self.person)
        tell(self.request, self.about, "signed_out_everywhere")
        return f"Signed out of {number} device{'' if number == 1 else 's'}. They were told by email."


class ResetSecondStep(_HelpDeed):
    template_name = "account/help_reset.html"
    form_class = ResetForm

    def do(self, given: dict[str, Any]) -> str:
        identity, reason = given["identity"], given["reason"]
        actions.reset_second_step(user=self.about, reason=reason, identity_shown=identity, by=self.person)
        tell(self.request, self.about, "second_step_reset")
        return "The second step is reset, and they are signed out everywhere. They were told by email."


class ForgetIdentities(_HelpDeed):
    template_name = "account/help_unlink.html"

    def do(self, given: dict[str, Any]) -> str:
        actions.forget_identities(user=self.about, reason=given["reason"], by=self.person)
        tell(self.request, self.about, "identity_forgotten")
        return "The link is forgotten. Their next single sign-on links anew. They were told by email."
