"""A server with people who have nothing to do with each other, and one of everything that has an id."""

import base64
import dataclasses
import io
import os
import time
import zipfile

import served
from contract import MISSING
from wire import Wire, as_json, header

# Who there is, and of which organisation: "" is the client's, whose first person sets the server up and
# administers it. Projects are made by those who own one.
PEOPLE = {
    "administrator": "", "owner": "", "stranger": "", "expert": "", "auditor": "",
    "acme_lead": "acme", "acme_reviewer": "acme", "acme_annotator": "acme",
    "rival_lead": "rival", "rival_annotator": "rival",
}
# Roles in the owner's project; of the providers' people in the engagement of their own.
MEMBERS = {"expert": "expert", "auditor": "auditor", "acme_lead": "lead", "acme_reviewer": "reviewer",
           "acme_annotator": "annotator", "rival_lead": "lead", "rival_annotator": "annotator"}
PROVIDERS = ("acme", "rival")
# Further sessions of the owner: one in another browser, and one that has ended.
SAME = {"owner_elsewhere": "owner", "gone": "owner"}
PROJECTS_OF = ("owner", "stranger")

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
                         "awAAAABJRU5ErkJggg==")


@dataclasses.dataclass
class Person:
    name: str
    email: str
    secret: str = ""
    csrf: str = ""

    def session(self):
        return {"Cookie": "assay_session=" + self.secret, "X-CSRF-Token": self.csrf}


class NotMade(RuntimeError):
    """The world could not be made: the attack would prove nothing."""


