import sys

from siyu_sim.cli import main

if __name__ == "__main__":  # workers of a process pool import this module again
    sys.exit(main())
