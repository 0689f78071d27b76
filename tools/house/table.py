"""What the house allows. Everything tidy enforces is a row here; the code beside it only looks rows up."""

# A room (a folder of src/) and the rooms whose headers it may include, beside its own.
LAYERS = {
    "base": (),
    "stats": ("base",),
    "labels": ("base",),
    "domain": ("base",),
    "formats": ("labels", "domain", "base"),
    "quality": ("stats", "labels", "domain", "base"),
    "render": ("quality", "stats", "labels", "domain", "base"),
    "plans": ("quality", "stats", "base"),
    "store": ("labels", "domain", "base"),
    "live": ("store", "quality", "stats", "labels", "domain", "base"),
    "files": ("domain", "base"),
    "app": ("store", "live", "files", "quality", "stats", "formats", "render", "labels", "domain", "base"),
    "work": ("app", "live", "store", "files", "domain", "base"),
    "http": ("work", "app", "live", "store", "plans", "formats", "render", "domain", "base"),
    "sim": ("quality", "stats", "labels", "formats", "base"),
    "cli": ("http", "work", "app", "live", "files", "store", "sim", "plans", "quality", "formats", "render",
            "stats", "labels", "domain", "base"),
}

# The same for web/src.
WEB_LAYERS = {
    "words": (),
    "charts": ("words",),
    "parts": ("words", "charts"),
    "report": ("words", "charts", "parts"),
    "api": (),
    "screens": ("words", "charts", "parts", "report", "api"),
}
# Known to every layer: the types of the documents as JSON.
WEB_EVERYWHERE = ("report/document", "report/gate_document")

# A library, by how its headers begin, and the places that wrap it: style rule 18.
LIBRARIES = {
    "boost/": ("src/stats/special.cc",),
    "Random123/": ("src/base/rng.cc",),
    "tbb/": ("src/base/parallel.cc",),
    "openssl/": ("src/base/hash.cc", "src/base/hmac_sha1.cc", "src/base/verifying_key.cc",
                 "src/base/signer_testing.h", "src/http/tls_test.cc"),
    "curl/": ("src/base/fetch.cc", "src/work/outbound.cc"),
    "date/": ("src/base/zone.cc",),
    "sodium.h": ("src/base/keys.cc",),
    "zlib.h": ("src/http/static_files.cc",),
    "sqlite3.h": ("src/store/sqlite.cc",),
    "libpq-fe.h": ("src/store/postgres.cc",),
    "restinio/": ("src/http/server.cc", "src/http/restinio_"),
    "asio/": ("src/http/restinio_",),
    "http_parser.h": ("src/http/restinio_library.h",),
    "utf8proc.h": ("src/base/text.cc", "src/base/caseless.cc"),
    "fast_float/": ("src/formats/values.cc",),
    "simdjson.h": ("src/formats/",),
    "pugixml.hpp": ("src/formats/xml.cc",),
    "zip.h": ("src/formats/archive.cc", "src/files/archive.cc", "src/formats/container_test.cc"),
    "xlsxwriter": ("src/cli/xlsx.cc",),
    "CLI/": ("src/cli/",),
    "nlohmann/": ("src/render/", "src/sim/write.cc", "src/labels/category_order.cc", "src/cli/",
                  "src/plans/", "src/formats/exchange_json.cc", "src/domain/", "src/live/", "src/app/",
                  "src/http/", "src/work/", "src/base/log.cc", "src/base/json_text.",
                  "src/base/json_field.h", "bench/", "fuzz/", "_test.cc", "_testing.h"),
}

FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 70
LINE_COLUMNS_MAX = 110
UNIT_SECONDS_MAX = 20  # one translation unit, without sanitizers
SANITIZED_FACTOR = 3  # sanitizers make the same unit take up to so many times longer

# Banned calls: name, pattern in code without comments and texts, where it is allowed, what to do instead.
EDGE = ("src/base/", "src/cli/", "src/main.cc", "bench/", "fuzz/",
        "src/store/store_testing.h")
