"""The pages of a safety plan, of whom one may write to, and of challenges."""
