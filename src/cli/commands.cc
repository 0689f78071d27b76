#include "cli/commands.h"

#include <array>

namespace assay::cli {
namespace {

constexpr std::array command_table = {
    Command{"inspect", "what a delivery of annotations is worth",
            "assay inspect labels.csv --gold gold.csv --items items.csv --html report.html", inspect},
    Command{"consensus", "one label per item, with its confidence",
            "assay consensus labels.csv -o consensus.csv", consensus},
    Command{"compare", "the same items labelled before and after a change: did it help?",
            "assay compare before.csv after.csv --gold gold.csv", compare},
    Command{"convert", "annotations in the form of another program, and what it cannot hold",
            "assay convert export.json labels.csv --gold-to gold.csv", convert},
    Command{"plan", "how many items, and what must be shown before labels are accepted",
            "assay plan gate --error-max 0.05 --error-good 0.01 -o plan.json", plan},
    Command{"gate", "a plan held against labels: passed, failed, or how many more it takes",
            "assay gate plan.json labels.csv --gold verdicts.csv", gate},
    Command{"project", "what a judged pilot means for a production of N items",
            "assay project pilot.csv --gold verdicts.csv --items 50000 --batch-size 500", project},
    Command{"estimate", "an error rate from a sample and the design by which it was drawn",
            "assay estimate sample.csv --design design.json", estimate},
    Command{"merge", "the agreement of several tallies at once",
            "assay merge monday.tally tuesday.tally -o both.tally", merge},
    Command{"audit", "an audit log exported, and verified without the server",
            "assay audit verify log.jsonl --key log.pub", audit},
    Command{"draw", "which items are looked at: drawn so that anybody can check it",
            "assay draw commit --log-id 6f… --selection 12 --party client --nonce nonce.txt", draw},
    Command{"manifest", "the files of items with their sizes and hashes",
            "assay manifest images --suffix .jpg,.png -o manifest.csv", manifest},
    Command{"simulate", "an example delivery with known truth", "assay simulate --seed 1 -o example",
            simulate},
    Command{"serve", "the server and its web application", "assay serve --data assay-data", serve},
    Command{"backup", "a server's data as one file, while it runs",
            "assay backup monday.zip --data assay-data", backup},
    Command{"restore", "a server's data back out of a backup, checked",
            "assay restore monday.zip --data new-data", restore},
    Command{"doctor", "whether a server's data is sound, and what to do", "assay doctor --data assay-data",
            doctor},
    Command{"reseal", "another sealing key, and what the database keeps sealed under it",
            "assay reseal --data assay-data", reseal},
    Command{"user", "users of a server, on its own machine",
            "assay user add --data assay-data --email ada@example.org --name Ada", user},
    Command{"token", "a token of the interface for scripts",
            "assay token new --data assay-data --name nightly", token},
    Command{"openapi", "the interface of the server, for programs", "assay openapi -o openapi.json", openapi},
    Command{"formats", "what can be read", "assay formats", formats},
    Command{"metrics", "what can be measured", "assay metrics", metrics},
};

}  // namespace

std::span<const Command> commands() { return command_table; }

}  // namespace assay::cli
