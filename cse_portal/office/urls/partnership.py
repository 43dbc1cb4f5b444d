"""The partnership's settings, authorities, panels and pledge."""

from django.urls import path

from cse_portal.agencies.timescales import Area
from cse_portal.office.views import agencies, agreements, panels, settings

urlpatterns = [
    path("partnership/", settings.PartnershipPage.as_view(), name="partnership"),
    path("partnership/<ref:ref>/history/", settings.History.as_view(), name="history"),
    path("partnership/<ref:ref>/names/", settings.Names.as_view(), name="names"),
    path("partnership/<ref:ref>/contacts/", settings.Contacts.as_view(), name="contacts"),
    path("partnership/<ref:ref>/hours/", settings.OfficeHours.as_view(), name="hours"),
    path("partnership/<ref:ref>/colour/", settings.Colour.as_view(), name="colour"),
    path("partnership/<ref:ref>/searching/", settings.Searching.as_view(), name="searching"),
    *(
        path(
            f"partnership/<ref:ref>/timescales/{area.value}/",
            settings.Timescales.as_view(area=area),
            name=f"timescales_{area.value}",
        )
        for area in Area
    ),
    path("partnership/<ref:ref>/authorities/add/", panels.AuthorityAdd.as_view(), name="authority_add"),
    path("partnership/authorities/<ref:ref>/", panels.Authority.as_view(), name="authority"),
    path("partnership/<ref:ref>/panels/add/", panels.PanelAdd.as_view(), name="panel_add"),
    path("partnership/panels/<ref:ref>/", panels.PanelChange.as_view(), name="panel"),
    path("partnership/<ref:ref>/agencies/add/", agencies.AgencyAdd.as_view(), name="agency_add"),
    path("partnership/<ref:ref>/pledge/", agreements.PledgeWrite.as_view(), name="pledge_write"),
    path("partnership/<ref:ref>/pledge/check/", agreements.PledgeCheck.as_view(), name="pledge_check"),
    path("partnership/<ref:ref>/pledge/signed/", agreements.PledgeSigners.as_view(), name="pledge_signers"),
]
