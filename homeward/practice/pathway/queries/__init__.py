"""Reading the directory, the services that fit a child, what became of referrals, and what helps."""
