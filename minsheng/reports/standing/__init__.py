"""The report on how a plan stands: verdicts, what moved, what is due."""
