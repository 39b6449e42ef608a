"""A browser for tests: tells its arguments to a port on loopback. `python recorder.py PORT ADDRESS…`."""

import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10) as connection:
    connection.sendall(json.dumps(sys.argv[2:]).encode())
