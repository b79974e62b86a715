"""The front door: a worry arrives, somebody reads it, decides on time, and answers whoever told."""
