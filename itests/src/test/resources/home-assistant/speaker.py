"""A speaker that writes into a file what it plays, as fast as time goes by: speaker.py FILE RATE."""
import sys
import time

rate = int(sys.argv[2])
with open(sys.argv[1], "wb", buffering=0) as file:
    begin, taken = time.monotonic(), 0
    while block := sys.stdin.buffer.read(1024):
        file.write(block)
        taken += len(block)
        time.sleep(max(0, begin + taken / 2 / rate - time.monotonic()))
