"""MkDocs events → studyleaf. The functions are the package's, so this file needs no update."""

from studyleaf.hook import *  # noqa: F403  all events, also those that a later version adds
