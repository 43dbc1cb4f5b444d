"""Addresses of cases: opaque references, never a name."""

from django.urls import path

from cse_portal.cases.views import child, deciding, emergency, looks, meeting_parts, meetings, minutes, pages, plans

app_name = "cases"
FACTS = [
    *(path(f"<ref:ref>/child/add-{code}/", view.as_view(), name=f"add_{code}") for code, view in child.ADD.items()),
    *(path(f"child/{code}/<ref:ref>/", view.as_view(), name=f"change_{code}") for code, view in child.CHANGE.items()),
    *(
        path(f"child/{code}/<ref:ref>/never-right/", view.as_view(), name=f"withdraw_{code}")
        for code, view in child.WITHDRAW.items()
    ),
]
MEETINGS = [
    path("<ref:ref>/meetings/", meetings.Meetings.as_view(), name="meetings"),
    path("<ref:ref>/meetings/plan/", meetings.CallMeeting.as_view(), name="call_meeting"),
    path("<ref:ref>/meetings/none/", meetings.NoMeeting.as_view(), name="no_meeting"),
    path("meetings/<ref:ref>/", meetings.MeetingRecord.as_view(), name="meeting"),
    path("meetings/<ref:ref>/change/", meetings.ChangeMeeting.as_view(), name="change_meeting"),
    path("meetings/<ref:ref>/cancel/", meetings.CancelMeeting.as_view(), name="cancel_meeting"),
    path("meetings/<ref:ref>/invite/", meetings.Invite.as_view(), name="invite"),
    path("meetings/<ref:ref>/held/", meetings.HoldMeeting.as_view(), name="hold_meeting"),
    path("meetings/<ref:ref>/bring/", meeting_parts.Contribute.as_view(), name="contribute"),
    path("meetings/<ref:ref>/decide/", meeting_parts.Decide.as_view(), name="decide"),
    path("meetings/<ref:ref>/action/", meeting_parts.AgreeAction.as_view(), name="agree_action"),
    path("meetings/<ref:ref>/minutes/", minutes.WriteMinutes.as_view(), name="write_minutes"),
    path("meetings/<ref:ref>/minutes/approve/", minutes.ApproveMinutes.as_view(), name="approve_minutes"),
    path("meetings/<ref:ref>/minutes/add/", minutes.AddToMinutes.as_view(), name="add_to_minutes"),
    path("meetings/<ref:ref>/pdf/", minutes.MinutesPdf.as_view(), name="minutes_pdf"),
    path("meetings/brought/<ref:ref>/", meeting_parts.ChangeContribution.as_view(), name="change_contribution"),
    path("meetings/brought/<ref:ref>/weigh/", meeting_parts.Weigh.as_view(), name="weigh"),
    path("meetings/decision/<ref:ref>/", meeting_parts.ChangeDecision.as_view(), name="change_decision"),
    path("meetings/action/<ref:ref>/", meeting_parts.SettleAction.as_view(), name="settle_action"),
]
PLANS = [
    path("<ref:ref>/plans/add/", plans.AddPlan.as_view(), name="add_plan"),
    path("meetings/<ref:ref>/make-plan/", plans.PlanFromMeeting.as_view(), name="plan_from_meeting"),
    path("plans/<ref:ref>/", plans.PlanRecord.as_view(), name="plan"),
    path("plans/<ref:ref>/changes/", plans.PlanChanges.as_view(), name="plan_changes"),
    path("plans/<ref:ref>/change/", plans.ChangePlan.as_view(), name="change_plan"),
    path("plans/<ref:ref>/add-row/", plans.AddRow.as_view(), name="add_plan_row"),
    path("plans/<ref:ref>/agree/", plans.AgreePlan.as_view(), name="agree_plan"),
    path("plans/<ref:ref>/new-version/", plans.NewVersion.as_view(), name="new_plan_version"),
    path("plans/<ref:ref>/end/", plans.EndPlan.as_view(), name="end_plan"),
    path("plans/row/<ref:ref>/", plans.ChangeRow.as_view(), name="change_plan_row"),
    path("plans/row/<ref:ref>/take-out/", plans.TakeOutRow.as_view(), name="take_out_plan_row"),
]
urlpatterns = [
    path("", pages.CaseList.as_view(), name="list"),
    path("unseen/<ref:ref>/", deciding.Unseen.as_view(), name="unseen"),
    path("emergency/", emergency.Emergencies.as_view(), name="emergencies"),
    path("emergency/open/", emergency.OpenInEmergency.as_view(), name="open_in_emergency"),
    path("emergency/<ref:ref>/", emergency.Emergency.as_view(), name="emergency"),
    path("emergency/<ref:ref>/end/", emergency.EmergencyEnd.as_view(), name="emergency_end"),
    *FACTS,
    *MEETINGS,
    *PLANS,
    path("<ref:ref>/child/", child.ChildRecord.as_view(), name="child"),
    path("<ref:ref>/child/name-and-age/", child.ChildIdentity.as_view(), name="child_identity"),
    path("<ref:ref>/child/background/", child.ChildBackground.as_view(), name="child_background"),
    path("<ref:ref>/child/needs/", child.ChildNeeds.as_view(), name="child_needs"),
    path("<ref:ref>/child/find-out/", child.ChildAsk.as_view(), name="child_ask"),
    path("<ref:ref>/", pages.CaseRecord.as_view(), name="record"),
    path("<ref:ref>/who-has-looked/", looks.WhoHasLooked.as_view(), name="looks"),
    path("<ref:ref>/who-has-looked/pdf/", looks.WhoHasLookedPdf.as_view(), name="looks_pdf"),
    path("<ref:ref>/who-sees/", pages.CaseWhoSees.as_view(), name="who_sees"),
    path("<ref:ref>/who-sees/give/", deciding.Give.as_view(), name="give"),
    path("<ref:ref>/who-sees/end/", deciding.End.as_view(), name="end_access"),
    path("<ref:ref>/who-sees/restrict/", deciding.Restrict.as_view(), name="restrict"),
    path("<ref:ref>/who-sees/lift/", deciding.Lift.as_view(), name="lift_restriction"),
]
