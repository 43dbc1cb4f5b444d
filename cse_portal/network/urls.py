"""Addresses of the network of people and places; those about a child stand beneath the case."""

from __future__ import annotations

from django.urls import path

from cse_portal.network.views import alerts, around, follow_up, items, links, orders, pictures, submissions, support

app_name = "network"
ORDERS = [
    path("network/orders/", orders.Register.as_view(), name="orders"),
    path("network/orders/spreadsheet/", orders.OrdersCsv.as_view(), name="orders_csv"),
    path("network/orders/on/<ref:ref>/", orders.AddOrder.as_view(), name="add_order"),
    path("network/orders/<ref:ref>/", orders.OrderRecord.as_view(), name="order"),
    path("network/orders/<ref:ref>/change/", orders.ChangeOrder.as_view(), name="change_order"),
    path("network/orders/<ref:ref>/applied-for/", orders.ApplyForOrder.as_view(), name="apply_for_order"),
    path("network/orders/<ref:ref>/served/", orders.ServeOrder.as_view(), name="serve_order"),
    path("network/orders/<ref:ref>/not-made/", orders.RefuseOrder.as_view(), name="refuse_order"),
    path("network/orders/<ref:ref>/renew/", orders.RenewOrder.as_view(), name="renew_order"),
    path("network/orders/<ref:ref>/end/", orders.EndOrder.as_view(), name="end_order"),
    path("network/orders/<ref:ref>/in-error/", orders.StrikeOrder.as_view(), name="strike_order"),
    path("network/orders/<ref:ref>/breach/", orders.AddBreach.as_view(), name="add_breach"),
    path("network/orders/breach/<ref:ref>/", orders.ChangeBreach.as_view(), name="change_breach"),
]
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
    path("network/given/<ref:ref>/", submissions.ChangeSubmission.as_view(), name="change_submission"),
    path("network/given/<ref:ref>/strike/", submissions.StrikeSubmission.as_view(), name="strike_submission"),
    path("network/<ref:ref>/given/", submissions.SubmitOfItem.as_view(), name="submit_of_item"),
    path("cases/<ref:ref>/network/given/", submissions.SubmitOfCase.as_view(), name="submit_of_case"),
    path("network/support/<ref:ref>/", support.SupportRecord.as_view(), name="support"),
    path("network/support/<ref:ref>/put-right/", support.ChangeSupport.as_view(), name="change_support"),
    path("network/support/<ref:ref>/strike/", support.StrikeSupport.as_view(), name="strike_support"),
    path("network/<ref:ref>/support/", support.AddSupport.as_view(), name="add_support"),
    path("network/<ref:ref>/lado/", follow_up.TellLado.as_view(), name="tell_lado"),
    path("network/<ref:ref>/", items.ItemRecord.as_view(), name="item"),
    path("network/<ref:ref>/pdf/", pictures.ItemPicturePdf.as_view(), name="item_pdf"),
    path("network/<ref:ref>/link/", around.AddToItem.as_view(), name="add_to_item"),
    path("network/<ref:ref>/put-right/", items.ChangeItem.as_view(), name="change_item"),
    path("network/<ref:ref>/strike/", items.StrikeItem.as_view(), name="strike_item"),
    path("network/<ref:ref>/same/", items.MergeItems.as_view(), name="merge"),
    path("network/<ref:ref>/take-apart/", items.TakeApart.as_view(), name="take_apart"),
]