BANNED = (
    ("new", r"\bnew\s+[A-Za-z_:]", (), "own by value, then std::make_unique (style 13)"),
    ("delete", r"(?<!=\s)(?<!=)\bdelete\b", (), "own by value, then std::unique_ptr (style 13)"),
    ("malloc", r"\b(?:m|c|re)alloc\s*\(|\bfree\s*\(", (), "use a container (style 13)"),
    ("random", r"#include <random>|\bs?rand\s*\(|\brandom_device\b|\bmt19937|_distribution\b",
     ("src/base/",), "draw from base/rng.h: the same numbers everywhere (style 16)"),
    ("clock", r"\b(?:system|steady|high_resolution)_clock\b|\bgettimeofday\b"
              r"|(?<![\w.>])(?:std)?(?:::)?time\s*\(\s*(?:nullptr|NULL|0|&)", ("src/base/", "bench/"),
     "only base may ask for the time (style 16)"),
    ("environment", r"\bgetenv\s*\(", ("src/base/", "src/main.cc"), "settings arrive as options (style 16)"),
    ("file", r"#include <fstream>|\bf?open\s*\(\s*\"|\bfopen\s*\(|\b[io]?fstream\b|#include <filesystem>",
     ("src/base/", "bench/", "_test.cc", "_testing.h"), "read and write by base/file.h (style 16)"),
    ("thread", r"#include <thread>|\bstd::(?:j?thread|async)\b", ("src/base/", "bench/", "_test.cc"),
     "cut work into chunks by base/parallel.h: the same bits for any number of threads"),
    ("not_in_both_compilers", r"#include <(?:format|expected|source_location)>|\bstd::(?:format|expected)\b"
                              r"|\bviews::", (), "g++ 12 or clang 14 does not have it (style 11)"),
    ("print", r"\b(?:f|s|sn|v|vs|vsn)?printf\s*\(|#include <(?:iostream|cstdio|stdio\.h)>"
              r"|\bstd::c(?:out|err)\b", EDGE, "return values; cli prints them (style 17)"),
    ("stream_text", r"#include <sstream>|\b[io]?stringstream\b|#include <iomanip>", EDGE + ("_test.cc",),
     "text by fmt::format, numbers by from_chars (style 17)"),
    ("locale", r"#include <(?:locale|clocale|cctype|ctype\.h)>|\bsetlocale\b|\bstd::locale\b|\bimbue\b"
               r"|\bstd::(?:is(?:alpha|alnum|digit|space|upper|lower|punct)|to(?:lower|upper))\b", (),
     "never the locale (style 17)"),
    ("number_text", r"\b(?:std::)?(?:ato[fil]|strto(?:d|f|l|ll|ul|ull)|sto(?:i|l|ll|ul|ull|f|d))\s*\(",
     ("bench/", "_test.cc"),
     "numbers in and out with from_chars and to_chars (style 17)"),
    ("nan", r"\bquiet_NaN\b|\bNAN\b|\bnan[fl]?\s*\(\s*\"", ("_test.cc",),
     "undefined is a Status with its reason, or an empty optional (style 25, 26)"),
    ("throw", r"\bthrow\b", ("src/base/result.cc", "src/http/server_test.cc"),
     "what data can cause is a Result (style 19, 23)"),
    ("catch", r"\bcatch\s*\(", ("src/main.cc", "src/cli/", "src/http/", "src/work/", "src/app/jobs.cc",
                               "src/store/database.cc",
                               "_test.cc", "fuzz/"),
     "exceptions are caught in main, at the request, the job and the writer alone (style 23)"),
    ("mutable_global", r"\bthread_local\b", (), "no mutable globals (style 13)"),
    ("name", r"(?<![.>:])\bget_\w+\s*\(|\b(?:class|struct)\s+\w*(?:Manager|Helper|Util)\b", (),
     "functions name their result, types their thing (style 5)"),
    ("type_name", r"^\s*(?:class|struct|enum class|union)\s+(?!hash\b)[a-z]\w*\s*[:{]", (),
     "types are PascalCase (style 2)"),
)

# Tables whose rows are never changed and never taken away.
ONLY_INSERTED = ("annotation", "audit_event")
# Pruning takes leaves out of the log that a verified export holds; tests alter what is then found out.
MAY_CHANGE_THEM = ("src/store/audit_page.cc", "_test.cc")

# (rule, file): the reason why the rule does not hold there.
EXCEPTIONS = {
    ("type_name", "src/http/restinio_tls.cc"): "specialises a type of the library, which has a name already",
    ("nan", "src/labels/table.cc"): "columns of numbers mark what is missing; labels/table.h says so",
    ("nan", "src/formats/attributes.cc"): "writes those columns",
    ("nan", "src/quality/difficulty.cc"): "makes such a column",
    ("mutable_global", "src/base/parallel.cc"): "the thread limit of the process, set once before any work",
    ("mutable_global", "src/store/store_testing.h"): "the one server of a test program",
    ("mutable_global", "fuzz/fuzz_routes.cc"): "the one server of a fuzzing program",
}

# The glossary's words and what must not be used in their place, as parts of our identifiers, in texts that
# people see, and in the documentation.
FORBIDDEN_WORDS = {
    "annotator": ("rater", "raters", "worker", "workers", "crowdworker", "crowdworkers"),
    "provider": ("vendor", "vendors"),
    "team": ("squad", "squads"),
    "project": ("campaign", "campaigns"),
    "gold": ("honeypot", "honeypots"),
    "adjudication": ("arbitration",),
}
# Places that must quote other tools' words, or that list the words themselves.
WORD_PLACES = ("src/formats/", "docs/reference/formats.md", "GLOSSARY.md", "tools/house/", "bench/peers",
               "fuzz/corpus/", "docs/reference/benchmarks.md")

# Machines are not part of the project.
MACHINE_PATH = r"(?<![\w.])/(?:work|root|home|Users|mnt)/[\w.]"
MACHINE_PATH_PLACES = ("tools/do/fresh.sh", "tools/house/")  # the chroot's own folders; this rule

# A registry, the pattern of its names in that file, and where each name must be described.
REGISTRIES = (
    ("src/formats/registry.cc", r'Format\{"(\w+)"', ("docs/reference/formats.md",)),
    ("src/quality/metrics/registry.cc", r'^\s*\{"(\w+)", "', ("docs/reference/inspection.md",)),
    ("src/stats/consensus/auto.cc", r'^\s*\{"(\w+)", "', ("docs/methods/consensus.md",)),
    ("src/stats/consensus/published.cc", r'^\s*\{"(\w+)", "', ("docs/methods/consensus.md",
                                                                "docs/methods/choosing_a_consensus.md")),
    ("src/sim/behaviour.cc", r'\{"(\w+)", 0\.', ("docs/reference/simulate.md",)),
    ("src/cli/commands.cc", r'Command\{"(\w+)"', ("docs/reference/commands.md", "packaging/assay.1")),
    ("src/cli/serve_settings.cc", r'SettingSpec\{"([\w-]+)"', ("docs/guides/serving.md",)),
)

# Which files are looked at, by how they end.
CPP = (".cc", ".h")
WEB = (".ts", ".tsx", ".css")
SCRIPTS = (".py", ".sh", ".cmake")
TEXTS = (".md", ".json", ".txt", ".html")
GENERATED = ("package-lock.json", "LICENSE", "generated.ts")
