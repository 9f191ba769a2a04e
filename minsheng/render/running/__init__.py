"""One report, in a process of its own.

`isolation` starts the process, watches over time and memory, and ends it; `inside` is what happens
in it; `execution` runs the notebook and makes the formats; `engine` and `shell` run cells without a
kernel; `watching` and `loaded` say what data were used; `published` takes secrets and places out.
"""
