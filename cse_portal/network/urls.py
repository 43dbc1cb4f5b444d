"""Addresses of the network of people and places; those about a child stand beneath the case."""

from __future__ import annotations

from django.urls import path

from cse_portal.network.order_urls import ORDERS
from cse_portal.network.views import alerts, around, items, links, pictures

app_name = "network"
urlpatterns = [
    path("cases/<ref:ref>/network/", around.AroundCase.as_view(), name="around_case"),
    path("cases/<ref:ref>/network/pdf/", pictures.CasePicturePdf.as_view(), name="case_pdf"),
    path("cases/<ref:ref>/network/add/", around.AddToCase.as_view(), name="add_to_case"),
    path("network/", items.Items.as_view(), name="items"),
    path("network/map/", pictures.PlacesMap.as_view(), name="places_map"),
    path("network/suggest/", items.Suggest.as_view(), name="suggest"),
    path("network/add/", items.AddItem.as_view(), name="add_item"),
    path("network/alerts/", alerts.Alerts.as_view(), name="alerts"),
    path("network/alerts/<ref:ref>/", alerts.OneAlert.as_view(), name="alert"),
    path("network/alerts/<ref:ref>/decide/", alerts.DecideAlert.as_view(), name="decide_alert"),
    path("network/links/<ref:ref>/", links.LinkRecord.as_view(), name="link"),
    path("network/links/<ref:ref>/put-right/", links.ChangeLink.as_view(), name="change_link"),
    path("network/links/<ref:ref>/strike/", links.StrikeLink.as_view(), name="strike_link"),
    *ORDERS,
    path("network/<ref:ref>/", items.ItemRecord.as_view(), name="item"),
    path("network/<ref:ref>/pdf/", pictures.ItemPicturePdf.as_view(), name="item_pdf"),
    path("network/<ref:ref>/link/", around.AddToItem.as_view(), name="add_to_item"),
    path("network/<ref:ref>/put-right/", items.ChangeItem.as_view(), name="change_item"),
    path("network/<ref:ref>/strike/", items.StrikeItem.as_view(), name="strike_item"),
    path("network/<ref:ref>/same/", items.MergeItems.as_view(), name="merge"),
    path("network/<ref:ref>/take-apart/", items.TakeApart.as_view(), name="take_apart"),
]
