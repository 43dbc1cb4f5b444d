"""Addresses of referrals, of the MASH board, of checks and of what teams took on."""

from __future__ import annotations

from django.urls import path

from referrals.views import checks, consulting, papers, referring, triage

app_name = "referrals"
urlpatterns = [
    path("cases/<ref:ref>/referrals/", referring.OfCase.as_view(), name="of_case"),
    path("cases/<ref:ref>/refer/", referring.Refer.as_view(), name="refer"),
    path("mash/", triage.Board.as_view(), name="board"),
    path("mash/news/", triage.BoardNews.as_view(), name="board_news"),
    path("mash/consultations/", consulting.Consultations.as_view(), name="consultations"),
    path("mash/consultations/add/", consulting.AddConsultation.as_view(), name="add_consultation"),
    path("mash/consultations/<ref:ref>/", consulting.ConsultationPage.as_view(), name="consultation"),
    path("referrals/", referring.Mine.as_view(), name="mine"),
    path("referrals/<ref:ref>/", referring.ReferralPage.as_view(), name="referral"),
    path("referrals/<ref:ref>/triage/", triage.Triage.as_view(), name="triage"),
    path("referrals/<ref:ref>/take/", triage.Take.as_view(), name="take"),
    path("referrals/<ref:ref>/hand-over/", triage.HandOver.as_view(), name="hand_over"),
    path("referrals/<ref:ref>/rate/", triage.Rate.as_view(), name="rate"),
    path("referrals/<ref:ref>/pause/", triage.Pause.as_view(), name="pause"),
    path("referrals/<ref:ref>/resume/", triage.Resume.as_view(), name="resume"),
    path("referrals/<ref:ref>/ask/", triage.Ask.as_view(), name="ask"),
    path("referrals/<ref:ref>/send-back/", triage.SendBack.as_view(), name="send_back"),
    path("referrals/<ref:ref>/told/", triage.ToldThem.as_view(), name="told"),
    path("referrals/<ref:ref>/read/", referring.Read.as_view(), name="read"),
    path("referrals/<ref:ref>/withdraw/", referring.Withdraw.as_view(), name="withdraw"),
    path("referrals/<ref:ref>/file/", papers.ReferralFile.as_view(), name="file"),
    path("checks/<ref:ref>/", checks.AnswerCheck.as_view(), name="check"),
    path("checks/<ref:ref>/give/", checks.GiveCheck.as_view(), name="give_check"),
    path("checks/<ref:ref>/not-needed/", checks.WithdrawCheck.as_view(), name="withdraw_check"),
    path("enquiries/<ref:ref>/end/", checks.EndEnquiry.as_view(), name="end_enquiry"),
]
