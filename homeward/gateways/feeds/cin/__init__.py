"""The children in need census: referrals, assessments, enquiries, conferences and plans of children in need."""
