#!/usr/bin/env python3
"""Kills a server under load, cuts its write-ahead log, fills its disk, and looks whether the record holds.

crash.py --assay PROGRAM --shim LIBRARY [--kills N] [--cuts N] [--faults N] [--small-disk] [--seed N]

After every blow: each acknowledged annotation is there exactly once, none is there twice, the audit log
verifies against a head signed before the blow, and counts as many rows as there are. Exit 1 with what was
found; the folder of the server is kept then.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from server import Fault, Load, Server, Verifier, expect

LOG_BYTES_MAX = 4_000_000  # of a log that is cut: a server moves longer ones into the database, bit by bit


def killed_under_load(server, verifier, dice, kills):
    for number in range(kills):
        with Load(server, verifier, dice, f"kill-{number}") as load:
            time.sleep(dice.uniform(0.02, 0.5))
            server.kill()
        server.start()
        load.ask_again()
        verifier.check(f"kill {number}")
    print(f"{kills} kills under load: {verifier.acknowledged()} acknowledged annotations, all there once")


def copy_of(server, folder):
    """The folder of a killed server, without the shared memory that a crash of the machine would lose."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(server.data, folder)
    for name in os.listdir(folder):
        if name.endswith("-shm"):
            os.unlink(os.path.join(folder, name))
    return os.path.join(folder, "assay.db-wal")


def cut_log(server, verifier, dice, cuts):
    """Cuts behind the last acknowledged byte lose nothing; cuts anywhere leave a beginning of the record. The
    log is a new one and short: none of it is in the database yet."""
    server.stop()
    server.start()
    synced = verifier.write_alone(server, 30)
    with Load(server, verifier, dice, "cut") as load:
        until = time.monotonic() + dice.uniform(0.05, 0.3)
        while time.monotonic() < until and os.path.getsize(server.log_file) < LOG_BYTES_MAX:
            time.sleep(0.002)
        server.kill()
    synced = max(synced, load.log_size_at_last_answer)
    whole = os.path.getsize(server.log_file)
    folder = server.data + "-cut"
    for number in range(cuts):
        log = copy_of(server, folder)
        keeps_all = number % 2 == 0
        at = dice.randint(synced if keeps_all else 0, whole)
        with open(log, "r+b") as file:
            file.truncate(at)
            if dice.random() < 0.5:
                file.seek(max(at, synced))
                file.write(dice.randbytes(dice.randint(1, 20_000)))
        other = Server(server.assay, folder, server.shim)
        other.token, other.project = server.token, server.project
        other.start()
        verifier.check(f"cut {number} at {at} of {whole}", other, all_there=keeps_all)
        other.kill()
    shutil.rmtree(folder)
    server.start()
    load.ask_again()
    verifier.check("after the cuts")
    print(f"the write-ahead log cut at {cuts} places: nothing acknowledged lost, every rest verifies")


def failing_disk(server, verifier, dice, faults):
    """Writes are refused as unavailable, reads go on, and all works again when the disk does."""
    names = {Fault.is_full: "full", Fault.does_not_sync: "not syncing", Fault.does_not_write: "failing"}
    for number in range(faults):
        mode = list(names)[number % len(names)]
        with Load(server, verifier, dice, f"fault-{number}", patient=True) as load:
            time.sleep(0.1)
            before = server.refused()
            server.fault(mode, spared=dice.randint(0, 8))
            for _ in range(1000):  # those that are let through first are somebody's
                if server.refused() > before:
                    break
                time.sleep(0.01)
            expect(server.refused() > before, f"the shim refused nothing as a disk that is {names[mode]}")
            time.sleep(dice.uniform(0, 0.3))
            answer = server.ask("POST", f"{server.path}/annotations", verifier.one("refused"))
            expect(answer.status == 503 and answer.json["code"] == "unavailable",
                   f"a write on a disk that is {names[mode]} was answered {answer.status} {answer.body}")
            for path in ("", "/overview", "/items?limit=10"):
                read = server.ask("GET", server.path + path)
                expect(read.status == 200, f"a read on such a disk was answered {read.status} {read.body}")
            server.fault(Fault.none)
            time.sleep(0.1)
            expect(server.ask("POST", f"{server.path}/annotations", verifier.one("mended")).status == 200,
                   "no write when the disk works again")
        expect(load.refused > 0, f"nothing of the load was refused on a disk that is {names[mode]}")
        if dice.random() < 0.5:
            server.kill()
            server.start()
        load.ask_again()
        verifier.check(f"fault {number}, {names[mode]}")
    print(f"{faults} times a full, not syncing or failing disk: refused as unavailable, nothing lost")


def small_disk(options, dice):
    """A real file system that is full: only where this process may mount one."""
    folder = tempfile.mkdtemp(prefix="assay-small-")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], check=False,
                             capture_output=True)
    if mounted.returncode != 0:
        print("small disk: skipped, no file system may be mounted here")
        os.rmdir(folder)
        return
    server = Server(options.assay, os.path.join(folder, "data"), "")
    try:
        server.set_up()
        verifier = Verifier(server)
        ballast = os.path.join(folder, "ballast")
        with open(ballast, "wb") as file:
            file.write(b"x" * (6 << 20))
        with Load(server, verifier, dice, "small", patient=True) as load:
            for _ in range(600):
                if load.refused > 20:
                    break
                time.sleep(0.1)
            expect(load.refused > 20, "the disk was never full")
            expect(server.ask("GET", f"{server.path}/overview").status == 200, "no read on a full disk")
        os.unlink(ballast)  # after the load, which would fill the room again in no time
        expect(server.ask("POST", f"{server.path}/annotations", verifier.one("mended")).status == 200,
               "no write when there is space again")
        verifier.check("small disk")
        print(f"a disk of 24 MB: {load.refused} writes refused when it was full, nothing lost")
    finally:
        server.kill()
        subprocess.run(["umount", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--cuts", type=int, default=6)
    parser.add_argument("--faults", type=int, default=3)
    parser.add_argument("--small-disk", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="assay-crash-")
    server = Server(options.assay, os.path.join(folder, "data"), options.shim)
    try:
        server.set_up()
        verifier = Verifier(server)
        killed_under_load(server, verifier, dice, options.kills)
        cut_log(server, verifier, dice, options.cuts)
        failing_disk(server, verifier, dice, options.faults)
        if options.small_disk:
            small_disk(options, dice)
        server.stop()
    except AssertionError as found:
        print(f"crash: {found}\nthe folder is kept: {folder}", file=sys.stderr)
        sys.exit(1)
    finally:
        server.kill()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
