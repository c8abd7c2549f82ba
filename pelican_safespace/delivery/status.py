"""The exit status of the commands that send, for a person and for a script."""

DONE = 0
STOPPED = 1  # nothing was sent, or it stopped before the end
LOOK = 3  # sent, with something to look at
