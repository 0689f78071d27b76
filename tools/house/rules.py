"""The rules of one file. Each yields findings: (line, rule, name, amount or None, message)."""

import re

from house import table

TEST_HEAD = re.compile(r"\bTEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)")
CLAIM = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
BOOL_PARAMETER = re.compile(r"[(,]\s*(?:const\s+)?bool\s+\w+\s*(?:=[^,()]*)?[,)]")
BANNED = [(name, re.compile(pattern, re.MULTILINE), places, advice)
          for name, pattern, places, advice in table.BANNED]
WORD_OF = {word: right for right, words in table.FORBIDDEN_WORDS.items() for word in words}
ANY_WORD = re.compile(r"(?<![A-Za-z])(?:" + "|".join(WORD_OF) + r")(?![A-Za-z])", re.IGNORECASE)
CAMEL_WORD = re.compile(r"(?:" + "|".join(w.capitalize() for w in WORD_OF) + r")(?![a-z])")
MACHINE_PATH = re.compile(table.MACHINE_PATH)
UNFINISHED = re.compile(r"\b(?:FIXME|TODO|XXX|HACK)\b")
VARIABLE = re.compile(r"^(?:static\s+|inline\s+)*[\w:]+(?:<.*>)?[\s*&]+"
                      r"\w+(?:\[\w*\])?\s*(?:=.*|\{.*)?$")
NOT_VARIABLE = re.compile(r"^(?:using|typedef|namespace|template|extern|static_assert|friend|return|class"
                          r"|struct|enum|union|public|private|protected|#)"
                          r"|\b(?:const|constexpr|constinit|operator)\b")
