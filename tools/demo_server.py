#!/usr/bin/env python3
"""./do demo --serve: a server with an example project whose truth is known, in the foreground.

tools/demo_server.py BINARY FOLDER [PORT]    FOLDER is made at the first start and used again at later ones
"""

import csv
import os
import signal
import subprocess
import sys

import served

EMAIL = "demo@example.org"
SCHEMA_NAME = "finding"


def items_with_text(source, target):
    """The example's items have attributes alone; a line of text gives people something to look at."""
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "text"], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            text = (f"Simulated chest X-ray {row['item']}: {row['view']}, device {row['device']}, "
                    f"site {row['site']}, sex {row['sex']}, {row['age']} years.")
            writer.writerow({**row, "text": text})


def simulate(binary, delivery):
    subprocess.run([binary, "simulate", "--seed", "1", "-o", delivery], check=True, stdout=subprocess.DEVNULL,
                   env=served.bare_environment())
    items_with_text(os.path.join(delivery, "items.csv"), os.path.join(delivery, "items_with_text.csv"))


def fill(client, delivery):
    project = client.post("/api/v1/projects", {"name": "Chest X-rays", "data_class": "internal",
                                               "description": "Simulated: the truth is known."})["id"]
    for kind, name in (("annotations", "labels.csv"), ("gold", "gold.csv"), ("items", "items_with_text.csv")):
        client.bring_in(project, kind, os.path.join(delivery, name))
    client.wait(client.post(f"/api/v1/projects/{project}/snapshots", {"name": "as delivered", "seed": 1}))
    return client.get(f"/api/v1/projects/{project}")


def keep_password(path, password):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(password + "\n")


def begin(binary, folder, port):
    """The running server and the password; filled first where the folder is new."""
    data, delivery = os.path.join(folder, "data"), os.path.join(folder, "delivery")
    sign_in, log = os.path.join(folder, "password.txt"), os.path.join(folder, "server.log")
    listen = f"127.0.0.1:{port}"
    if os.path.exists(sign_in):
        with open(sign_in, encoding="utf-8") as file:
            return served.Server(binary, data, listen=listen, log=log), file.read().strip()
    if os.path.exists(folder):
        sys.exit(f"./do: {folder} was begun and not finished; remove it (rm -r {folder}) and start again")
    os.makedirs(folder, mode=0o700)
    simulate(binary, delivery)
    password = served.new_password()
    served.add_user(binary, data, EMAIL, "Demo", password, "--organisation", "Example")
    token = served.new_token(binary, data)
    server = served.Server(binary, data, listen=listen, log=log)
    try:
        client = served.Client(server.address, token)
        fill(client, delivery)
        for made in client.get("/api/v1/tokens")["items"]:
            client.post(f"/api/v1/tokens/{made['id']}/revoke")
    except BaseException:
        server.stop()
        raise
    keep_password(sign_in, password)
    return server, password


def main(binary, folder, port="8080"):
    is_new = not os.path.exists(folder)
    if is_new:
        print("filling the example project", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server ends too
    try:
        server, password = begin(binary, folder, port)
    except served.NotStarted:
        with open(os.path.join(folder, "server.log"), encoding="utf-8") as file:
            sys.exit("./do: the server did not start: " + file.read().strip().splitlines()[-1])
    signal.signal(signal.SIGTERM, lambda *_: server.process.send_signal(signal.SIGTERM))
    print(f"\nAssay runs at   {server.address}\n"
          f"sign in as      {EMAIL}\n"
          f"with password   {password}\n\n"
          f"The truth of every item: {folder}/delivery/truth.csv; what was planted: planted.json beside it\n"
          f"Data, password and log stay in {folder} for the next start; rm -r {folder} starts anew.\n"
          "Ctrl-C stops the server.", flush=True)
    while server.is_running():
        try:
            server.process.wait()
        except KeyboardInterrupt:  # the server has heard it too, and ends by itself
            continue
    print("stopped", flush=True)
    return server.process.returncode


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
