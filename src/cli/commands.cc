#include "cli/commands.h"

#include <array>

namespace assay::cli {
namespace {

constexpr std::array table = {
    Command{"inspect", "what a delivery of annotations is worth",
            "assay inspect labels.csv --gold gold.csv --items items.csv --html report.html", inspect},
};

}  // namespace

std::span<const Command> commands() { return table; }

}  // namespace assay::cli
