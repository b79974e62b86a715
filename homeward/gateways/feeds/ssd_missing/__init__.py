"""The missing table of the Standard Safeguarding Dataset."""
