"""A room: a named pipe for a microphone, which hears silence and what is in the file "say", as fast as time goes by; and a web server with the room's files."""
import functools
import http.server
import pathlib
import sys
import threading
import time

BLOCK = 640
folder = pathlib.Path(sys.argv[1])

handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)

said = b""
while True:
    # Whoever listens may come and go.
    with open(folder / "microphone", "wb", buffering=0) as pipe:
        due = time.monotonic()
        try:
            while True:
                if not said and (folder / "say").exists():
                    said = (folder / "say").read_bytes()
                pipe.write(said[:BLOCK].ljust(BLOCK, b"\0"))
                if said:
                    said = said[BLOCK:]
                    if not said:
                        (folder / "say").unlink()
                due += BLOCK / 32000
                time.sleep(max(0, due - time.monotonic()))
        except BrokenPipeError:
            pass
