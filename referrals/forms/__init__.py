"""What people type into a referral, at MASH and in answer to it."""
