"""Rules about referrals."""
