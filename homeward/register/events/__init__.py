"""What an agency says happened to a child on a day or over a span (¶6 to ¶8, ¶26)."""