STATIC_LOCAL = re.compile(r"^\s+static\s+(?!const\b|constexpr\b)[\w:]+(?:<.*>)?[\s*&]+\w+\s*(?:;|=|\{)")
ONLY_INSERTED = re.compile(r"\b(?:update|delete\s+from)\s+(?:" + "|".join(table.ONLY_INSERTED) + r")\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def at_place(path, places):
    """A place is a folder or file (how the path begins), or how it ends when the place starts with "_"."""
    return path.startswith(tuple(place for place in places if place[0] != "_")) or path.endswith(
        tuple(place for place in places if place[0] == "_"))


def allowed(rule, path, places=()):
    return at_place(path, places) or (rule, path) in table.EXCEPTIONS


def sizes(source):
    count = source.text.count("\n")
    if count > table.FILE_LINES_MAX:
        yield 1, "file_lines", "", count, f"{count} lines, at most {table.FILE_LINES_MAX}: split by subject"
    for number, line in enumerate(source.lines, 1):
        if len(line) > table.LINE_COLUMNS_MAX and not source.path.endswith(table.WEB):
            yield (number, "line_columns", "", len(line),
                   f"{len(line)} columns, at most {table.LINE_COLUMNS_MAX}: break the line")


def function_sizes(source):
    for name, line, count in source.functions:
        if count > table.FUNCTION_LINES_MAX:
            yield (line, "function_lines", name, count,
                   f"{name} has {count} lines, at most {table.FUNCTION_LINES_MAX}: split off a step")


def layers(source):
    parts = source.path.split("/")
    if parts[0] != "src" or len(parts) < 3:
        return
    room = parts[1]
    if room not in table.LAYERS:
        yield 1, "layer", room, None, f"no room is called {room}; LAYERS in tools/house/table.py lists them"
        return
    for number, header in source.includes():
        other = header.split("/")[0]
        if other in table.LAYERS and other != room and other not in table.LAYERS[room]:
            yield (number, "layer", header, None,
                   f"{room} may not know {other} (it may know: {', '.join(table.LAYERS[room]) or 'nothing'})")


def web_layers(source):
    parts = source.path.split("/")
    if parts[:2] != ["web", "src"] or len(parts) < 4 or ".test." in source.path:
        return
    for match in re.finditer(r"""(?:from|import)\s+["'](?:\.\./|@/)+(\w+/\w+)""", source.text):
        other = match.group(1).split("/")[0]
        if match.group(1) in table.WEB_EVERYWHERE:
            continue
        known = (parts[2], *table.WEB_LAYERS.get(parts[2], ()))
        if other in table.WEB_LAYERS and other not in known:
            yield source.line_of(match.start()), "layer", other, None, f"{parts[2]} may not import {other}"


def libraries(source):
    for number, header in source.includes():
        for library, places in table.LIBRARIES.items():
            if header.startswith(library) and not allowed("library", source.path, places):
                yield (number, "library", header, None,
                       f"<{library.rstrip('/')}> is wrapped in {places[0]}: use that (style 18)")


def banned(source):
    for name, pattern, places, advice in BANNED:
        if allowed(name, source.path, places):
            continue
        for match in pattern.finditer(source.code):
            found = " ".join(match.group().split())
            yield source.line_of(match.start()), name, "", None, f"{found}: {advice}"


def only_inserted(source):
    if at_place(source.path, table.MAY_CHANGE_THEM):
        return
    for line, text in source.literals:
        for match in ONLY_INSERTED.finditer(text):
            yield (line, "only_inserted", "", None,
                   f"{match.group()}: its rows are the record, and stay as they came: insert another")


def headers(source):
    if not source.path.endswith(".h"):
        return
    if source.lines[0] != "#pragma once":
        yield 1, "header", "", None, "a header begins with #pragma once (style 6)"
    if not any(line.startswith("//") for line in source.lines[1:4]):
        yield 2, "header", "", None, "what it promises belongs in a comment below #pragma once (style 7)"
    for match in BOOL_PARAMETER.finditer(source.code):
        yield (source.line_of(match.start()), "bool_parameter", "", None,
               "a bool says nothing where it is passed: an enum class does (style 12)")


def mutable_globals(source):
    if allowed("mutable_global", source.path):
        return
    for line, statement in source.outside:
        if VARIABLE.match(statement) and not NOT_VARIABLE.search(statement):
            yield line, "mutable_global", "", None, f"{statement[:60]}: no mutable globals (style 13)"
    for number, line in enumerate(source.code_lines, 1):
        if STATIC_LOCAL.match(line) and "(" not in line.split("=")[0]:
            yield number, "mutable_global", "", None, f"{line.strip()[:60]}: a static that changes (style 13)"


def shared_pointers(source):
    for number, line in enumerate(source.code_lines, 1):
        near = "\n".join(source.lines[max(0, number - 4):number])
        if "shared_ptr<" in line and "//" not in near:
            yield number, "shared_ptr", "", None, "a comment says who outlives whom (style 13)"


def test_names(source):
    for match in TEST_HEAD.finditer(source.code):
        if not CLAIM.fullmatch(match.group(2)):
            yield (source.line_of(match.start()), "test_name", match.group(2), None,
                   f"{match.group(2)} is no claim, as is_undefined_without_pairs is one (style 30)")


def words_in_code(source):
    if at_place(source.path, table.WORD_PLACES):
        return
    for match in list(ANY_WORD.finditer(source.code)) + list(CAMEL_WORD.finditer(source.code)):
        yield word_finding(source.line_of(match.start()), match.group())
    for number, literal in source.literals:
        for match in ANY_WORD.finditer(literal):
            yield word_finding(number, match.group())


def words_in_text(source):
    if at_place(source.path, table.WORD_PLACES):
        return
    for match in ANY_WORD.finditer(re.sub(r"`[^`\n]*`", lambda m: " " * len(m.group()), source.text)):
        yield word_finding(source.line_of(match.start()), match.group())


def word_finding(line, word):
    return line, "word", word, None, f"say {WORD_OF[word.lower()]}, not {word} (GLOSSARY.md)"


def machine_paths(source):
    if at_place(source.path, table.MACHINE_PATH_PLACES):
        return
    for match in MACHINE_PATH.finditer(source.text):
        yield source.line_of(match.start()), "machine_path", "", None, "a path of one machine"


def unfinished(source):
    if source.path.startswith("tools/house/"):
        return
    for match in UNFINISHED.finditer(source.text):
        yield (source.line_of(match.start()), "unfinished", match.group(), None,
               f"{match.group()} cannot reach main: do it, or write it down in docs (style 10)")


CPP_RULES = (sizes, function_sizes, layers, libraries, banned, only_inserted, headers, mutable_globals,
             shared_pointers, test_names, words_in_code, machine_paths, unfinished)
WEB_RULES = (sizes, web_layers, machine_paths, unfinished)
SCRIPT_RULES = (sizes, machine_paths, unfinished)
TEXT_RULES = (words_in_text, machine_paths, unfinished)


def rules_for(path):
    name = path.rsplit("/", 1)[-1]
    if name in table.GENERATED:
        return ()
    if path.endswith(table.CPP):
        return CPP_RULES
    if path.endswith(table.WEB):
        return WEB_RULES
    if path.endswith(table.SCRIPTS) or name in ("do", "tidy", "run", "CMakeLists.txt"):
        return SCRIPT_RULES
    return TEXT_RULES if path.endswith(".md") else ()
