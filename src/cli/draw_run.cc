#include "cli/draw_run.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "base/canonical_json.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json_text.h"
#include "base/text.h"
#include "cli/command.h"
#include "stats/sampling/draw_seed.h"
#include "stats/sampling/frozen_delivery.h"
#include "stats/sampling/poisson_draw.h"
#include "stats/sampling/uniform_draw.h"
#include "stats/sampling/weighted_draw.h"

namespace assay::cli {
namespace {

using Json = nlohmann::ordered_json;

// An item that was drawn, and how probable that was, exactly: "3/10", or a decimal.
struct DrawnUnit {
  std::size_t unit = 0;
  std::string probability;
};

struct DrawInput {
  stats::FrozenDelivery delivery;
  stats::DrawOpening opening;
  std::vector<std::uint64_t> weights;  // one of these two for the designs that need them
  std::vector<std::string> pi;
};

std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    lines.push_back(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

Error about_line(const std::string& path, std::size_t line, const char* message) {
  return Error{ErrorCode::invalid, message, fmt::format("{}, line {}", path, line + 1)};
}

Result<Done> read_weights(const std::string& path, DrawInput& input) {
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  const auto lines = lines_of(file.value().bytes());
  const auto& units = input.delivery.units;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Result<CanonicalJson> json = parse_canonical(lines[i]);
    if (!json.ok() || json.value().object() == nullptr || json.value().object()->size() != 2) {
      return about_line(
          path, i, "a line is {\"position\":P,\"w\":W} or {\"pi\":\"0.25\",\"position\":P}, without spaces");
    }
    const CanonicalJson* position = json.value().field("position");
    const CanonicalJson* weight = json.value().field("w");
    const CanonicalJson* pi = json.value().field("pi");
    const bool in_place = position != nullptr && i < units.size() &&
                          position->integer() == static_cast<std::int64_t>(units[i].position);
    if (!in_place) return about_line(path, i, "one line an item is wanted, in position order");
    if (weight != nullptr && weight->integer().value_or(0) > 0) {
      input.weights.push_back(static_cast<std::uint64_t>(*weight->integer()));
    } else if (pi != nullptr && pi->text() != nullptr) {
      input.pi.push_back(*pi->text());
    } else {
      return about_line(path, i, "w is a whole number from 1 to 2^32; pi is a text as \"0.25\"");
    }
  }
  return Done{};
}

// Poisson and weighted draws need one entry an item, and their root in the seed.
Result<Done> take_weights(const DrawArguments& a, DrawInput& input) {
  if (a.design != "poisson" && a.design != "weighted") return Done{};
  if (a.weights.empty()) return Error{ErrorCode::invalid, "this design needs --weights", "--design"};
  if (auto done = read_weights(a.weights, input); !done.ok()) return done;
  const std::size_t wanted = input.delivery.units.size();
  const bool is_whole = a.design == "weighted" ? input.weights.size() == wanted : input.pi.size() == wanted;
  if (!is_whole) {
    return Error{
        ErrorCode::invalid,
        fmt::format("{} items need {} lines with {}", wanted, wanted, a.design == "weighted" ? "w" : "pi"),
        a.weights};
  }
  input.opening.weights_root = a.design == "weighted" ? stats::weights_root(input.delivery, input.weights)
                                                      : stats::probabilities_root(input.delivery, input.pi);
  return Done{};
}

// Option by option; the first that is wrong is the error.
Result<Done> read_opening(const DrawArguments& a, stats::DrawOpening& opening) {
  const auto take = [](const Result<Digest>& digest, auto& into) -> Result<Done> {
    if (!digest.ok()) return digest.error();
    into = digest.value();
    return Done{};
  };
  opening.selection_id = a.selection;
  if (auto done = take(digest_argument(a.log_id, "--log-id"), opening.log_id); !done.ok()) return done;
  if (auto done = take(digest_argument(a.request, "--request"), opening.request); !done.ok()) return done;
  if (!a.client_nonce.empty()) {
    if (auto done = take(nonce_argument(a.client_nonce, "--nonce-client"), opening.client_nonce);
        !done.ok()) {
      return done;
    }
  }
  if (!a.provider_nonce.empty()) {
    if (auto done = take(nonce_argument(a.provider_nonce, "--nonce-provider"), opening.provider_nonce);
        !done.ok()) {
      return done;
    }
  }
  if (!a.beacon.empty()) return take(digest_argument(a.beacon, "--beacon"), opening.beacon);
  return Done{};
}

Result<DrawInput> read_input(const DrawArguments& a) {
  if (a.frame.empty()) return Error{ErrorCode::invalid, "name the leaves of the frozen delivery", "--frame"};
  const Result<FileBytes> file = FileBytes::open(a.frame);
  if (!file.ok()) return file.error();
  DrawInput input;
  Result<stats::FrozenDelivery> delivery = stats::read_frozen_delivery(lines_of(file.value().bytes()));
  if (!delivery.ok())
    return Error{ErrorCode::invalid, delivery.error().message, a.frame + ", " + delivery.error().where};
  input.delivery = std::move(delivery).value();
  if (auto done = read_opening(a, input.opening); !done.ok()) return done.error();
  input.opening.frozen_root = input.delivery.root;
  if (auto done = take_weights(a, input); !done.ok()) return done.error();
  return input;
}

Result<std::map<std::string, std::size_t>> allocation_of(const DrawArguments& a) {
  std::map<std::string, std::size_t> allocation;
  for (const std::string& text : a.strata) {
    const std::size_t split = text.rfind('=');
    std::size_t n = 0;
    const char* end = text.data() + text.size();
    const char* digits = split == text.npos ? end : text.data() + split + 1;
    const auto [at, code] = std::from_chars(digits, end, n);
    if (code != std::errc() || at != end || !allocation.emplace(text.substr(0, split), n).second) {
      return Error{ErrorCode::invalid, "write --stratum as NAME=N, each stratum once", text};
    }
  }
  return allocation;
}

std::vector<std::string> items_of(const stats::FrozenDelivery& delivery) {
  std::vector<std::string> items;
  for (const stats::FrozenUnit& unit : delivery.units) items.push_back(unit.item);
  return items;
}

using Drawn = Result<std::vector<DrawnUnit>>;

Drawn drawn_simple(const DrawArguments& a, const DrawInput& input, const Digest& seed) {
  const auto positions = stats::draw_simple(seed, items_of(input.delivery), a.n);
  if (!positions.ok()) return positions.error();
  std::vector<DrawnUnit> drawn;
  const std::string probability = fmt::format("{}/{}", positions.value().size(), input.delivery.units.size());
  for (const std::size_t unit : positions.value()) drawn.push_back({unit, probability});
  return drawn;
}

Drawn drawn_stratified(const DrawArguments& a, const DrawInput& input, const Digest& seed) {
  const auto allocation = allocation_of(a);
  if (!allocation.ok()) return allocation.error();
  std::vector<std::string> strata;
  for (const stats::FrozenUnit& unit : input.delivery.units) {
    if (!unit.stratum) return Error{ErrorCode::invalid, "this item has no stratum", shorten(unit.item, 60)};
    strata.push_back(*unit.stratum);
  }
  const auto draws = stats::draw_stratified(seed, items_of(input.delivery), strata, allocation.value());
  if (!draws.ok()) return draws.error();
  std::vector<DrawnUnit> drawn;
  for (const stats::StratumDraw& draw : draws.value()) {
    for (const std::size_t unit : draw.drawn) {
      drawn.push_back({unit, fmt::format("{}/{}", draw.drawn.size(), draw.population)});
    }
  }
  return drawn;
}

Drawn drawn_poisson(const DrawInput& input, const Digest& seed) {
  std::vector<stats::PoissonUnit> units;
  for (std::size_t i = 0; i < input.pi.size(); ++i) {
    units.push_back({input.delivery.units[i].item, input.pi[i]});
  }
  const auto positions = stats::draw_poisson(seed, units);
  if (!positions.ok()) return positions.error();
  std::vector<DrawnUnit> drawn;
  for (const std::size_t unit : positions.value()) drawn.push_back({unit, input.pi[unit]});
  return drawn;
}

Drawn drawn_weighted(const DrawArguments& a, const DrawInput& input, const Digest& seed) {
  auto draw = stats::WeightedDraw::begin(seed, input.weights);
  if (!draw.ok()) return draw.error();
  std::vector<DrawnUnit> drawn;
  while (drawn.size() < a.n) {
    const auto step = draw.value().next();
    if (!step) break;
    drawn.push_back({step->position, fmt::format("{}/{}", step->weight, step->total)});
  }
  return drawn;
}

Drawn drawn_by_design(const DrawArguments& a, const DrawInput& input, const Digest& seed) {
  if ((a.design == "simple" || a.design == "weighted") && a.n == 0) {
    return Error{ErrorCode::invalid, "say how many items to draw", "--items"};
  }
  if (a.design == "simple") return drawn_simple(a, input, seed);
  if (a.design == "stratified") return drawn_stratified(a, input, seed);
  if (a.design == "poisson") return drawn_poisson(input, seed);
  if (a.design == "weighted") return drawn_weighted(a, input, seed);
  return Error{ErrorCode::invalid, "the design is simple, stratified, poisson or weighted", "--design"};
}

std::string drawn_csv(const DrawInput& input, const std::vector<DrawnUnit>& drawn) {
  std::string text = "order,item,position,stratum,probability\n";
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const stats::FrozenUnit& unit = input.delivery.units[drawn[i].unit];
    text += fmt::format("{},", i + 1);
    append_csv_text(text, unit.item);
    text += fmt::format(",{},", unit.position);
    append_csv_text(text, unit.stratum.value_or(""));
    text += ",";
    append_csv_text(text, drawn[i].probability);
    text += "\n";
  }
  return text;
}

Json digest_json(const std::optional<Digest>& digest) { return digest ? Json(hex(*digest)) : Json(); }

std::string drawn_json(const DrawArguments& a, const DrawInput& input, const std::vector<DrawnUnit>& drawn,
                       const Digest& seed) {
  Json items = Json::array();
  for (const DrawnUnit& one : drawn) {
    const stats::FrozenUnit& unit = input.delivery.units[one.unit];
    items.push_back({{"item", unit.item},
                     {"position", unit.position},
                     {"stratum", unit.stratum ? Json(*unit.stratum) : Json()},
                     {"probability", one.probability}});
  }
  const stats::DrawOpening& opening = input.opening;
  const Json document = {{"design", a.design},
                         {"seed", hex(seed)},
                         {"frozen_root", hex(opening.frozen_root)},
                         {"weights_root", digest_json(opening.weights_root)},
                         {"beacon", digest_json(opening.beacon)},
                         {"both_parties", opening.client_nonce && opening.provider_nonce},
                         {"items", input.delivery.units.size()},
                         {"drawn", items}};
  return json_text(document, 2) + "\n";
}

}  // namespace

