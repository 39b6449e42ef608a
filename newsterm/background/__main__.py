"""`python -m newsterm.background`: the process that fetches and parses, so that the screen never waits."""

import sys

from newsterm.background.process import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
