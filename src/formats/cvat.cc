// CVAT for images 1.1 (and its video form): tags and their attributes are answers about the image, shapes are
// regions. Nothing in the file says who annotated but, in some exports, the assignee of the task or job.

#include <fmt/format.h>

#include <map>

#include "formats/cvat_shapes.h"
#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/readers.h"
#include "formats/values.h"
#include "formats/xml.h"

namespace assay::formats {
namespace {

struct Job {
  std::string name;
  double first = 0, last = 0;
};

class CvatReader {
 public:
  explicit CvatReader(ExportRows& rows) : rows_(rows) {}

  void read(const XmlElement& root) {
    read_meta(root.child("meta"));
    for (XmlElement child = root.first(); child.is_there(); child = child.next()) {
      ++row_;
      if (child.name() == "image") read_image(child);
      if (child.name() == "track") read_track(child);
    }
  }

  std::int64_t images() const { return images_; }
  bool has_assignee() const { return !assignee_.empty(); }

 private:
  void read_meta(const XmlElement& meta) {
    for (const char* kind : {"job", "task"}) {
      const XmlElement of = meta.child(kind);
      if (assignee_.empty()) assignee_ = of.child("assignee").child("username").text();
      const XmlElement segments = of.child("segments");
      for (XmlElement segment = segments.first(); segment.is_there(); segment = segment.next()) {
        const auto first = number_from(segment.child("start").text());
        const auto last = number_from(segment.child("stop").text());
        if (!first || !last || jobs_.size() >= jobs_max) continue;
        jobs_.emplace(*first, Job{fmt::format("job {}", segment.child("id").text()), *first, *last});
      }
    }
  }

  std::string_view job_of(std::string_view frame) const {
    const std::optional<double> number = number_from(frame);
    if (!number) return {};
    auto job = jobs_.upper_bound(*number);
    if (job == jobs_.begin()) return {};
    --job;
    return *number <= job->second.last ? std::string_view(job->second.name) : std::string_view();
  }

  // What a machine or a file put there is no independent answer; what CVAT merged from several people is
  // nobody's.
  static bool is_anchored(const XmlElement& marked) {
    return marked.attribute("source") == "auto" || marked.attribute("source") == "file";
  }
  bool is_merged(const XmlElement& marked) {
    if (marked.attribute("source") != "consensus") return false;
    rows_.leave_out("tags and shapes that CVAT merged from several people's");
    return true;
  }

  void read_image(const XmlElement& image) {
    ++images_;
    const std::string_view item = image.attribute("name");
    if (item.empty()) return rows_.list("an image has no name: left out", row_);
    rows_.see_item(item);
    ExportAnswer answer{.item = item, .annotator = assignee_, .batch = job_of(image.attribute("id"))};
    std::vector<std::string> tags;
    bool tags_anchored = false;
    for (XmlElement child = image.first(); child.is_there(); child = child.next()) {
      if (is_merged(child)) continue;
      if (child.name() == "tag") {
        tags.emplace_back(child.attribute("label"));
        tags_anchored = tags_anchored || is_anchored(child);
        read_attributes(child, answer);
      } else if (is_cvat_shape(child.name())) {
        read_shape(child, child.attribute("label"), answer);
      } else {
        rows_.list("an element of an image is not known: left out", row_);
      }
    }
    if (tags.empty()) return;
    const std::string label = joined_label(std::move(tags));
    answer.question = "tag";
    answer.label = label;
    answer.is_anchored = tags_anchored;
    rows_.add(answer, row_);
  }

  // An attribute of a tag is a question of its own: "weather: kind".
  void read_attributes(const XmlElement& tag, ExportAnswer answer) {
    answer.is_anchored = is_anchored(tag);
    for (XmlElement child = tag.first(); child.is_there(); child = child.next()) {
      if (child.name() != "attribute") continue;
      const std::string question = fmt::format("{}: {}", tag.attribute("label"), child.attribute("name"));
      answer.question = question;
      answer.label = child.text();
      rows_.add(answer, row_);
    }
  }

  void read_shape(const XmlElement& shape, std::string_view label, ExportAnswer answer) {
    const std::optional<CvatGeometry> geometry = cvat_geometry(shape);
    if (!geometry) return rows_.list("a shape's numbers are missing or do not fit together: left out", row_);
    answer.question = "regions";
    answer.label = label;
    answer.is_anchored = is_anchored(shape);
    for (XmlElement child = shape.first(); child.is_there(); child = child.next()) {
      if (child.name() == "attribute") rows_.leave_out("attributes of shapes");
    }
    rows_.add_region(answer, geometry->shape, geometry->numbers, row_);
  }

  // Between keyframes CVAT draws the shapes itself: only keyframes are somebody's work.
  void read_track(const XmlElement& track) {
    if (is_merged(track)) return;
    for (XmlElement shape = track.first(); shape.is_there(); shape = shape.next()) {
      if (!is_cvat_shape(shape.name()) || shape.attribute("outside") == "1") continue;
      if (shape.attribute("keyframe") == "0") {
        rows_.leave_out("shapes between keyframes");
        continue;
      }
      const std::string item = fmt::format("frame {}", shape.attribute("frame"));
      ExportAnswer answer{.item = item, .annotator = assignee_, .batch = job_of(shape.attribute("frame"))};
      read_shape(shape, track.attribute("label"), answer);
    }
  }

  static constexpr std::size_t jobs_max = 100'000;
  ExportRows& rows_;
  std::string assignee_;
  std::map<double, Job> jobs_;  // by their first frame
  std::int64_t row_ = 0;
  std::int64_t images_ = 0;
};

}  // namespace

bool looks_like_cvat(std::string_view head, std::string_view) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return false;
  return head.find("<annotations>") != std::string_view::npos;
}

Result<ReadSummary> read_cvat(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  XmlDocument document;
  const Result<XmlElement> root = document.parse(decoded.text, options.file);
  if (!root.ok()) return root.error();
  if (root.value().name() != "annotations") {
    return Error{ErrorCode::invalid,
                 "the XML does not begin with <annotations>: it is no export of CVAT for images",
                 options.file};
  }
  ExportRows rows(options, table, problems);
  CvatReader reader(rows);
  reader.read(root.value());
  return rows.finish("cvat",
                     fmt::format("XML, {}: {} images; item=name, batch=job, annotator={}", decoded.encoding,
                                 reader.images(), reader.has_assignee() ? "assignee" : "not in the file"));
}

}  // namespace assay::formats
