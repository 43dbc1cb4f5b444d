"""The files that are made of referrals."""

from __future__ import annotations

PRODUCT = "referrals.product_pdf"
