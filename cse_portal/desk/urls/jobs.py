"""Background work and the files that wait for their owner."""

from django.urls import path

from cse_portal.desk.views import jobs

urlpatterns = [
    path("downloads/", jobs.Downloads.as_view(), name="downloads"),
    path("jobs/<ref:ref>/", jobs.Job.as_view(), name="job"),
    path("jobs/<ref:ref>/progress/", jobs.JobProgress.as_view(), name="job_progress"),
    path("jobs/<ref:ref>/file/", jobs.JobFile.as_view(), name="job_file"),
    path("jobs/<ref:ref>/cancel/", jobs.JobCancel.as_view(), name="job_cancel"),
    path("jobs/<ref:ref>/again/", jobs.JobAgain.as_view(), name="job_again"),
    path("jobs/<ref:ref>/remove/", jobs.JobRemove.as_view(), name="job_remove"),
]
