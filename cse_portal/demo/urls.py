"""The demo's own pages."""

from django.urls import path

from cse_portal.demo import views

app_name = "demo"
urlpatterns = [
    path("components/", views.Components.as_view(), name="components"),
    path("components/forms/<slug:state>/", views.FormStates.as_view(), name="forms"),
    path("components/pages/<int:status>/", views.ErrorPage.as_view(), name="error_page"),
    path("components/<slug:section>/", views.ComponentSection.as_view(), name="component"),
]
