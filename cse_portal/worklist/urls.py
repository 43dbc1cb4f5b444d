"""What can be done with one line of My work."""

from django.urls import path

from cse_portal.worklist.views import across, putting_off, sharing

app_name = "worklist"
urlpatterns = [
    path("agencies/", across.AcrossAgencies.as_view(), name="across"),
    path("give/", sharing.Give.as_view(), name="give"),
    path("<ref:ref>/take/", sharing.Take.as_view(), name="take"),
    path("<ref:ref>/put-off/", putting_off.PutOff.as_view(), name="put_off"),
    path("<ref:ref>/bring-back/", putting_off.BringBack.as_view(), name="bring_back"),
]
