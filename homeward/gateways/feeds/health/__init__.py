"""Health attendances of children who are on the record already."""
