"""The pages of referrals, of the MASH board and of checks."""
