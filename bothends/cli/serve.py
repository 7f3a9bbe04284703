"""`bothends serve DIR`: both sites for a small office, two processes on two ports of one machine."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bothends.cli import django_setup
from bothends.core.errors import BadInput
from bothends.web import deskfolder

COST = """Both sites run on this one machine, as two processes: the public one holds no key that opens anything.
What that costs: whoever takes over the machine itself reads what members open while it is theirs.
With more means, run the public site on a machine of its own (docs/operations.md)."""


@dataclass(frozen=True, slots=True)
class Site:
    """One of the two servers."""

    name: str
    module: str
    port: int


def add_parsers(commands: Any) -> None:
    """`serve DIR [--host H] [--port N] [--desk-port N]`."""
    command = commands.add_parser("serve", help="run the public site and the desk of a small office")
    command.add_argument("folder", metavar="DIR", help="a desk made by `bothends setup`")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="port of the public site (8000)")
    command.add_argument("--desk-port", type=int, help="port of the desk (the next one)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped; when either server ends, so does the other."""
    desk = django_setup.start(args.folder)
    django_setup.migrate()
    sites = sites_on(args.port, args.desk_port)
    for site in sites:
        _check_free(args.host, site.port)
    print(COST, flush=True)
    return serve(desk.path, sites, host=args.host)


def sites_on(port: int, desk_port: int | None) -> tuple[Site, Site]:
    """The public site and the desk, on their ports."""
    return (
        Site("public", "bothends.web.wsgi_public:application", port),
        Site("desk", "bothends.web.wsgi_desk:application", desk_port or port + 1),
    )


def serve(folder: Path, sites: tuple[Site, ...], *, host: str) -> int:
    """Start the servers, say where they are, wait, stop them."""
    running = [start(site, folder, host) for site in sites]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        for site in sites:
            _wait_until_up(host, site.port, running)
            print(f"{site.name:<7} http://{host}:{site.port}/", flush=True)
        while all(one.poll() is None for one in running):
            time.sleep(0.5)
        print("A server has ended; stopping the other.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait(timeout=10)


def start(site: Site, folder: Path, host: str) -> subprocess.Popen[bytes]:
    """Start one server as this machine runs it: also for `make bench`."""
    environment = {**os.environ, deskfolder.ENVIRONMENT: str(folder), "BOTHENDS_SITE": site.name}
    # One worker: an unlocked session lives in the desk process only. Its threads wait on the disk, not on each other.
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(site.port),
    ]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", site.module]
    return subprocess.Popen(command, env=environment)  # noqa: S603  # our own words, no shell


def _check_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            raise BadInput(f"Port {port} on {host} cannot be used. Choose another with --port.") from wrong


def _wait_until_up(host: str, port: int, running: list[subprocess.Popen[bytes]]) -> None:
    while all(one.poll() is None for one in running):
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise BadInput("A server did not start; its reason stands above.")
