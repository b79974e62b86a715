"""What a page of a room above prints of this one."""
