"""Who attacks: one row each. A row says how its requests are signed and what may succeed: nothing else may.

To add one (a role of a project, a person of another organisation): give the person to PEOPLE in world.py,
and a row here whose `may` says which operations of the contract are theirs."""

import base64
import dataclasses
import typing

from contract import Operation

FOREIGN = {"Origin": "https://evil.example", "Referer": "https://evil.example/x",
           "Sec-Fetch-Site": "cross-site"}


@dataclasses.dataclass
class Actor:
    name: str
    sign: typing.Callable      # world -> headers
    may: typing.Callable       # Operation -> whether a success with the owner's ids is their right
    sees_people: bool = False  # names of users are no secret from them
    is_owner: bool = False     # or acts in their name: what they may read is theirs
    role: str = ""             # in the owner's project: it is there for them, and rights follow the role
    own: str = ""              # the provider whose rows they may see
    kind: str = ""             # of the body, where it is not the route's own


def public(operation: Operation):
    return operation.who == "anybody"


def outside(operation: Operation):
    """Signed in, and of no project of the owner's."""
    return operation.who != "administrator" and not names_something(operation)


def administers(operation: Operation):
    return operation.who == "administrator" or operation.right == "own_organisation" \
        or not names_something(operation)


def reads(operation: Operation):
    return operation.who != "administrator" and not operation.writes


def names_something(operation: Operation):
    """Whether the operation is about something that has an owner."""
    return any(mark == "{id}" for _, mark in operation.places) or "project" in operation.queries


def session(person, **more):
    return lambda world: {**world.people[person].session(), **more}


def cookie(change):
    """The owner's session with its cookie changed, its CSRF token as it is."""
    def sign(world):
        owner = world.people["owner"]
        return {"Cookie": "assay_session=" + change(owner.secret), "X-CSRF-Token": owner.csrf}
    return sign


def swapped_first(secret):
    return ("B" if secret[0] != "B" else "C") + secret[1:]


def token(name):
    return lambda world: {"Authorization": "Bearer " + world.tokens[name]}


def csrf(value):
    def sign(world):
        owner = world.people["owner"]
        headers = {"Cookie": "assay_session=" + owner.secret}
        if value is not None:
            headers["X-CSRF-Token"] = value(world)
        return headers
    return sign


def foreign(kind=None):
    """Another site's page with the owner's cookie sent along, which SameSite alone would stop."""
    def sign(world):
        headers = {"Cookie": "assay_session=" + world.people["owner"].secret, **FOREIGN}
        if kind:
            headers["Content-Type"] = kind
        return headers
    return sign


def member(person, role, own=""):
    """Of the owner's project: what the role may, the server's own table of rights says."""
    return Actor(f"the {role} {person}", session(person), None, sees_people=True, role=role, own=own)


ACTORS = (
    Actor("nobody", lambda world: {}, public),
    Actor("a stranger's session", session("stranger"), outside),
    Actor("a stranger's token", token("stranger"), outside),
    Actor("the administrator of the server", session("administrator"), administers, sees_people=True),
    Actor("the owner's token for reading", token("reader"), reads, is_owner=True),
    Actor("an expired token", token("expired"), public),
    Actor("a revoked token", token("revoked"), public),
    Actor("a token with another last character", lambda world: {
        "Authorization": "Bearer " + world.tokens["reader"][:-1] +
                         ("A" if world.tokens["reader"][-1] != "A" else "E")}, public),
    Actor("the prefix of a token", lambda world: {
        "Authorization": "Bearer " + world.tokens["reader"][:12]}, public),
    Actor("a cookie with another first character", cookie(swapped_first), public),
    Actor("a cookie cut short", cookie(lambda secret: secret[:-4]), public),
    Actor("a cookie made longer", cookie(lambda secret: secret + "A"), public),
    Actor("a cookie of nothing", cookie(lambda secret: ""), public),
    Actor("a cookie that injects", cookie(lambda secret: "' or 1=1 --"), public),
    Actor("a cookie of an ended session", session("gone"), public),
    Actor("a session's secret as a token", lambda world: {
        "Authorization": "Bearer " + world.people["owner"].secret}, public),
    Actor("a token as a session", lambda world: {
        "Cookie": "assay_session=" + world.tokens["reader"],
        "X-CSRF-Token": world.people["owner"].csrf}, public),
    Actor("another way to sign", lambda world: {
        "Authorization": "Basic " + base64.b64encode(
            ("owner@example.org:" + world.password_of("owner")).encode()).decode()}, public),
    Actor("the owner's session without its CSRF token", csrf(None), reads, is_owner=True),
    Actor("with an empty CSRF token", csrf(lambda world: ""), reads, is_owner=True),
    Actor("with a stranger's CSRF token", csrf(lambda world: world.people["stranger"].csrf), reads,
          is_owner=True),
    Actor("with the token of another session of the same person",
          csrf(lambda world: world.people["owner_elsewhere"].csrf), reads, is_owner=True),
    Actor("another site's page", foreign(), reads, is_owner=True),
    Actor("another site's form", foreign("application/x-www-form-urlencoded"), reads, is_owner=True,
          kind="application/x-www-form-urlencoded"),
    Actor("another site's text", foreign("text/plain"), reads, is_owner=True, kind="text/plain"),
    Actor("another site's upload", foreign("multipart/form-data; boundary=x"), reads, is_owner=True,
          kind="multipart/form-data; boundary=x"),
    member("expert", "expert"),
    member("auditor", "auditor"),
    member("acme_lead", "lead", own="acme"),
    member("acme_reviewer", "reviewer", own="acme"),
    member("acme_annotator", "annotator", own="acme"),
    member("rival_lead", "lead", own="rival"),
    member("rival_annotator", "annotator", own="rival"),
)
