#!/usr/bin/env python3
"""Makes tests/upgrade/server_VERSION: the database of a server of this release, as an SQLite file and as a
dump of PostgreSQL, with what must be read from it. Run once at each release, and again while its schema still
changes.

PYTHONPATH=tools tests/upgrade/make_server.py BINARY
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import served

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.join(ROOT, "tests", "upgrade")
EMAIL, PASSWORD = "ada@example.org", "a long enough phrase"
QUESTIONS = [{"name": "mood", "kind": "nominal", "categories": [{"name": "good"}, {"name": "bad"}]},
             {"name": "stars", "kind": "ordinal",
              "categories": [{"name": "1"}, {"name": "2"}, {"name": "3"}]}]
ITEMS = [{"key": "note-1", "kind": "text", "content": "Lovely.",
          "attributes": {"source": "web", "length": 7}},
         {"key": "Zoë, 2", "kind": "record", "content": '{"title":"Zoë"}', "attributes": {"source": "mail"}}]


def annotations():
    """40 items, three people, two questions; one answer that is no category, one that is skipped."""
    rows = []
    for item in range(40):
        for who in range(3):
            odd = (item * 7 + who * 5) % 11 == 0
            row = {"item": f"item-{item}", "annotator": f"a{who}"}
            rows.append({**row, "question": "mood", "label": "good" if (item % 2 == 0) != odd else "bad"})
            rows.append({**row, "question": "stars", "label": str((item + (1 if odd else 0)) % 3 + 1)})
    rows.append({"item": "item-0", "annotator": "a9", "question": "mood", "label": "so-so"})
    rows.append({"item": "item-1", "annotator": "a9", "question": "mood", "label": None})
    return rows


def fill(client):
    project = client.post("/api/v1/projects", {"name": "Reviews", "data_class": "internal",
                                               "questions": QUESTIONS})["id"]
    path = f"/api/v1/projects/{project}"
    client.post(f"{path}/items", {"items": ITEMS})
    client.post(f"{path}/annotations", {"annotations": annotations()})
    client.post(f"{path}/gold", {"gold": [
        {"item": f"item-{item}", "question": "mood", "label": "good" if item % 2 == 0 else "bad",
         "source": "two experts", "expert_count": 2} for item in range(12)]})
    client.wait(client.post(f"{path}/snapshots", {"name": "first", "seed": 7}))
    closed = client.post("/api/v1/projects", {"name": "Closed", "data_class": "public"})["id"]
    client.post(f"/api/v1/projects/{closed}/close")
    return path


def expected(client, path):
    overview = client.get(f"{path}/overview")
    head = client.get("/api/v1/audit/head")
    project = client.get(path)
    return {"item_count": project["item_count"], "annotation_count": project["annotation_count"],
            "gold_count": project["gold_count"], "log_events": head["size"], "log_root": head["root"],
            "quarantined": overview["quarantined"],
            "snapshot_document": client.get(f"{path}/snapshots")["items"][0]["document_sha256"],
            "projects": 2}


def make(binary, data, *words):
    """What a client finds in the end."""
    settings = [*words, "--log-name", "assay.example/log"]
    served.run(binary, "user", "add", "--data", data, "--email", EMAIL, "--name", "Ada", "--organisation",
               "Example", *settings, ASSAY_PASSWORD=PASSWORD)
    token = served.new_token(binary, data, *settings)
    with served.Server(binary, data, *settings) as server:
        client = served.Client(server.address, token)
        found = expected(client, fill(client))
        if server.stop() != 0:
            sys.exit("the server did not end well")
    return found


def compact(source, target):
    with sqlite3.connect(source) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    connection = sqlite3.connect(source, isolation_level=None)
    connection.execute("vacuum into ?", (target,))
    connection.close()


def dump(address, target):
    """Statements alone: no commands of psql, no owner. Texts of the record have empty lines: they stay."""
    words = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=50", address]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    said = re.sub(r"^\\(un)?restrict .*\n", "", said, flags=re.MULTILINE)
    with open(target, "w", encoding="utf-8") as file:
        file.write(said)


def keep(folder, name, data, found):
    shutil.copy(os.path.join(data, "keys", "log.pub"), os.path.join(folder, f"{name}.pub"))
    with open(os.path.join(folder, f"{name}.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(found, indent=2, sort_keys=True) + "\n")


def main(binary):
    version = served.run(binary, "--version").split()[1]
    folder = os.path.join(HERE, f"server_{version}")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    script = os.path.join(ROOT, "tools", "test_postgres.sh")
    with tempfile.TemporaryDirectory() as work:
        data = os.path.join(work, "sqlite")
        keep(folder, "sqlite", data, make(binary, data))
        compact(os.path.join(data, "assay.db"), os.path.join(folder, "sqlite.db"))
        place, address = subprocess.run([script, "start"], check=True, capture_output=True,
                                        text=True).stdout.split()
        try:
            data = os.path.join(work, "postgresql")
            keep(folder, "postgresql", data, make(binary, data, "--database", address))
            dump(address, os.path.join(folder, "postgresql.sql"))
        finally:
            subprocess.run([script, "stop", place], check=True)
    print(folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
