"""Who the children are whom an agency shares."""
