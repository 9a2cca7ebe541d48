"""Ends a command while its search log grows, and checks that it left nothing else.

Usage: interrupted.py FOLDER LOG LINES SIGNAL COMMAND...

The command writes its output into the empty FOLDER. It gets the signal (INT, TERM or KILL) once LOG has LINES lines.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

folder, log, lines = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
number = signal.Signals[f"SIG{sys.argv[4]}"]
# What runs the tests may ignore this signal, and the command would inherit that.
signal.signal(signal.SIGINT, signal.SIG_DFL)
process = subprocess.Popen(sys.argv[5:])
deadline = time.monotonic() + 300
while not log.exists() or log.read_bytes().count(b"\n") < lines:
    if process.poll() is not None:
        sys.exit(f"ended by itself, with {process.returncode}")
    if time.monotonic() > deadline:
        process.kill()
        sys.exit("takes too long")
    time.sleep(0.01)
process.send_signal(number)
if process.wait() != -number:
    sys.exit(f"ended with {process.returncode}")
if list(folder.iterdir()):
    sys.exit(f"left {[path.name for path in folder.iterdir()]}")
