"""What each partner sees of the truth, written as the files that partner sends."""
