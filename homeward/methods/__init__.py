"""Mathematics that the county's figures rest on, in plain Python with every formula's source."""
