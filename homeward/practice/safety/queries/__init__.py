"""Plans with what was done of them, whom one may write to, and challenges: for pages that have been allowed."""
