"""The addresses of an agency's people; each names one thing by its opaque reference."""

from django.urls import path

from cse_portal.people.views import accounts, away, changing, joining, listing, reviews

app_name = "people"
urlpatterns = [
    path("", listing.Home.as_view(), name="home"),
    path("at/<ref:ref>/", listing.AgencyPeople.as_view(), name="agency"),
    path("at/<ref:ref>/left/", listing.Left.as_view(), name="left"),
    path("at/<ref:ref>/invite/", joining.Invite.as_view(), name="invite"),
    path("invitations/<ref:ref>/", joining.InvitationPage.as_view(), name="invitation"),
    path("invitations/<ref:ref>/send-again/", joining.InvitationSendAgain.as_view(), name="invitation_send_again"),
    path("invitations/<ref:ref>/withdraw/", joining.InvitationWithdraw.as_view(), name="invitation_withdraw"),
    path("person/<ref:ref>/", listing.PersonHere.as_view(), name="person"),
    path("person/<ref:ref>/add-role/", joining.AddRole.as_view(), name="add_role"),
    path("person/<ref:ref>/change-role/", changing.ChangeRole.as_view(), name="change_role"),
    path("person/<ref:ref>/suspend/", changing.Suspend.as_view(), name="suspend"),
    path("person/<ref:ref>/lift/", changing.Lift.as_view(), name="lift"),
    path("person/<ref:ref>/let-back-in/", changing.LetBackIn.as_view(), name="let_back_in"),
    path("person/<ref:ref>/address/", changing.Address.as_view(), name="address"),
    path("person/<ref:ref>/hand-over/", changing.HandOver.as_view(), name="hand_over"),
    path("person/<ref:ref>/end/", changing.End.as_view(), name="end"),
    path("person/<ref:ref>/bring-back/", changing.BringBack.as_view(), name="bring_back"),
    path("person/<ref:ref>/away/", away.AwayFor.as_view(), name="away_for"),
    path("away/", away.Away.as_view(), name="away"),
    path("away/<ref:ref>/end/", away.AwayEnd.as_view(), name="away_end"),
    path("review/<ref:ref>/", reviews.Review.as_view(), name="review"),
    path("review/<ref:ref>/sign/", reviews.ReviewSign.as_view(), name="review_sign"),
    path("review/<ref:ref>/pdf/", reviews.ReviewPdf.as_view(), name="review_pdf"),
    path("reviews/", reviews.Overview.as_view(), name="reviews"),
    path("reviews/<ref:ref>/", reviews.ReviewRecord.as_view(), name="record"),
    path("reviews/<ref:ref>/pdf/", reviews.RecordPdf.as_view(), name="record_pdf"),
    path("accounts/", accounts.Accounts.as_view(), name="accounts"),
]