class World:
    def __init__(self, binary, folder, look):
        self.data = os.path.join(folder, "data")
        self.binary = binary
        self.people, self.tokens, self.ids, self.cursors = {}, {}, {}, {}
        for name in (name for name, provider in PEOPLE.items() if not provider):
            self.add(name)
        self.server = served.Server(binary, self.data, "--webhook-hosts", "hooks.example.org",
                                    "--public-address", "http://127.0.0.1", log=os.path.join(folder, "log"))
        self.wire = Wire(self.server.address, look)
        self.sign_in("administrator")
        self.organisations = {name: self.make_organisation(name) for name in PROVIDERS}
        for name in [*PEOPLE, *SAME]:
            if name not in self.people:
                self.sign_in(name)
        for name in PROJECTS_OF:
            self.ids[name] = self.make_project(name)
        self.engage()
        base = f"/api/v1/projects/{self.ids['owner']['projects']}"
        webhook = {"url": "https://hooks.example.org/hidden-owner-hook", "kinds": ["project_closed"]}
        self.ids["owner"]["webhooks"] = self.ask("owner", "POST", f"{base}/outgoing_webhooks", webhook)["id"]
        self.ids["stranger"]["webhooks"] = MISSING
        self.make_tokens()
        self.ask("gone", "DELETE", "/api/v1/session")

    def add(self, name, *words):
        served.add_user(self.binary, self.data, f"{name}@example.org", self.name_of(name),
                        self.password_of(name), *words)

    def make_organisation(self, name):
        made = self.ask("administrator", "POST", "/api/v1/organisations", {"name": name})
        for person, provider in PEOPLE.items():
            if provider == name:
                self.add(person, "--organisation", name)
        return made["id"]

    def engage(self):
        """Both providers work in the owner's project; each has delivered, and has a team."""
        base = f"/api/v1/projects/{self.ids['owner']['projects']}"
        engagements = {name: self.ask("owner", "POST", f"{base}/engagements", {"organisation": known})["id"]
                       for name, known in self.organisations.items()}
        for person, role in MEMBERS.items():
            body = {"email": f"{person}@example.org", "role": role}
            if PEOPLE[person]:
                body["engagement"] = engagements[PEOPLE[person]]
            self.ask("owner", "POST", f"{base}/members", body)
        teams = {}
        for name in PROVIDERS:
            mark = f"hidden-{name}-"
            self.ask(f"{name}_lead", "POST", f"{base}/annotations", {"annotations": [
                {"item": mark + "item", "annotator": mark + "annotator", "label": "other",
                 "batch": mark + "batch"}]})
            teams[name] = self.ask(f"{name}_lead", "POST",
                                   f"/api/v1/organisations/{self.organisations[name]}/teams",
                                   {"name": mark + "team"})["id"]
        people = [each["user"] for each in self.ask("owner", "GET", f"{base}/members")["items"]]
        annotator = next(each["id"] for each in people if each["email"] == "acme_annotator@example.org")
        self.ids["owner"].update({"organisations": self.organisations["acme"], "teams": teams["acme"],
                                  "engagements": engagements["acme"], "users": annotator})
        self.ids["owner"].update(self.assign(base, engagements["acme"]))
        nouns = ("organisations", "teams", "engagements", "users", "batch", "assignment")
        self.ids["stranger"].update({noun: MISSING for noun in nouns})

    def assign(self, base, engagement):
        """An item of a batch that the first provider's annotator has."""
        named = {"email": "acme_annotator@example.org", "role": "annotator", "engagement": engagement,
                 "annotator": "hidden-acme-annotator"}
        self.ask("acme_lead", "POST", f"{base}/members", named)
        made = self.ask("owner", "POST", f"{base}/batches", {
            "engagement": engagement, "name": "hidden-acme-batch", "items": ["hidden-acme-item"]})
        place = f"{base}/batches/{made['id']}"
        self.ask("owner", "POST", f"{place}/release", {})
        self.ask("acme_lead", "POST", f"{place}/assignments", {
            "list": [{"item": "hidden-acme-item", "annotator": "hidden-acme-annotator"}]})
        own = self.ask("acme_annotator", "GET", f"{base}/own_items")["items"]
        return {"batch": made["id"], "assignment": own[0]["assignment"]["id"]}

    @staticmethod
    def name_of(name):
        return f"Quagga {name}"

    @staticmethod
    def password_of(name):
        return f"the {name}'s  password, \U0001f993 ノート"

    @staticmethod
    def marks(name):
        """What stands in the content of a project of theirs and nowhere else."""
        nouns = ("project", "words", "item", "label", "annotator", "file", "snapshot", "token", "source")
        return [f"hidden-{name}-{noun}" for noun in nouns]

    def secret_texts(self, actor):
        """What no answer to somebody else may hold."""
        texts = [self.tokens[name] for name in ("reader", "writer")]
        texts += [self.people["owner"].secret, self.people["owner"].csrf]
        # Who annotated is known to the provider's own people alone, and one provider's work to no other.
        texts += [f"hidden-{name}-annotator" for name in PROVIDERS if name != actor.own]
        if not actor.role or actor.own:
            texts += [f"hidden-{name}-{noun}" for name in PROVIDERS if name != actor.own
                      for noun in ("item", "batch")]
        if actor.own or not actor.sees_people:
            texts += [f"hidden-{name}-team" for name in PROVIDERS if name != actor.own]
        if actor.own:
            texts += [f"{person}@example.org" for person, provider in PEOPLE.items()
                      if provider and provider != actor.own]
            texts += [f"hidden-owner-{noun}" for noun in ("source", "item", "annotator", "file")]
        if not actor.role:
            texts += self.marks("owner")
        return texts if actor.sees_people else texts + [self.name_of("owner"), "owner@example.org"]

    def ask(self, person, method, target, body=None, headers=None):
        answer = self.wire.ask(method, target, {**self.people[person].session(), **(headers or {})}, body)
        if answer.status != 200:
            raise NotMade(f"{method} {target}: {answer.status} {answer.body[:300]}")
        return as_json(answer)

    def sign_in(self, name):
        same = SAME.get(name, name)
        person = self.people.setdefault(name, Person(name, f"{same}@example.org"))
        body = {"email": person.email, "password": self.password_of(same)}
        answer = self.wire.ask("POST", "/api/v1/session", {}, body)
        if answer.status != 200:
            raise NotMade(f"{name} cannot sign in: {answer.body}")
        person.secret = header(answer, "set-cookie").split(";")[0].split("=", 1)[1]
        person.csrf = as_json(answer)["csrf_token"]

    def upload(self, name, base, file_name, content):
        made = self.ask(name, "POST", f"{base}/uploads", {"name": file_name, "size": len(content)})
        self.ask(name, "PUT", f"/api/v1/uploads/{made['id']}/parts/1", content,
                 {"Content-Type": "application/octet-stream"})
        return made["id"]

    def wait(self, name, job):
        for _ in range(600):
            if job["state"] not in ("queued", "running"):
                break
            time.sleep(0.05)
            job = self.ask(name, "GET", f"/api/v1/jobs/{job['id']}")
        if job["state"] != "done":
            raise NotMade(f"a job failed: {job}")
        return job

    def make_project(self, name):
        """One of everything that has an id."""
        mark = f"hidden-{name}-"
        question = {"name": "mood", "categories": [{"name": mark + "label"}, {"name": "other"}]}
        project = self.ask(name, "POST", "/api/v1/projects", {
            "name": mark + "project", "description": mark + "words", "questions": [question]})["id"]
        base = f"/api/v1/projects/{project}"
        self.ask(name, "POST", f"{base}/items", {"items": [
            {"key": mark + "item", "kind": "text", "content": mark + "words",
             "attributes": {"site": mark + "words"}},
            {"key": mark + "item-2", "kind": "text", "content": "words"}]})
        self.ask(name, "POST", f"{base}/annotations", {"annotations": [
            {"item": item, "annotator": mark + who, "label": mark + "label"}
            for item in (mark + "item", mark + "item-2") for who in ("annotator", "annotator-2")]})
        self.ask(name, "POST", f"{base}/gold", {"gold": [
            {"item": mark + "item", "label": mark + "label", "source": mark + "source"},
            {"item": mark + "item-2", "label": "other", "source": mark + "source"}]})
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{mark}file.png", PIXEL)
        images = self.upload(name, base, f"{mark}file.zip", packed.getvalue())
        self.wait(name, self.ask(name, "POST", f"{base}/imports", {"upload": images, "kind": "items"}))
        open_upload = self.ask(name, "POST", f"{base}/uploads", {"name": f"{mark}file.csv", "size": 1})["id"]
        job = self.wait(name, self.ask(name, "POST", f"{base}/snapshots", {"name": mark + "snapshot"}))
        export = self.wait(name, self.ask(name, "POST", f"{base}/exports", {"what": "items"}))
        token = self.ask(name, "POST", "/api/v1/tokens", {"name": mark + "token", "scopes": ["read"]})
        image = self.ask(name, "GET", f"{base}/items/key:{mark}file.png")
        detail = self.ask(name, "GET", f"{base}/items/key:{mark}item")
        self.cursors[name] = self.cursors_of(name, base, project)
        return {"projects": project, "uploads": open_upload, "full_uploads": images, "jobs": job["id"],
                "job": export["id"], "snapshots": job["result"]["snapshot"], "tokens": token["id"],
                "items": image["id"], "text_items": detail["id"], "golds": detail["gold_labels"][0]["id"]}

    def cursors_of(self, name, base, project):
        pages = [f"{base}/items?limit=1", f"{base}/items?limit=1&order=errors", f"{base}/imports?limit=1",
                 f"/api/v1/jobs?project={project}&limit=1", f"/api/v1/audit/events?project={project}&limit=1"]
        found = [self.ask(name, "GET", page).get("next") for page in pages]
        return [each for each in found if each]

    def token_of(self, person, **more):
        return self.ask(person, "POST", "/api/v1/tokens", {"name": "attack", **more})

    def make_tokens(self):
        both = ["read", "write"]
        self.tokens["stranger"] = self.token_of("stranger", scopes=both)["token"]
        self.tokens["reader"] = self.token_of("owner", scopes=["read"])["token"]
        self.tokens["writer"] = self.token_of("owner", scopes=both)["token"]
        expired = self.token_of("owner", scopes=both, expires_at="2020-01-01T00:00:00Z")
        self.tokens["expired"] = expired["token"]
        revoked = self.token_of("owner", scopes=both)
        self.tokens["revoked"] = revoked["token"]
        self.ask("owner", "POST", f"/api/v1/tokens/{revoked['id']}/revoke")

    def newest_event(self):
        """Of the whole server: nothing changes without one."""
        page = self.ask("administrator", "GET", "/api/v1/audit/events?limit=1")
        return page["items"][0]["index"]

    def events_since(self, index):
        """The verbs of later events, but for the server's own word that somebody is refused so often."""
        page = self.ask("administrator", "GET", "/api/v1/audit/events?limit=100")
        return [each["verb"] for each in page["items"]
                if each["index"] > index and each["verb"] != "many_refusals"]

    def state(self):
        """All that the owner's project holds, in the words of its owner."""
        base = f"/api/v1/projects/{self.ids['owner']['projects']}"
        told = []
        for target in (base, f"{base}/schema", f"{base}/overview", f"{base}/imports", f"{base}/snapshots",
                       *(f"{base}/export?what={what}" for what in ("annotations", "gold", "items"))):
            answer = self.wire.ask("GET", target, self.people["owner"].session())
            told.append((target, answer.status, answer.body))
        tokens = self.ask("owner", "GET", "/api/v1/tokens")["items"]
        told.append(("tokens", 200, [(each["id"], each["revoked_at"]) for each in tokens]))
        return told

    def stop(self):
        self.wire.close()
        return self.server.stop()
