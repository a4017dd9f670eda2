"""An HTTP server of a few GET routes, one thread for each connection. A route returns bytes."""
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def serve(routes):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self):
            try:
                body, status = {"/healthz": lambda: b"ok", **routes}[self.path](), 200
            except Exception as error:
                body, status = str(error).encode(), 500
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
