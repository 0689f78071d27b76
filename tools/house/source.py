"""A file as tidy sees it: its lines, its code without comments and texts, its texts, its functions."""

import re
from functools import cached_property

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^\s()\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])*'",
    re.DOTALL)
FUNCTION_NAME = re.compile(r"([~\w:]+)\s*\(")
TYPE_HEAD = re.compile(r"\b(?:class|struct|union|enum)\b")
KEEP_LINES = re.compile(r"[^\n]")


class Source:
    def __init__(self, path, text):
        self.path = path
        self.text = text

    @cached_property
    def lines(self):
        return self.text.split("\n")

    @cached_property
    def code(self):
        """The text with comments and the inside of texts made blank; every line keeps its number."""
        def blank(match):
            token = match.group()
            if token[0] != '"' or self._is_include(match.start()):
                return token if token[0] == '"' else KEEP_LINES.sub(" ", token)
            return '"' + KEEP_LINES.sub(" ", token[1:-1]) + '"'
        return TOKEN.sub(blank, self.text)

    def _is_include(self, at):
        return self.text[self.text.rfind("\n", 0, at) + 1:at].startswith("#include")

    @cached_property
    def code_lines(self):
        return self.code.split("\n")

    @cached_property
    def literals(self):
        """(line, content) of every text in the code."""
        found = []
        for match in TOKEN.finditer(self.text):
            if match.group()[0] in '"R' and not self._is_include(match.start()):
                found.append((self.line_of(match.start()), match.group()))
        return found

    def line_of(self, at):
        return self.text.count("\n", 0, at) + 1

    def includes(self):
        """(line, header) of every #include."""
        for number, line in enumerate(self.code_lines, 1):
            match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
            if match:
                yield number, match.group(1)

    @cached_property
    def outside(self):
        """(line, statement) of every statement at namespace scope; functions(), found in the same walk."""
        return self._walk[0]

    @cached_property
    def functions(self):
        """(name, first line, lines) of every function with a body."""
        return self._walk[1]

    @cached_property
    def _walk(self):
        code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: KEEP_LINES.sub(" ", m.group()), self.code,
                      flags=re.MULTILINE)
        statements, functions = [], []
        scopes = []  # kinds of the braces that are open: namespace, type, function, value
        head_begin, open_function = 0, None
        for match in re.finditer(r"[{};]", code):
            at, sign = match.start(), match.group()
            if open_function is not None:  # inside a function only its end matters
                depth, name, line = open_function
                depth += {"{": 1, "}": -1, ";": 0}[sign]
                open_function = (depth, name, line)
                if depth == 0:
                    functions.append((name, line, self.line_of(at) - line + 1))
                    open_function, head_begin = None, at + 1
                continue
            head = code[head_begin:at]
            if sign == "{":
                kind = scope_kind(head)
                if kind == "function":
                    open_function = (1, function_name(head), self.line_of(head_start(code, head_begin)))
                else:
                    scopes.append(kind)
                    head_begin = head_begin if kind == "value" else at + 1
            elif sign == "}":
                kind = scopes.pop() if scopes else "namespace"
                head_begin = head_begin if kind == "value" else at + 1
            else:
                if all(scope == "namespace" for scope in scopes):
                    statements.append((self.line_of(head_start(code, head_begin)), " ".join(head.split())))
                if "value" not in scopes:
                    head_begin = at + 1
        return statements, functions


def head_start(code, begin):
    match = re.compile(r"\S").search(code, begin)
    return match.start() if match else begin


def scope_kind(head):
    """What the brace after this head opens."""
    stripped = innermost_removed(head)
    if re.search(r"\bnamespace\b[^;(]*$", head) or re.search(r'\bextern\s*"', head):
        return "namespace"
    if "operator" not in stripped and re.search(r"=[^=]*$", stripped) and "]" not in stripped.split("=")[-1]:
        return "value"
    if ")" in head:
        return "function"
    return "type" if TYPE_HEAD.search(head) else "value"


def innermost_removed(head):
    """The head without what stands in parentheses and angle brackets: default arguments are no values."""
    while True:
        shorter = re.sub(r"\([^()]*\)|<[^<>]*>", "", head)
        if shorter == head:
            return head
        head = shorter


def function_name(head):
    head = re.sub(r"<[^<>]*>", "", head)
    match = FUNCTION_NAME.search(head)
    if not match:
        return "?"
    if match.group(1) in ("TEST", "TEST_F", "TEST_P", "TYPED_TEST"):
        inside = head[match.end():].split(")")[0]
        return ".".join(part.strip() for part in inside.split(","))
    return match.group(1)
