"""The directory of services, as Open Referral UK 3.0 tells it."""
