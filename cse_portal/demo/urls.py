"""The demo's own pages."""

from django.urls import path

from cse_portal.demo import views

app_name = "demo"
urlpatterns = [path("sign-in-as/", views.sign_in_as, name="sign_in_as")]
