"""Referrals as pages show them."""
