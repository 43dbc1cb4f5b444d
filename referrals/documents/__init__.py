"""Referrals on paper."""

from referrals.documents.pdf import product_pdf

__all__ = ["product_pdf"]
