"""No test depends on the language that a computer is set to."""

import os

os.environ["LC_ALL"] = "C.UTF-8"  # also of processes that tests start; decides before LC_MESSAGES and LANG
