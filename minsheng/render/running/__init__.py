"""One report, in a process of its own.

`isolation` starts the process with a `task`, limits time and memory, and ends it; `worker` is the
life of that process, forked off one that has run `preload`; `execution` runs the notebook and makes
the formats; `engine` and `shell` run cells without a kernel, `kernel` with one; `watching`,
`loaded` and `code` say what data were used; `published` takes secrets and places out.
"""
