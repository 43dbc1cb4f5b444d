"""The demo's own pages."""

from django.urls import path

from cse_portal.demo import views

app_name = "demo"
urlpatterns = [
    path("practice/", views.PracticeRoom.as_view(), name="practice"),
    path("practice/write/", views.PracticeNoteWrite.as_view(), name="practice_write"),
    path("practice/<ref>/", views.PracticeNotePage.as_view(), name="practice_note"),
    path("practice/<ref>/change/", views.PracticeNoteEdit.as_view(), name="practice_edit"),
]
