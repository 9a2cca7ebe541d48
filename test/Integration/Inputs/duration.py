"""Runs a command and checks that it takes at most so many seconds of processor time.

usage: duration.py SECONDS COMMAND [ARGUMENT]...
Processor time, which other processes of the machine don't lengthen as they do the time by the clock.
"""

import resource
import subprocess
import sys


def main():
    """Returns 1 if the command took longer."""
    limit, *command = sys.argv[1:]
    subprocess.run(command, check=True)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = usage.ru_utime + usage.ru_stime
    print(f"{seconds:.2f} s of processor time, at most {limit} allowed")
    return seconds > float(limit)


sys.exit(main())
