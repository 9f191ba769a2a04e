"""Render one report in a process of its own.

In the process of the run, `supervision` starts a process for each `task`, limits its time and
memory, and ends it. In the process of the report, forked off one that has imported `preload`,
`child` is the main function and `execution` runs the notebook and writes the formats. Cells run in
a `shell` of that process, by the papermill `engine`, or in a Jupyter `kernel`. `tracking`,
`loaded_data` and `determinism` find out what data were used; `redaction` removes secrets and
folders from what is published.
"""
