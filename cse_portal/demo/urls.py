"""The demo's own pages: the component gallery and the practice room."""

from django.urls import path

from cse_portal.demo.views import gallery, practice, sign_in

app_name = "demo"
urlpatterns = [
    path("sign-in-as/", sign_in.sign_in_as, name="sign_in_as"),
    path("components/", gallery.Components.as_view(), name="components"),
    path("components/forms/<slug:state>/", gallery.FormStates.as_view(), name="forms"),
    path("components/pages/<slug:page>/", gallery.ErrorPage.as_view(), name="error_page"),
    path("components/<slug:section>/", gallery.ComponentSection.as_view(), name="component"),
    path("practice/", practice.PracticeRoom.as_view(), name="practice"),
    path("practice/write/", practice.PracticeNoteWrite.as_view(), name="practice_write"),
    path("practice/<ref:ref>/", practice.PracticeNotePage.as_view(), name="practice_note"),
    path("practice/<ref:ref>/change/", practice.PracticeNoteEdit.as_view(), name="practice_edit"),
]
