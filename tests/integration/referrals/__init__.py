"""Referrals, as the people of the cast meet them."""
