"""The batch: Splink over DuckDB or Spark, with the levels and the frozen model that the front door weighs by.

Only workers, commands and benches enter here. Splink, DuckDB and Arrow are slow to start and large, so nothing of the
web process imports this package, and a test holds it to that (`stack`: heavy libraries stay out of the web process).
"""
