"""Servers on this machine that take notices, or do not."""

import base64
import datetime as dt
import json
import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from minsheng.render.notices import Summary, notify
from minsheng.render.notices.notifying import RetryPolicy


class Site:
    """A web server: what it was sent, and what it answers, in turn; the last answer stays."""

    def __init__(self):
        self.received = []
        self.answers = [(200, b"{}", {})]
        self.delay = 0.0
        self.meeting = None
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                site.received.append((self.path, dict(self.headers), body))
                turn = min(len(site.received), len(site.answers)) - 1
                status, answer, headers = site.answers[turn]
                time.sleep(site.delay)
                if site.meeting:
                    site.meeting.wait()
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except OSError:
                    pass  # nobody waits any more

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.host = f"127.0.0.1:{self.server.server_address[1]}"

    def answer(self, *answers):
        self.answers = [
            (status, body if isinstance(body, bytes) else json.dumps(body).encode(), headers)
            for status, body, headers in ((*one, {})[:3] for one in answers)
        ]

    def bodies(self):
        return [json.loads(body) for _, _, body in self.received]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class PostOffice:
    """A mail server of a few lines: letters that it took, and replies that a test puts in."""

    def __init__(self):
        self.letters, self.said, self.replies = [], [], {}
        self.offers = []
        self.silent = False
        office = self

        class Handler(socketserver.StreamRequestHandler):
            def reply(self, text):
                self.wfile.write(text.encode() + b"\r\n")

            def handle(self):
                if office.silent:
                    time.sleep(1)
                    return
                self.reply(office.replies.get("connect", "220 ready"))
                to = []
                for line in iter(self.rfile.readline, b""):
                    verb, *rest = line.decode().split()
                    verb = verb.upper()
                    said = " ".join([verb, *rest])
                    office.said.append(said)
                    told = office.replies.get(said) or office.replies.get(verb)
                    if isinstance(told, list):
                        told = told.pop(0) if told else None
                    if told:
                        self.reply(told)
                    elif verb == "EHLO":
                        offers = ["localhost", *office.offers]
                        for offer in offers[:-1]:
                            self.reply(f"250-{offer}")
                        self.reply(f"250 {offers[-1]}")
                    elif verb == "AUTH":
                        self.reply("235 welcome")
                    elif verb == "RCPT":
                        to.append(said)
                        self.reply("250 ok")
                    elif verb == "DATA":
                        self.reply("354 go on")
                        letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                        office.letters.append((to, letter))
                        self.reply("250 taken")
                    elif verb == "QUIT":
                        self.reply("221 bye")
                        return
                    else:
                        self.reply("250 ok")

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.port = self.server.server_address[1]

    def target(self, to="ann@county.example", **options):
        options = {
            "host": "127.0.0.1",
            "port": self.port,
            "from": "robot@county.example",
            **options,
        }
        return f"mailto:{to}?" + "&".join(f"{name}={value}" for name, value in options.items())

    def logins(self):
        said = [line.split()[2] for line in self.said if line.startswith("AUTH PLAIN")]
        return [base64.b64decode(one).decode() for one in said]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch):
    """No proxy and no setting of whoever runs the tests."""
    for name in (
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "all_proxy",
        "MINSHENG_SMTP_HOST",
        "MINSHENG_SMTP_PORT",
        "MINSHENG_SMTP_USER",
        "MINSHENG_SMTP_FROM",
        "MINSHENG_SMTP_PASSWORD",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site():
    made = Site()
    yield made
    made.close()


@pytest.fixture
def office():
    made = PostOffice()
    yield made
    made.close()


@pytest.fixture
def summary():
    """A function that makes a summary of a run in which so many reports failed."""

    def making(failed=0, **changes):
        failures = tuple((f"zh/status-{n}", f"错误 {n}") for n in range(failed))
        values = {
            "plan": "某区民生行动计划",
            "run": "r7",
            "started": dt.datetime(2019, 7, 1, 2, 15),
            "seconds": 205.4,
            "made": 3,
            "unchanged": 40,
            "failed": failed,
            "failures": failures,
            "index": "https://reports.example/index.html",
            "exit_code": 1 if failed else 0,
        }
        return Summary(**values | changes)

    return making


@pytest.fixture
def tell(summary):
    """Notify one target, with short times between tries."""

    def telling(*targets, told=None, lang="en", **policy):
        quick = {"pause": 0.01, "answer": 0.5, "command": 5.0, "whole": 8.0, **policy}
        return notify(targets, told or summary(), lang, RetryPolicy(**quick))

    return telling
