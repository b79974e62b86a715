"""The pages of services, and the directory as it is read out to anybody."""
