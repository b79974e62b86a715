"""What the police were told of children who went missing."""
