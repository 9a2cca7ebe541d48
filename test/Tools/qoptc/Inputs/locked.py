"""Runs a command while the lock of a file is held.

Usage: locked.py FILE COMMAND...
"""

import fcntl
import subprocess
import sys

with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    sys.exit(subprocess.run(sys.argv[2:], check=False).returncode)
