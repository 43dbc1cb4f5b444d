"""Measures, dashboards, PDFs, plans and audits."""
