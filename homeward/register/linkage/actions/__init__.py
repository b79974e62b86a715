"""Keeping what is said of who a child is."""

from homeward.register.linkage.actions.profiling import Said, keep_profiles

__all__ = ["Said", "keep_profiles"]
