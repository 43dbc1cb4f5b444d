"""The inbox's pages."""

from django.urls import path

from cse_portal.notices.views import feeds, inbox, running

app_name = "notices"
urlpatterns = [
    path("inbox/", inbox.Inbox.as_view(), name="inbox"),
    path("inbox/ways/", inbox.Ways.as_view(), name="ways"),
    path("inbox/ways/mobile/", inbox.Mobile.as_view(), name="mobile"),
    path("my-work/calendar/", feeds.MyCalendar.as_view(), name="calendar"),
    path("inbox/<ref:ref>/", inbox.NoticeOpened.as_view(), name="open"),
    path("my-work/<ref:ref>/told/", inbox.WhoIsTold.as_view(), name="who_is_told"),
    path("my-work/far-overdue/", running.BoardList.as_view(), name="board_list"),
    path("operations/messages/", running.SetAside.as_view(), name="set_aside"),
]
