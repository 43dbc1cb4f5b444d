"""Addresses of the register of orders."""

from django.urls import path

from cse_portal.network.views import orders

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
