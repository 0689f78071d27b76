#include "cli/commands.h"

#include <array>

namespace assay::cli {
namespace {

constexpr std::array table = {
    Command{"inspect", "what a delivery of annotations is worth",
            "assay inspect labels.csv --gold gold.csv --items items.csv --html report.html", inspect},
    Command{"consensus", "one label per item, with its confidence",
            "assay consensus labels.csv -o consensus.csv", consensus},
    Command{"compare", "the same items labelled before and after a change: did it help?",
            "assay compare before.csv after.csv --gold gold.csv", compare},
    Command{"convert", "annotations in the form of another program, and what it cannot hold",
            "assay convert export.json labels.csv --gold-to gold.csv", convert},
    Command{"merge", "the agreement of several tallies at once",
            "assay merge monday.tally tuesday.tally -o both.tally", merge},
    Command{"simulate", "an example delivery with known truth", "assay simulate --seed 1 -o example",
            simulate},
    Command{"formats", "what can be read", "assay formats", formats},
    Command{"metrics", "what can be measured", "assay metrics", metrics},
};

}  // namespace

std::span<const Command> commands() { return table; }

}  // namespace assay::cli
