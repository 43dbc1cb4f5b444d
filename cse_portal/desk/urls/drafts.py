"""Drafts, and the words that the language helper knows."""

from django.urls import path

from cse_portal.desk.views import drafts, language

urlpatterns = [
    path("drafts/", drafts.Drafts.as_view(), name="drafts"),
    path("drafts/save/", drafts.DraftSave.as_view(), name="draft_save"),
    path("drafts/session/", drafts.DraftSession.as_view(), name="draft_session"),
    path("drafts/<ref:ref>/set-aside/", drafts.DraftSetAside.as_view(), name="draft_set_aside"),
    path("drafts/<ref:ref>/take-up/", drafts.DraftTakeUp.as_view(), name="draft_take_up"),
    path("signed-in-again/", drafts.SignedInAgain.as_view(), name="signed_in_again"),
    path("wordings.json", language.LanguageTable.as_view(), name="language_table"),
]
