"""The status report: verdicts on the goals, changed verdicts, tasks and reports due."""
