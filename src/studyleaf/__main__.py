"""`python -m studyleaf`."""

from studyleaf.cli import main

main(prog_name="studyleaf")
