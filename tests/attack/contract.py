"""The operations of a server as its contract has them, and requests made from it. Nothing here names a route:
a new one is attacked as soon as the contract knows it."""

import copy
import dataclasses
import re

MISSING = "987654321"  # an id that nothing has

# Parts of a path that are no ids.
PLACES = {"n": "1", "what": "gate"}


@dataclasses.dataclass
class Operation:
    method: str
    path: str
    who: str            # anybody, signed_in, administrator
    writes: bool        # changes something: wants the CSRF token, and a token of more than reading
    queries: list       # names of its parameters
    headers: list
    body: object        # the example of the contract; None: takes none, bytes: takes anything
    schema: dict        # of the body
    right: str = ""     # what the server's table of rights has for it

    @property
    def name(self):
        return f"{self.method} {self.path}"

    @property
    def places(self):
        """(noun, mark): what each mark of the path is the id of. {id} is one of the noun before it."""
        found = []
        parts = self.path.split("/")
        for before, part in zip(parts, parts[1:]):
            if part.startswith("{"):
                found.append((before if part == "{id}" else part[1:-1], part))
        return found


def _body_of(operation):
    content = operation.get("requestBody", {}).get("content", {})
    if "application/octet-stream" in content:
        return b"x", {}
    if "application/json" not in content:
        return None, {}
    media = content["application/json"]
    return media.get("example", {}), media.get("schema", {})


def operations(document):
    out = []
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            body, schema = _body_of(told)
            parameters = told.get("parameters", [])
            out.append(Operation(
                method.upper(), path, told["x-who"], told["x-scope"] == "write",
                [each["name"] for each in parameters if each["in"] == "query"],
                [each["name"] for each in parameters if each["in"] == "header"], body, schema))
    return out


class Rights:
    """The page of assay openapi --rights: which role may do which verb, and the verb of each route."""

    def __init__(self, page):
        rows = [[cell.strip(" `") for cell in line.strip("|").split("|")]
                for line in page.splitlines() if re.match(r"\| (?:`|verb)", line)]
        roles = next(row for row in rows if row[0] == "verb")[1:]
        self.roles = {row[0]: {role for role, may in zip(roles, row[1:]) if may == "yes"}
                      for row in rows if len(row) == len(roles) + 1}
        self.routes = {row[0]: row[1] for row in rows if len(row) == 2 and " " in row[0]}

    def give_to(self, operations):
        for operation in operations:
            operation.right = self.routes.get(operation.name, "")

    def role_may(self, role, operation):
        return operation.right in ("anybody", "signed_in") or role in self.roles.get(operation.right, ())


class Schemas:
    def __init__(self, document):
        self.all = document["components"]["schemas"]

    def resolved(self, schema):
        while "$ref" in schema:
            schema = self.all[schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def objects(self, schema, value, at=()):
        """(place, names) of every object inside of a body whose members the contract lists."""
        schema = self.resolved(schema)
        for either in schema.get("anyOf", []):
            yield from self.objects(either, value, at)
        if isinstance(value, dict) and "properties" in schema:
            yield at, set(schema["properties"])
            for name, member in schema["properties"].items():
                if name in value:
                    yield from self.objects(member, value[name], at + (name,))
        if isinstance(value, list) and value and "items" in schema:
            yield from self.objects(schema["items"], value[0], at + (0,))


def with_member(body, at, name, value):
    """The body with one more member in the object that stands there."""
    body = copy.deepcopy(body)
    inner = body
    for step in at:
        inner = inner[step]
    inner[name] = value
    return body


@dataclasses.dataclass
class Request:
    method: str
    target: str
    body: object
    names: set  # the nouns whose ids stand in it

    def headers(self, operation):
        given = {}
        if "If-Match" in operation.headers:
            given["If-Match"] = '"1"'
        if isinstance(self.body, bytes):
            given["Content-Type"] = "application/octet-stream"
        return given


def _filled(body, ids, names):
    if not isinstance(body, dict):
        return body
    out = dict(body)
    for name in out:
        if name + "s" in ids and isinstance(out[name], str):
            names.add(name + "s")
            out[name] = ids[name + "s"]
    return out


def request_of(operation, ids, queries):
    """The operation asked with these ids: {noun: id}; with one of nothing where the world has none of it."""
    names, target = set(), operation.path
    for noun, mark in operation.places:
        if noun in PLACES:
            value = PLACES[noun]
        else:
            known = noun if noun in ids else noun + "s"
            value = ids.get(known, MISSING)
            names.add(known)
        target = target.replace(mark, value, 1)
    asked = []
    for name in operation.queries:
        if name in queries:
            noun = queries[name]
            if noun in ids:
                names.add(noun)
            asked.append(f"{name}={ids.get(noun, noun)}")
    if asked:
        target += "?" + "&".join(asked)
    return Request(operation.method, target, _filled(operation.body, ids, names), names)


def missing(ids):
    """The same nouns with ids that nothing has."""
    return {noun: MISSING for noun in ids}