Result<int> run_draw(const DrawArguments& a, Console& console) {
  const Result<DrawInput> input = read_input(a);
  if (!input.ok()) return input.error();
  const Result<Digest> seed = stats::draw_seed(input.value().opening);
  if (!seed.ok()) return Error{ErrorCode::invalid, seed.error().message, "--nonce-client"};
  const Drawn drawn = drawn_by_design(a, input.value(), seed.value());
  if (!drawn.ok()) return drawn.error();
  if (!a.json.empty()) {
    const std::string text = drawn_json(a, input.value(), drawn.value(), seed.value());
    if (auto done = write_text(a.json, text, console); !done.ok()) return done.error();
  }
  if (a.json != "-" || a.output != "-") {
    if (auto done = write_text(a.output, drawn_csv(input.value(), drawn.value()), console); !done.ok()) {
      return done.error();
    }
  }
  const stats::DrawOpening& opening = input.value().opening;
  console.err << fmt::format(
      "{} of {} items drawn; seed {}\n", grouped(static_cast<std::int64_t>(drawn.value().size())),
      grouped(static_cast<std::int64_t>(input.value().delivery.units.size())), hex(seed.value()));
  if (!opening.client_nonce || !opening.provider_nonce) {
    console.err << "One party's nonce alone: that party could have chosen the draw.\n";
  }
  return exit_done;
}

}  // namespace assay::cli
