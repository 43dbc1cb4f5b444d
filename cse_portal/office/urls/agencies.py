"""Looking up, and one agency's own pages."""

from django.urls import path

from cse_portal.office.views import agencies, agreements, directory

urlpatterns = [
    path("agencies/", directory.Directory.as_view(), name="directory"),
    path("agencies/<ref:ref>/", agencies.AgencyPage.as_view(), name="agency"),
    path("agencies/<ref:ref>/contacts/", agencies.AgencyContacts.as_view(), name="agency_contacts"),
    path("agencies/<ref:ref>/details/", agencies.AgencyDetails.as_view(), name="agency_details"),
    path("agencies/<ref:ref>/close/", agencies.AgencyClose.as_view(), name="agency_close"),
    path("agencies/<ref:ref>/open-again/", agencies.AgencyReopen.as_view(), name="agency_reopen"),
    path("agencies/<ref:ref>/leads/", agencies.AgencyLeads.as_view(), name="agency_leads"),
    path("agencies/<ref:ref>/agreements/", agreements.Agreements.as_view(), name="agreements"),
    path("agencies/<ref:ref>/agreements/pdf/", agreements.AgreementsPdf.as_view(), name="agreements_pdf"),
    path("agencies/<ref:ref>/agreements/accepted/", agreements.Accepted.as_view(), name="accepted"),
    path("agencies/<ref:ref>/terms/", agreements.TermsWrite.as_view(), name="terms_write"),
    path("agencies/<ref:ref>/terms/check/", agreements.TermsCheck.as_view(), name="terms_check"),
    path("agencies/<ref:ref>/pledge/", agreements.PledgeSign.as_view(), name="pledge_sign"),
    path("leads/", directory.Leads.as_view(), name="leads"),
    path("leads/<ref:ref>/", agencies.LeadName.as_view(), name="lead"),
    path("roles/", directory.Roles.as_view(), name="roles"),
    path("terms/", agreements.AcceptTerms.as_view(), name="accept_terms"),
]
