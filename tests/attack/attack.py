#!/usr/bin/env python3
"""Attacks a server of its own: every operation that its contract has, by everybody who may not.

attack.py --assay PROGRAM

Nobody gets a success that is not theirs, nobody learns whether something of somebody else exists, nothing
changes, and every answer carries what protects it. Exit 1 with a line for each finding.
"""

import argparse
import dataclasses
import http.client
import shutil
import sys
import tempfile
import time
import urllib.parse

import contract
import served
from actors import ACTORS, FOREIGN, administers, outside
from wire import Wire, as_json, header, protection_findings, said
from world import World

# Members that nobody may bring along, with a value each would be glad of.
EXTRA = {"administrator": True, "role": "owner", "roles": ["owner"], "organisation_id": "1",
         "organisation": "1", "project_id": "1", "user_id": "1", "owner": "1", "created_by": "1",
         "state": "active", "id": "1", "__proto__": {"administrator": True}, "scopes": ["administrator"],
         "who": "administrator"}

# Numbers, texts and places that were never given out.
TAMPERED = ("0", "-1", "1", "99999999999999999999", "9223372036854775807", "1e9", "0x1", "1 or 1=1",
            "' or 1=1 --", "%25", "*", "a" * 3000, "%F0%9F%98%80", "..%2f..%2fetc%2fpasswd", "null", "[]",
            "%22%3E%3Cscript%3E")
WRONG_IDS = ("0", "-1", "1e3", "0x1", "01x", "99999999999999999999", "%EF%BC%91", "1%20or%201=1", "%27",
             "1;2", "+1")
SHARED = {"organisations"}  # whoever owns a project may engage any of them
# What is one provider's within a project.
INNER = ("{engagement}", "{batch}", "{assignment}")
PARAMETERS = {"before": "snapshots", "after": "snapshots", "project": "projects"}


