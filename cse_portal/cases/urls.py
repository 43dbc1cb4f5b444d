"""Addresses of cases: opaque references, never a name."""

from django.urls import path

from cse_portal.cases.views import around, child, deciding, emergency, listing, looks, pages, stages, team, transfers

app_name = "cases"
FACTS = [
    *(path(f"<ref:ref>/child/add-{code}/", view.as_view(), name=f"add_{code}") for code, view in child.ADD.items()),
    *(path(f"child/{code}/<ref:ref>/", view.as_view(), name=f"change_{code}") for code, view in child.CHANGE.items()),
    *(
        path(f"child/{code}/<ref:ref>/never-right/", view.as_view(), name=f"withdraw_{code}")
        for code, view in child.WITHDRAW.items()
    ),
]
urlpatterns = [
    path("", listing.CaseList.as_view(), name="list"),
    path("views/", listing.Views.as_view(), name="views"),
    path("views/keep/", listing.ViewKeep.as_view(), name="view_keep"),
    path("views/<ref:ref>/remove/", listing.ViewRemove.as_view(), name="view_remove"),
    path("views/<ref:ref>/first/", listing.ViewOpensFirst.as_view(), name="view_first"),
    path("spreadsheet/", listing.Spreadsheet.as_view(), name="list_csv"),
    path("allocate/", listing.AllocateMany.as_view(), name="allocate_many"),
    path("unseen/<ref:ref>/", deciding.Unseen.as_view(), name="unseen"),
    path("emergency/", emergency.Emergencies.as_view(), name="emergencies"),
    path("emergency/open/", emergency.OpenInEmergency.as_view(), name="open_in_emergency"),
    path("emergency/<ref:ref>/", emergency.Emergency.as_view(), name="emergency"),
    path("emergency/<ref:ref>/end/", emergency.EmergencyEnd.as_view(), name="emergency_end"),
    *FACTS,
    path("<ref:ref>/child/", child.ChildRecord.as_view(), name="child"),
    path("<ref:ref>/child/name-and-age/", child.ChildIdentity.as_view(), name="child_identity"),
    path("<ref:ref>/child/background/", child.ChildBackground.as_view(), name="child_background"),
    path("<ref:ref>/child/needs/", child.ChildNeeds.as_view(), name="child_needs"),
    path("<ref:ref>/child/find-out/", child.ChildAsk.as_view(), name="child_ask"),
    path("<ref:ref>/", pages.CaseRecord.as_view(), name="record"),
    path("<ref:ref>/chronology/", pages.CaseChronology.as_view(), name="chronology"),
    path("transfers/<ref:ref>/", transfers.Transfer.as_view(), name="transfer"),
    path("<ref:ref>/people/", team.CasePeople.as_view(), name="people"),
    path("<ref:ref>/people/allocate/", team.Allocate.as_view(), name="allocate"),
    path("<ref:ref>/people/hand-over/", team.HandOver.as_view(), name="hand_over"),
    path("<ref:ref>/people/add/", team.MemberAdd.as_view(), name="member_add"),
    path("<ref:ref>/people/end/", team.MemberEnd.as_view(), name="member_end"),
    path("<ref:ref>/people/another-agency/", transfers.AskToLead.as_view(), name="ask_to_lead"),
    path("<ref:ref>/people/withdraw/", transfers.WithdrawTransfer.as_view(), name="withdraw_transfer"),
    path("<ref:ref>/people/involve/", around.Involve.as_view(), name="involve"),
    path("<ref:ref>/people/involved/end/", around.EndInvolvement.as_view(), name="involvement_end"),
    path("<ref:ref>/people/service/", around.AddService.as_view(), name="service_add"),
    path("<ref:ref>/people/service/end/", around.EndService.as_view(), name="service_end"),
    path("<ref:ref>/police/", around.AddPolice.as_view(), name="police_add"),
    path("police/<ref:ref>/", around.ChangePolice.as_view(), name="police"),
    path("<ref:ref>/facts/", around.ChangeFacts.as_view(), name="facts"),
    path("<ref:ref>/read/", team.NoteRead.as_view(), name="read"),
    path("<ref:ref>/close/", stages.Close.as_view(), name="close"),
    path("<ref:ref>/reopen/", stages.Reopen.as_view(), name="reopen"),
    path("<ref:ref>/who-has-looked/", looks.WhoHasLooked.as_view(), name="looks"),
    path("<ref:ref>/who-has-looked/pdf/", looks.WhoHasLookedPdf.as_view(), name="looks_pdf"),
    path("<ref:ref>/who-sees/", pages.CaseWhoSees.as_view(), name="who_sees"),
    path("<ref:ref>/who-sees/give/", deciding.Give.as_view(), name="give"),
    path("<ref:ref>/who-sees/end/", deciding.End.as_view(), name="end_access"),
    path("<ref:ref>/who-sees/restrict/", deciding.Restrict.as_view(), name="restrict"),
    path("<ref:ref>/who-sees/lift/", deciding.Lift.as_view(), name="lift_restriction"),
]