class Attack:
    def __init__(self, binary, folder):
        self.found, self.counts, self.missing_headers = [], {}, set()
        self.world = World(binary, folder, self.look)
        document = as_json(self.world.wire.ask("GET", "/api/v1/openapi.json"))
        self.operations = contract.operations(document)
        self.schemas = contract.Schemas(document)
        self.rights = contract.Rights(served.run(binary, "openapi", "--rights"))
        self.rights.give_to(self.operations)
        self.administrator = next(each for each in ACTORS if each.may is administers)
        self.theirs = self.world.ids["owner"]
        self.own = self.world.ids["stranger"]
        for person in ("owner", "stranger"):
            self.harvest(person)

    def harvest(self, person):
        """Ids of what the world did not make by itself: of the first row of every list of theirs."""
        ids = self.world.ids[person]
        for operation in self.operations:
            noun = operation.path.rsplit("/", 1)[1]
            if operation.method != "GET" or operation.who != "signed_in" or "{" in noun or noun in ids:
                continue
            target = contract.request_of(operation, ids, PARAMETERS).target
            answer = self.world.wire.ask("GET", target, self.world.people[person].session())
            rows = as_json(answer).get("items")
            if isinstance(rows, list) and rows and isinstance(rows[0].get("id"), str):
                ids[noun] = rows[0]["id"]

    def unmade(self):
        """Nouns of paths that nobody made one of: they were asked for with an id of nothing."""
        nouns = {noun for operation in self.operations for noun, _ in operation.places
                 if noun not in contract.PLACES}
        return sorted(noun for noun in nouns if noun not in self.theirs and noun + "s" not in self.theirs)

    def look(self, what, answer):
        for finding in protection_findings(answer):
            if (what.split("?")[0], finding) not in self.missing_headers:
                self.missing_headers.add((what.split("?")[0], finding))
                self.fail(f"the answer {answer.status} to {what}", finding)
        if answer.status >= 500:
            self.fail(what, f"answered {answer.status} {answer.body[:200]}")

    def fail(self, where, what):
        self.found.append(f"{where}: {what}")

    def count(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1

    def ask(self, actor, operation, request):
        body = request.body
        headers = {**request.headers(operation), **actor.sign(self.world)}
        if actor.kind and body is not None:
            body, headers["Content-Type"] = str(body).replace("'", '"').encode(), actor.kind
        self.count("requests")
        return self.world.wire.ask(request.method, request.target, headers, body)

    def look_for_secrets(self, where, answer, actor):
        told = answer.body.decode(errors="replace") + repr(answer.headers)
        for text in self.world.secret_texts(actor):
            if text in told:
                self.fail(where, f"the answer {answer.status} holds \"{text}\"")

    # Every operation with the owner's ids.

    def may(self, actor, operation):
        if not actor.role:
            return actor.may(operation)
        if operation.right == "own_organisation":
            return actor.role == "lead" and actor.own == "acme"  # whose team and organisation are asked for
        is_inner = any(mark in operation.path for mark in INNER)
        elsewhere = actor.own and actor.own != "acme" and is_inner
        return self.rights.role_may(actor.role, operation) and not elsewhere

    def attack_as(self, actor):
        before = self.world.newest_event()
        for operation in self.operations:
            if not self.may(actor, operation):
                self.must_be_refused(actor, operation)
        events = self.world.events_since(before)
        if events:
            self.fail(actor.name, f"the log has events more: {', '.join(events)}")
        if actor.is_owner:
            return
        # What is theirs to read tells nothing of the owner's. To change what is theirs is no attack.
        for operation in self.operations:
            if self.may(actor, operation) and not operation.writes:
                answer = self.ask(actor, operation, contract.request_of(operation, self.theirs, PARAMETERS))
                self.look_for_secrets(f"{actor.name}, {operation.name}", answer, actor)

    def must_be_refused(self, actor, operation):
        self.count("refused")
        where = f"{actor.name}, {operation.name}"
        request = contract.request_of(operation, self.theirs, PARAMETERS)
        answer = self.ask(actor, operation, request)
        if answer.status < 400:
            self.fail(where, f"answered {answer.status}")
        self.look_for_secrets(where, answer, actor)
        if request.names and not actor.role:
            nothing = contract.request_of(operation, contract.missing(self.theirs), PARAMETERS)
            self.compare(where, answer, self.ask(actor, operation, nothing))

    def compare(self, where, not_yours, not_there):
        if said(not_yours) == said(not_there):
            return
        if not_yours.status != not_there.status or not_yours.body != not_there.body:
            self.fail(where, f"not yours is {not_yours.status} {not_yours.body}, "
                             f"not there is {not_there.status} {not_there.body}")
        else:
            self.fail(where, f"not yours has the headers {not_yours.headers}, not there {not_there.headers}")

    # The other provider of the same project: of the first one's things nothing is there.

    def rival(self):
        actor = next(each for each in ACTORS if each.role == "lead" and each.own == "rival")
        for operation in self.operations:
            inner = {noun if noun in self.theirs else f"{noun}s"
                     for noun, mark in operation.places if mark in (*INNER, "{user}")}
            if not inner:
                continue
            self.count("of the rival")
            nothing = {**self.theirs, **{noun: contract.MISSING for noun in inner}}
            where = f"{actor.name}, {operation.name}"
            answer = self.ask(actor, operation, contract.request_of(operation, self.theirs, PARAMETERS))
            other = self.ask(actor, operation, contract.request_of(operation, nothing, PARAMETERS))
            if answer.status < 400:
                self.fail(where, f"answered {answer.status}")
            self.look_for_secrets(where, answer, actor)
            self.compare(where, answer, other)

    # A project of one's own, and in it the ids of somebody else.

    def mix(self, actor):
        for operation in self.operations:
            asked = contract.request_of(operation, self.theirs, PARAMETERS)
            inner = asked.names - {"projects", *SHARED}
            if "projects" not in asked.names or not inner:
                continue
            self.count("mixed")
            where = f"{actor.name} in their own project, {operation.name} with {sorted(inner)} of another"
            mixed = {**self.theirs, "projects": self.own["projects"]}
            nothing = {**contract.missing(self.theirs), "projects": self.own["projects"]}
            answer = self.ask(actor, operation, contract.request_of(operation, mixed, PARAMETERS))
            other = self.ask(actor, operation, contract.request_of(operation, nothing, PARAMETERS))
            self.look_for_secrets(where, answer, actor)
            self.compare(where, answer, other)

    # Members that the contract does not have, in every object of every body.

    def assign(self, somebody):
        for operation in self.operations:
            if not isinstance(operation.body, dict):
                continue
            actor = self.administrator if operation.who == "administrator" else somebody
            request = contract.request_of(operation, self.own, PARAMETERS)
            for at, names in self.schemas.objects(operation.schema, request.body):
                for name in sorted(set(EXTRA) - names):
                    self.count("members")
                    body = contract.with_member(request.body, at, name, EXTRA[name])
                    answer = self.ask(actor, operation, dataclasses.replace(request, body=body))
                    where = as_json(answer).get("where", "")
                    named = str(where).endswith(name) or self.ask(actor, operation, request).status != 400
                    if answer.status != 400 or not named:
                        self.fail(f"{operation.name} with {'.'.join(map(str, at + (name,)))}",
                                  f"answered {answer.status}, where \"{where}\"")

    def promote(self, actor):
        """What takes bodies of any shape still makes nobody an administrator."""
        for operation in self.operations:
            if not isinstance(operation.body, dict):
                continue
            if not list(self.schemas.objects(operation.schema, operation.body)):
                request = contract.request_of(operation, self.own, PARAMETERS)
                self.ask(actor, operation, dataclasses.replace(request, body={**request.body, **EXTRA}))
        told = as_json(self.world.wire.ask("GET", "/api/v1/session", actor.sign(self.world)))
        if told["user"]["administrator"] or told["user"]["name"] != self.world.name_of("stranger"):
            self.fail("members that nobody may bring", f"the stranger is now {told['user']}")

    # Parameters of queries, and ids in paths.

    def tamper(self, actor):
        for operation in self.operations:
            if operation.method != "GET":
                continue
            for name in operation.queries:
                cursors = self.world.cursors["owner"] if name == "cursor" else []
                for value in (*TAMPERED, *cursors):
                    self.try_query(actor, operation, name, value)

    def try_query(self, actor, operation, name, value):
        self.count("tampered")
        value = urllib.parse.quote(value, safe="%")
        request = contract.request_of(operation, self.own, {**PARAMETERS, name: value})
        answer = self.ask(actor, operation, request)
        self.look_for_secrets(f"{operation.name} with {name}={value[:40]}", answer, actor)

    def twist_ids(self, actor):
        for operation in self.operations:
            if not any(mark == "{id}" for _, mark in operation.places):
                continue
            for wrong in WRONG_IDS:
                self.count("tampered")
                ids = {noun: wrong for noun in self.theirs}
                answer = self.ask(actor, operation, contract.request_of(operation, ids, PARAMETERS))
                if answer.status < 400:
                    self.fail(operation.name, f"the id {wrong} is answered {answer.status}")

    # Requests that are sent again by somebody else.

    def replay(self, actor):
        for operation in self.operations:
            if "Idempotency-Key" not in operation.headers:
                continue
            self.count("replayed")
            first = self.keyed("owner", operation, self.theirs)
            before = self.world.newest_event()
            again = self.keyed("owner", operation, self.theirs)
            elsewhere = self.keyed("stranger", operation, self.theirs)
            nothing = self.keyed("stranger", operation, contract.missing(self.theirs))
            between = self.world.newest_event()
            own = self.keyed("stranger", operation, self.own)
            if first.status != 200 or said(first) != said(again):
                self.fail(operation.name, f"a repeated key is answered {said(again)}, at first {said(first)}")
            if elsewhere.status != 404 or said(elsewhere) != said(nothing):
                self.fail(operation.name, f"the key of another user is answered {said(elsewhere)}")
            if between != before:
                self.fail(operation.name, "a repeated key, or that of another user, changes something")
            if own.status != 200 or self.world.newest_event() != between + 1:
                self.fail(operation.name, f"the key of another user decides over one's own: {said(own)}")
            self.look_for_secrets(operation.name, own, actor)

    def keyed(self, person, operation, ids):
        request = contract.request_of(operation, ids, PARAMETERS)
        headers = {**self.world.people[person].session(), "Idempotency-Key": f"of {operation.path}"}
        return self.world.wire.ask(request.method, request.target, headers, request.body)

    # Other sites, and the stream of changes.

    def cross_origin(self):
        for path in sorted({operation.path for operation in self.operations}):
            operation = next(each for each in self.operations if each.path == path)
            target = contract.request_of(operation, self.theirs, {}).target
            self.count("preflights")
            answer = self.world.wire.ask("OPTIONS", target, {
                **FOREIGN, "Access-Control-Request-Method": operation.method,
                "Access-Control-Request-Headers": "x-csrf-token, content-type, authorization"})
            if answer.status not in (204, 405) or not header(answer, "allow"):
                self.fail(f"OPTIONS {path}", f"answered {answer.status}")

    def listen(self):
        """A stranger's page hears nothing of the owner's project. The owner's does: there was something."""
        heard = {}
        streams = {name: self.open_stream(name) for name in ("owner", "stranger")}
        project = self.theirs["projects"]
        body = {"annotations": [{"item": "heard", "annotator": "a", "label": "other"}]}
        self.world.ask("owner", "POST", f"/api/v1/projects/{project}/annotations", body)
        for name, connection in streams.items():
            connection.sock.settimeout(10 if name == "owner" else 1)
            heard[name] = self.heard(connection, f'"project":"{project}"'.encode())
            connection.close()
        if not heard["owner"]:
            self.fail("GET /api/v1/events", "its owner hears nothing")
        if heard["stranger"]:
            self.fail("GET /api/v1/events", "a stranger hears of the owner's project")

    def open_stream(self, name):
        wire = Wire(self.world.server.address)
        connection = http.client.HTTPConnection(wire.host, wire.port)
        connection.request("GET", "/api/v1/events", headers=self.world.people[name].session())
        return connection

    @staticmethod
    def heard(connection, text):
        got, until = b"", time.monotonic() + 10
        try:
            while text not in got and time.monotonic() < until:
                more = connection.sock.recv(4096)
                if not more:
                    break
                got += more
        except TimeoutError:
            pass
        return text in got

    # What the owner may do: were these requests nonsense, their refusal would say nothing.

    def control(self):
        owner = self.world.people["owner"]
        last = [each for each in self.operations if each.method == "DELETE" or each.path.endswith("/remove")]
        for operation in [each for each in self.operations if each not in last] + last:
            if "owner" not in self.rights.roles.get(operation.right, ()):
                continue  # of the project alone: what is about oneself wants a password, and may sign out
            request = contract.request_of(operation, self.theirs, PARAMETERS)
            if any(noun in request.names or noun + "s" in request.names for noun in self.unmade()):
                continue  # nothing is there to be answered with
            headers = {**request.headers(operation), **owner.session()}
            answer = self.world.wire.ask(request.method, request.target, headers, request.body)
            self.count("controls")
            if answer.status in (401, 403, 404):
                self.fail(f"its owner, {operation.name}", f"answered {answer.status} {answer.body[:200]}")
            if answer.status == 200:
                self.count("controls that succeed")

    def run(self):
        before = self.world.state()
        for actor in ACTORS:
            self.attack_as(actor)
        self.rival()
        stranger = next(each for each in ACTORS if each.may is outside)
        self.mix(stranger)
        self.assign(stranger)
        self.promote(stranger)
        self.tamper(stranger)
        self.twist_ids(stranger)
        self.cross_origin()
        if self.world.state() != before:
            self.fail("the owner's project", "it is not what it was")
        self.replay(stranger)
        self.listen()
        self.control()
        if self.world.stop() != 0:
            self.fail("the server", f"ended with {self.world.server.process.returncode}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="assay-attack-")
    attack = Attack(options.assay, folder)
    attack.run()
    for line in attack.found:
        print("attack: " + line, file=sys.stderr)
    print(f"{len(attack.operations)} operations, {len(ACTORS)} who attack: " +
          ", ".join(f"{count} {name}" for name, count in attack.counts.items()))
    if attack.unmade():
        print(f"asked for with ids of nothing, because the world has none: {', '.join(attack.unmade())}")
    if not attack.found:
        shutil.rmtree(folder)
    return 1 if attack.found else 0


if __name__ == "__main__":
    sys.exit(main())
